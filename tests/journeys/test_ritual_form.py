"""The form of a ritual: what matters first, what fits the kind, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.entities import View
from tests.cast import GENERAL, SUPPORT
from tests.journeys.steps import (
    MONDAY_NINE,
    asks,
    handles,
    listing,
    local,
    next_line,
    plan,
    turns,
    unfolds,
    wall,
)
from tests.journeys.world import World, words

FIRST = ["kind", "channel", "days", "at", "framework"]
MORE = ["rhythm", "zone", "starts_on", "ends_on", "country", "region", "together", "game_plan", "grace"]
TWIN = "There's one like this already, at the same time in the same channel."


async def opens(world: World, person: str = "ana", channel: str = "#support") -> View:
    await world.types(person, channel, "/mindset schedule")
    return world.form(person)


def asked(view: View) -> list[str]:
    """The fields of a form, from the top."""
    return [block["block_id"].partition("~")[0] for block in view["blocks"] if block["type"] == "input"]


def holds(view: View, field: str) -> Any:
    """What stands in a field."""
    [state] = [
        next(iter(held.values()))
        for name, held in view["state"]["values"].items()
        if name.partition("~")[0] == field
    ]
    options = state.get("selected_options")
    if options is not None:
        return [each["value"] for each in options]
    option = state.get("selected_option")
    return option["value"] if option else state.get("selected_time") or state.get("value")


async def test_it_starts_with_what_matters_and_keeps_the_rest_under_more(world: World) -> None:
    view = await opens(world)
    assert asked(view) == FIRST
    await world.presses("ana", view, "ritual_form:more")
    assert asked(world.form("ana")) == FIRST + MORE


@pytest.mark.parametrize(
    ("kind", "days", "at"),
    [
        ("hero", ["0", "1", "2", "3", "4"], "09:00"),
        ("head_check", ["0", "1", "2", "3", "4"], "09:00"),
        ("look_ahead", ["0"], "09:00"),
        ("case_study", ["2"], "09:00"),
        ("story_call", ["3"], "15:00"),
        ("poll", ["4"], "15:00"),
        ("digest", ["4"], "16:00"),
    ],
)
async def test_each_kind_has_its_usual_days_and_time(
    world: World, kind: str, days: list[str], at: str
) -> None:
    await opens(world)
    await turns(world, "ana", "kind", kind)
    view = world.form("ana")
    assert holds(view, "kind") == kind
    assert (holds(view, "days"), holds(view, "at")) == (days, at)


async def test_the_story_of_the_month_is_monthly_and_says_so(world: World) -> None:
    await opens(world)
    await turns(world, "ana", "kind", "story_of_the_month")
    view = world.form("ana")
    assert (holds(view, "days"), holds(view, "rhythm")) == (["0"], "monthly")
    await turns(world, "ana", "kind", "hero")
    assert holds(world.form("ana"), "rhythm") == "weekly"


async def test_what_somebody_has_chosen_survives_a_change_of_kind_and_back(world: World) -> None:
    view = await opens(world)
    await unfolds(world, "ana", MORE)
    chosen = {"at": "11:15", "region": "DE-BY", "together": "3", "framework": "be_human"}
    await turns(world, "ana", "kind", "digest", **chosen)
    view = world.form("ana")
    assert holds(view, "at") == "11:15"
    assert holds(view, "days") == ["4"]
    assert "together" not in asked(view)
    await turns(world, "ana", "kind", "thought_experiment")
    view = world.form("ana")
    assert holds(view, "days") == ["0", "1", "2", "3", "4"]
    for field, value in chosen.items():
        assert holds(view, field) == value, field


@pytest.mark.parametrize("kind", ["hero", "look_ahead", "head_check", "digest"])
async def test_what_is_the_same_in_every_school_asks_for_none(world: World, kind: str) -> None:
    await opens(world)
    await turns(world, "ana", "kind", kind)
    assert "framework" not in asked(world.form("ana"))
    assert (await world.sends("ana")).ok


async def test_a_poll_asks_for_one_school_as_its_options_are_that_schools(world: World) -> None:
    await opens(world)
    await turns(world, "ana", "kind", "poll", framework="all_schools")
    view = world.form("ana")
    assert holds(view, "framework") == "unusual_three"
    assert "all_schools" not in str([each for each in view["blocks"] if "framework" in str(each)])
    assert (await world.sends("ana")).ok


async def test_a_changed_ritual_shows_what_is_rare_about_it(world: World) -> None:
    await world.types("ana", "#general", "/mindset schedule first monday 10:00")
    assert MORE[0] in asked(await asks(world, "change"))
    assert holds(world.form("ana"), "rhythm") == "monthly"


async def test_it_says_where_reactions_do_not_reach_the_bot(world: World) -> None:
    await world.slack.hands.remove("#general", "headfirst")
    view = await opens(world)
    assert "I can't see :star2:" not in words(view)
    await turns(world, "ana", "channel", GENERAL)
    assert f"I can't see :star2: in <#{GENERAL}>" in words(world.form("ana"))
    await turns(world, "ana", "channel", SUPPORT)
    assert "I can't see :star2:" not in words(world.form("ana"))


async def test_two_of_the_same_are_warned_of_and_may_be(world: World) -> None:
    await plan(world)
    await opens(world)
    await world.sends("ana", days=["1"])
    view = world.form("ana")
    assert TWIN in words(view)
    assert view["submit"]["text"] == "Start anyway"
    assert holds(view, "days") == ["1"]
    assert "Two rituals" not in words(await listing(world))
    assert (await world.sends("ana")).ok
    assert "Two rituals" in words(await listing(world))


async def test_another_time_kind_or_channel_is_no_twin(world: World) -> None:
    await plan(world)
    for other in ({"at": "10:00"}, {"kind": "hero"}, {"channel": GENERAL}, {"days": ["5"]}):
        await opens(world)
        await world.sends("ana", **other)
        assert TWIN not in words(world.form("ana")), other
        await world.slack.hands.close("ana")


async def test_a_ritual_is_no_twin_of_itself(world: World) -> None:
    await plan(world)
    await asks(world, "change")
    await world.sends("ana", framework="head_first")
    assert TWIN not in words(world.form("ana"))


# --- see it now


async def test_see_it_now_shows_privately_what_the_first_post_will_be(world: World) -> None:
    view = await opens(world)
    await world.slack.hands.press(
        "ana", view, "ritual_form:see", values={"days": ["0"], "framework": "be_human"}
    )
    shown = words(world.form("ana"))
    assert "Only you see this." in shown
    assert "Be human" in shown
    title = shown.splitlines()[2]
    await world.slack.hands.close("ana")
    assert world.form("ana")["title"]["text"] == "A ritual for a channel"
    await world.sends("ana", days=["0"], framework="be_human")
    assert world.posts("#support") == []
    await world.at(MONDAY_NINE)
    assert title in words(world.posts("#support")[0])


@pytest.mark.parametrize(
    ("kind", "has"),
    [
        ("head_check", "Where is your head today?"),
        ("hero", "Hero of the day"),
        ("digest", "Preview"),
        ("look_ahead", "Look-ahead"),
    ],
)
async def test_every_kind_can_be_seen(world: World, kind: str, has: str) -> None:
    await opens(world)
    await turns(world, "ana", "kind", kind)
    await world.presses("ana", world.form("ana"), "ritual_form:see")
    view = world.form("ana")
    assert has in f"{view['title']['text']}\n{words(view)}"


async def test_what_cannot_be_posted_says_why_instead(world: World) -> None:
    view = await opens(world)
    await world.slack.hands.archive("#general")
    await world.slack.hands.press("ana", view, "ritual_form:see", values={"channel": GENERAL})
    assert "That channel is archived." in words(world.form("ana"))


# --- the next one


async def test_the_next_one_can_be_drawn_again_until_one_fits(world: World) -> None:
    await plan(world, framework="be_human")
    seen = []
    for _ in range(4):
        await world.presses("ana", await listing(world), "ritual:reroll")
        seen.append(words(world.form("ana")).splitlines()[2])
        await world.slack.hands.close("ana")
    assert len(set(seen)) == 4
    await world.presses("ana", await listing(world), "ritual:preview")
    await world.presses("ana", world.form("ana"), "ritual:redraw")
    wanted = words(world.form("ana")).splitlines()[2]
    assert wanted not in seen
    await world.at(MONDAY_NINE)
    assert wanted in words(world.posts("#support")[0])


async def test_what_was_passed_over_comes_on_another_day(world: World) -> None:
    await plan(world, kind="case_study", framework="be_human", days=["0", "1", "2", "3", "4"])
    await world.presses("ana", await listing(world), "ritual:preview")
    first = words(world.form("ana")).splitlines()[2]
    await world.presses("ana", world.form("ana"), "ritual:redraw")
    await world.slack.hands.close("ana")
    for day in range(12):
        await world.at(wall(f"2026-03-{2 + day:02} 09:00"))
    posted = [words(each) for each in world.posts("#support")]
    assert first not in posted[0]
    assert any(first in each for each in posted[1:])


async def test_a_hero_is_the_days_own_and_not_drawn_again(world: World) -> None:
    await plan(world, kind="hero")
    assert "Draw another" not in words(await listing(world))


async def test_a_skip_can_be_undone(world: World) -> None:
    await plan(world)
    assert "Undo skip" not in words(await listing(world))
    await handles(world, "skip")
    await handles(world, "skip")
    assert local(wall("2026-03-04 09:00")) in await next_line(world)
    await handles(world, "unskip")
    assert local(wall("2026-03-03 09:00")) in await next_line(world)
    await handles(world, "unskip")
    assert local(wall("2026-03-02 09:00")) in await next_line(world)
    assert "Undo skip" not in words(await listing(world))
    await world.at(MONDAY_NINE)
    assert len(world.posts("#support")) == 1


async def test_what_has_come_meanwhile_is_not_brought_back(world: World) -> None:
    await plan(world)
    await world.at(MONDAY_NINE)
    await handles(world, "skip")
    await handles(world, "unskip")
    assert local(wall("2026-03-03 09:00")) in await next_line(world)
    await handles(world, "skip")
    await world.at(wall("2026-03-03 09:30"))
    assert "post's time has passed" in await handles(world, "unskip")
    assert local(wall("2026-03-04 09:00")) in await next_line(world)
    await world.at(wall("2026-03-04 09:00"))
    assert "Undo skip" not in words(await listing(world))
    assert len(world.posts("#support")) == 2


async def test_only_those_who_may_handle_it_draw_and_undo(world: World) -> None:
    await world.types("bruno", "#escalations", "/mindset schedule daily 09:00")
    await handles(world, "skip", "bruno")
    for handle in ("reroll", "unskip"):
        assert "Join the channel first" in await handles(world, handle, "dora"), handle
    assert local(wall("2026-03-03 09:00")) in await next_line(world)
