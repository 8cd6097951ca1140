"""Rituals when Slack takes nothing for a while: late is said, too late is left out, and the owner hears."""

import re
from datetime import timedelta

import pytest

from bot.playground.entities import Message
from tests.bot.steps import POST
from tests.journeys.steps import A_DAY, MONDAY_NINE, next_line, plan
from tests.journeys.world import World, words

KINDS = ("thought_experiment", "poll", "head_check", "digest")


async def at_nine_slack_takes_nothing(world: World, kind: str) -> None:
    await plan(world, kind=kind)
    world.slack.faults.refuse(POST, "internal_error", times=99)
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []


def slack_is_well_again(world: World) -> None:
    while world.slack.faults.take(POST):
        pass


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_drawn_in_time_and_is_sent_late_says_so_for_good(world: World, kind: str) -> None:
    await at_nine_slack_takes_nothing(world, kind)
    slack_is_well_again(world)
    await world.at(MONDAY_NINE + timedelta(hours=1))
    [late] = world.posts("#support")
    assert "A little late" in words(late)
    if kind == "poll":
        await votes(world, late)
        await world.beat()
        assert "A little late" in words(late)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_comes_on_time_does_not_say_so_later_either(world: World, kind: str) -> None:
    await plan(world, kind=kind)
    await world.at(MONDAY_NINE)
    [prompt] = world.posts("#support")
    await world.later(timedelta(hours=1))
    if kind == "poll":
        await votes(world, prompt)
        await world.beat()
    assert "A little late" not in words(prompt)


async def test_what_could_not_be_sent_in_time_is_left_out_and_its_owner_hears(world: World) -> None:
    await at_nine_slack_takes_nothing(world, "thought_experiment")
    slack_is_well_again(world)
    await world.at(MONDAY_NINE + timedelta(hours=2, minutes=1))
    await world.beat()
    assert world.posts("#support") == []
    [letter] = world.letters("ana")
    assert "I couldn't post this ritual in time, so I skipped it." in words(letter)
    assert "It can be up to two hours late." in words(letter)
    assert (await next_line(world)).startswith("Next:")

    await world.at(MONDAY_NINE + A_DAY)
    [on_time] = world.posts("#support")
    assert "A little late" not in words(on_time)
    assert len(letters_about(world)) == 1


async def votes(world: World, poll: Message) -> None:
    """Bruno presses the first option."""
    action = re.search(r"vote:\w+", str(poll.blocks))
    assert action is not None
    await world.presses("bruno", poll, action[0])


def letters_about(world: World) -> list[Message]:
    return [letter for letter in world.letters("ana") if "skipped it" in words(letter)]
