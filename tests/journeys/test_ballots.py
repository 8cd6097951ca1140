"""The story of the month: voted on in a channel, at the start of the next one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.features.ballots.card import VOTE
from bot.features.stories.card import CHEER
from bot.playground.entities import Message
from tests.cast import BRUNO, LISBON
from tests.journeys.steps import handles, plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

RING = "The customer's ring was in the bin, and we drove it to her."
FORM = "She showed me that our form was upside down."
BAKERY = "We called the bakery before the outage."
APRIL = datetime(2026, 4, 6, 9, tzinfo=LISBON)


async def a_month(world: World) -> Message:
    """Three stories of March that people cheered; the vote on the first Monday of April."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    said = await world.types("ana", "#kudos", "/mindset schedule story of the month first monday 09:00")
    assert "*Story of the month* in <#C0KUDOSFEED>" in said
    for text, teller in ((RING, "ana"), (FORM, "bruno"), (BAKERY, "carla")):
        await tell(world, teller, text, kind="great_human_moment", front=[BRUNO] if text == RING else [])
        await world.beat()
        await world.presses("dora", world.posts("#kudos")[-1], CHEER)
    await world.at(APRIL)
    return world.posts("#kudos")[-1]


async def votes(world: World, ballot: Message, **choices: int) -> None:
    """Each presses *Vote* on the story of that number."""
    for person, number in choices.items():
        await world.presses(person, ballot, f"{VOTE}{number}")
        await world.beat()


async def test_the_team_votes_and_the_story_is_told_again(world: World) -> None:
    ballot = await a_month(world)
    assert "Story of the month · March" in words(ballot)
    assert words(ballot).index(RING) < words(ballot).index(FORM) < words(ballot).index(BAKERY)
    assert f"Thanks to <@{BRUNO}>" in words(ballot)
    await votes(world, ballot, ana=1, bruno=0, carla=0, dora=0)
    assert "4 people have voted" in words(ballot)
    assert "Your vote is in." in words(world.whispers("ana", "#kudos")[-1])
    await world.later(timedelta(days=5))
    assert f"*You chose:*\n:star2: “{RING}”" in words(ballot)
    result = world.posts("#kudos")[-1]
    assert "*The story of March*, chosen by your votes." in words(result)
    assert f"> {RING}" in words(result)
    assert FORM not in words(result)
    assert "vote" not in words(ballot).replace("You chose", "").lower(), "nobody reads how many it got"


async def test_a_tie_is_shared(world: World) -> None:
    ballot = await a_month(world)
    await votes(world, ballot, ana=0, bruno=0, carla=1, dora=1)
    await world.later(timedelta(days=5))
    result = words(world.posts("#kudos")[-1])
    assert "*The stories of March.* They're tied on votes, so here they all are." in result
    assert RING in result and FORM in result and BAKERY not in result


async def test_what_is_taken_down_leaves_the_vote_and_the_result(world: World) -> None:
    ballot = await a_month(world)
    await votes(world, ballot, bruno=0, carla=0, dora=0)
    await world.chooses("ana", world.posts("#kudos")[0], "down:1", "story:menu")
    assert (await world.sends("ana")).ok
    await world.beat()
    assert RING not in words(ballot)
    await votes(world, ballot, ana=0, bruno=0, carla=0)
    await world.later(timedelta(days=5))
    assert FORM in words(world.posts("#kudos")[-1])
    [form] = [post for post in world.posts("#kudos") if FORM in words(post) and "Cheer" in words(post)]
    await world.chooses("bruno", form, "down:2", "story:menu")
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert FORM not in world.everything_in("#kudos")


async def test_too_few_votes_choose_nothing(world: World) -> None:
    ballot = await a_month(world)
    await votes(world, ballot, ana=0, bruno=1)
    posts = len(world.posts("#kudos"))
    await world.later(timedelta(days=5))
    assert "that takes at least 3 votes" in words(ballot)
    assert len(world.posts("#kudos")) == posts


async def test_without_cheered_stories_there_is_a_kind_word_and_no_vote(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await plan(world, channel="#kudos", kind="story_of_the_month", days=["0"], rhythm="monthly")
    await world.at(APRIL)
    assert "Nobody cheered a story last month" in words(world.posts("#kudos")[-1])


async def test_the_preview_shows_what_would_be_proposed(world: World) -> None:
    await a_month(world)
    await handles(world, "preview", channel="#kudos")
    assert RING in words(world.form("ana"))


async def test_it_is_not_for_channels_that_others_share(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    partners = world.slack.workspace.find_channel("#bakery-partners").id
    answered = await world.sends("ana", kind="story_of_the_month", channel=partners)
    assert "other organisations share" in answered.errors["channel"]
