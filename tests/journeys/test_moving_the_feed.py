"""The feed's channel is the workspace's: whom it lets may choose it, and both channels say who moved it."""

import pytest

from bot.features.stories.card import CHOOSE_FEED
from rituals import workspaces
from tests.cast import ANA, BRUNO, GENERAL, KUDOS, SUPPORT, scene
from tests.journeys.steps import listing, plan
from tests.journeys.test_settings import ADMINS, settle
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

MOVED = f"<@{BRUNO}> moved the story feed from <#{KUDOS}> to <#{SUPPORT}>."


async def feed_of(world: World) -> str | None:
    return await world.bot.house.quietly(workspaces.feed, scene())


async def moves(world: World, person: str = "bruno", to: str = "#support") -> str:
    """Somebody chooses another channel for the feed; what they read."""
    said = await world.types(person, "#general", f"/mindset feed {to}")
    await world.beat()
    return said


async def test_the_old_and_the_new_channel_say_who_moved_it_once(world: World) -> None:
    await moves(world, "ana", "#kudos")
    assert (world.posts("#kudos"), world.posts("#general")) == ([], [])
    await moves(world)
    await moves(world)
    for channel in ("#kudos", "#support"):
        [post] = world.posts(channel)
        assert MOVED in words(post), channel
    assert world.posts("#general") == []


async def test_by_the_form_it_is_said_too(world: World) -> None:
    await moves(world, "ana", "#kudos")
    await world.types("bruno", "#support", "/mindset feed")
    # The button is there only while there is no feed, and an old list may still show it.
    shown = world.whispers("bruno", "#support")[-1]
    shown.blocks = [{"type": "actions", "block_id": "a", "elements": [BUTTON]}]
    await world.presses("bruno", shown, CHOOSE_FEED)
    assert (await world.sends("bruno", channel=SUPPORT)).ok
    await world.beat()
    assert [MOVED in words(post) for post in world.posts("#kudos")] == [True]


async def test_the_note_comes_before_the_stories_that_waited(world: World) -> None:
    await moves(world, "ana", "#kudos")
    await moves(world)
    await tell(world, "ana", "She showed me that our form was upside down.")
    await world.beat()
    note, story = world.posts("#support")
    assert MOVED in words(note)
    assert "upside down" in words(story)


async def test_who_is_forgotten_has_moved_nothing(world: World) -> None:
    await moves(world, "ana", "#kudos")
    await moves(world)
    await world.types("bruno", "#general", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    for channel in ("#kudos", "#support"):
        [post] = world.posts(channel)
        assert "Somebody moved the story feed" in words(post)
        assert BRUNO not in words(post) + post.text


@pytest.fixture
async def admins_only(world: World) -> World:
    """The feed is #kudos, and the workspace leaves such things to its admins."""
    await moves(world, "ana", "#kudos")
    await plan(world)
    await settle(world, rituals="admins")
    return world


async def test_where_that_is_for_admins_nobody_else_moves_it_by_any_door(admins_only: World) -> None:
    world = admins_only
    refused = await moves(world)
    assert ADMINS in refused
    assert "`/mindset feed #support`" in refused
    shown = await listing(world, "bruno")
    shown.blocks = [{"type": "actions", "block_id": "a", "elements": [BUTTON]}]
    await world.presses("bruno", shown, CHOOSE_FEED)
    assert ADMINS in words(world.whispers("bruno", "#support")[-1])
    assert world.slack.workspace.modal_of("bruno") is None
    assert await feed_of(world) == KUDOS
    assert (world.posts("#kudos"), world.posts("#support")) == ([], [])


async def test_a_form_for_the_feed_that_was_open_when_the_rule_came_is_refused(world: World) -> None:
    await world.types("bruno", "#support", "/mindset feed")
    await world.presses("bruno", world.whispers("bruno", "#support")[-1], CHOOSE_FEED)
    await moves(world, "ana", "#kudos")
    await settle(world, rituals="admins")
    assert ADMINS in (await world.sends("bruno", channel=SUPPORT)).errors["channel"]
    assert await feed_of(world) == KUDOS


async def test_an_admin_moves_it_all_the_same(admins_only: World) -> None:
    await moves(admins_only, "ana", "#general")
    assert await feed_of(admins_only) == GENERAL
    [post] = admins_only.posts("#kudos")
    assert f"<@{ANA}> moved the story feed" in words(post)


BUTTON = {"type": "button", "action_id": CHOOSE_FEED, "text": {"type": "plain_text", "text": "Choose"}}
