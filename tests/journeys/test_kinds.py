"""What a ritual can post: every kind, its preview, and where its buttons lead."""

import pytest

from bot.features.stories.form import TURNED
from tests.journeys.steps import A_DAY, MONDAY_NINE, handles, listing, plan
from tests.journeys.world import World, words

KINDS = {
    "thought_experiment": ("Thought experiment", "unusual_three"),
    "hero": ("Hero of the day", "unusual_three"),
    "case_study": ("Case study", "be_human"),
    "story_call": ("Story call", "unusual_three"),
    "look_ahead": ("What could disappoint a customer next week", "unusual_three"),
    "head_check": ("Where is your head today?", "unusual_three"),
    "poll": ("Quick poll", "by_choice"),
    "digest": ("what's happened since", "unusual_three"),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_the_preview_is_what_is_posted(world: World, kind: str) -> None:
    sign, framework = KINDS[kind]
    await plan(world, kind=kind, framework=framework)
    await handles(world, "preview")
    preview = words(world.form("ana"))
    assert "Only you see this" in preview
    await world.at(MONDAY_NINE)
    [post] = world.posts("#support")
    assert sign in words(post)
    assert post.text
    told = [block["text"]["text"] for block in post.blocks or [] if block["type"] in ("section", "header")]
    assert told[0] in preview


async def test_the_form_offers_every_kind_that_can_be_posted(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    [field] = [block for block in world.form("ana").blocks if block["block_id"] == "kind"]
    assert {option["value"] for option in field["element"]["options"]} >= set(KINDS)


async def test_a_look_ahead_leads_to_a_save(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await plan(world, kind="look_ahead")
    await world.at(MONDAY_NINE)
    [post] = world.posts("#support")
    await world.presses("bruno", post, "open_story")
    kind = world.form("bruno")["state"]["values"]["kind"][TURNED]["selected_option"]["value"]
    assert kind == "proactive_save"
    assert (await world.sends("bruno", text="I told the bakery about the late van before they asked.")).ok
    await world.beat()
    [story] = world.posts("#kudos")
    assert "A save before it hurt" in words(story)


async def test_a_story_call_leads_to_a_story(world: World) -> None:
    await plan(world, kind="story_call")
    await world.at(MONDAY_NINE)
    [post] = world.posts("#support")
    await world.presses("bruno", post, "open_story")
    assert world.form("bruno")["title"]["text"] == "Share a story"


@pytest.mark.parametrize("kind", ["head_check", "poll"])
async def test_a_poll_of_a_ritual_is_anonymous_and_nobody_has_started_it(world: World, kind: str) -> None:
    await plan(world, kind=kind, framework="head_first")
    await world.at(MONDAY_NINE)
    [poll] = world.posts("#support")
    await world.presses("bruno", poll, "vote:all_in")
    await world.beat()
    assert "Nobody can see who voted what. Not your admin, not us." in words(poll)
    assert "1 person has voted" in words(poll)
    assert "started by" not in words(poll)
    assert "%" not in words(poll)


async def test_a_head_check_comes_every_time_and_each_is_a_poll_of_its_own(world: World) -> None:
    await plan(world, kind="head_check")
    await world.at(MONDAY_NINE)
    await world.at(MONDAY_NINE + A_DAY)
    first, second = world.posts("#support")
    assert "Nobody answered this time." in words(first)
    assert "· until" in words(second)


async def test_post_now_leaves_the_plan_as_it_is(world: World) -> None:
    await plan(world, kind="poll")
    await handles(world, "post")
    await handles(world, "post")
    await world.beat()
    assert len(world.posts("#support")) == 1
    await world.at(MONDAY_NINE)
    assert len(world.posts("#support")) == 2


async def test_what_is_the_same_in_every_framework_names_none(world: World) -> None:
    await plan(world, kind="head_check", framework="by_choice")
    listed = words(await listing(world))
    assert "Head check* in <#C0SUPPORT00>\nMonday to Friday" in listed


async def test_show_me_another_changes_the_card_and_not_the_rotation(world: World) -> None:
    await plan(world)
    await handles(world, "preview")
    preview = words(world.form("ana"))
    await world.slack.hands.close("ana")
    await world.types("ana", "#support", "/mindset")
    card = world.whispers("ana", "#support")[-1]
    seen = [words(card)]
    for _ in range(3):
        await world.presses("ana", card, "show_another")
        seen.append(words(card))
    assert len(set(seen)) == 4
    await world.at(MONDAY_NINE)
    [post] = world.posts("#support")
    assert words(post).splitlines()[1] in preview


async def test_another_one_can_be_posted_as_it_is_shown(world: World) -> None:
    await world.types("ana", "#support", "/mindset")
    card = world.whispers("ana", "#support")[-1]
    await world.presses("ana", card, "show_another")
    await world.presses("ana", card, "share_experiment")
    await world.beat()
    [post] = world.posts("#support")
    assert words(post).splitlines()[1] == words(card).splitlines()[1]
