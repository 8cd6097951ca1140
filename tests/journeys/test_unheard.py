"""Where the bot isn't in the channel, reactions don't reach it, and everybody concerned is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import KUDOS, SUPPORT
from tests.journeys.steps import plan
from tests.journeys.world import World, words

INVITE = "To add me, type `/invite @Headfirst` there."


def deaf(channel: str) -> str:
    return f"I can't see :star2: in <#{channel}>, because I'm not in that channel. {INVITE}"


@pytest.fixture
async def outside(world: World) -> World:
    """The bot is in neither channel; it may still post there."""
    for channel in ("#kudos", "#support"):
        await world.slack.hands.remove(channel, "headfirst")
    return world


async def home(world: World, person: str = "ana") -> str:
    shown = await world.slack.hands.open_home(person)
    assert shown is not None
    return words(shown)


async def test_who_chooses_a_feed_reads_it_typed_or_by_the_form(outside: World) -> None:
    await outside.types("ana", "#support", "/mindset feed")
    await outside.presses("ana", outside.whispers("ana", "#support")[-1], "feed:choose")
    assert (await outside.sends("ana", channel=KUDOS)).ok
    assert deaf(KUDOS) in words(outside.form("ana"))
    await outside.slack.hands.close("ana")
    assert deaf(KUDOS) in await outside.types("ana", "#support", "/mindset feed #kudos")


async def test_who_sets_up_a_ritual_reads_it_typed_or_by_the_form(outside: World) -> None:
    assert deaf(SUPPORT) in await outside.types("ana", "#support", "/mindset schedule daily 09:00")
    assert deaf(SUPPORT) in await plan(outside, at="10:00")


async def test_help_says_it_in_that_channel(outside: World) -> None:
    assert deaf(SUPPORT) in await outside.types("carla", "#support", "/mindset help")


async def test_app_home_says_it_of_the_feed_and_of_rituals(outside: World) -> None:
    assert "To add me to a channel, type `/invite @Headfirst` there" in await home(outside)
    await outside.types("ana", "#support", "/mindset feed #kudos")
    assert deaf(KUDOS) in await home(outside)
    await outside.types("ana", "#support", "/mindset schedule daily 09:00")
    both = f"I can't see :star2: in <#{KUDOS}> or <#{SUPPORT}>, because I'm not in those channels. {INVITE}"
    assert (await home(outside)).count(both) == 1


async def test_app_home_shows_the_way_to_a_feed_once(outside: World) -> None:
    await outside.types("ana", "#support", "/mindset schedule daily 09:00")
    shown = await home(outside)
    assert "Getting started" in shown
    assert shown.count("Choose the feed's channel") == 1


async def test_app_home_says_it_though_slack_takes_its_time(outside: World) -> None:
    await outside.types("ana", "#support", "/mindset feed #kudos")
    outside.clock.advance(timedelta(days=2))
    outside.slack.faults.slow_down(0.4)
    assert deaf(KUDOS) in await home(outside)


async def test_where_the_bot_is_in_the_channel_nobody_is_bothered(world: World) -> None:
    said = [
        await world.types("ana", "#support", "/mindset feed #kudos"),
        await world.types("ana", "#support", "/mindset schedule daily 09:00"),
        await world.types("ana", "#support", "/mindset help"),
        await home(world),
    ]
    assert not any("reach me" in each for each in said)


async def test_nobody_waits_for_a_hint_that_slack_will_not_give(outside: World) -> None:
    outside.slack.faults.refuse("conversations.info", "fatal_error")
    assert "/mindset story" in await outside.types("carla", "#support", "/mindset help")
    await outside.types("ana", "#support", "/mindset feed #kudos")
    outside.slack.faults.refuse("users.conversations", "missing_scope")
    assert "Today's thought experiment" in await home(outside)
