"""An answer means saved: what couldn't be saved is said so, and what Slack sends again counts once.

Twice each, like the journeys: by Socket Mode on SQLite, and over signed HTTP on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app.run import assembled, listening
from bot.features.stories.card import CHEER
from bot.playground import StandIn, serve
from bot.playground.entities import Message
from bot.service import manifest
from bot.service.clock import MovableClock
from tests.bot.mishaps import locked, read_only
from tests.bot.steps import feed, told
from tests.cast import NOW, SUPPORT
from tests.journeys.world import World, a_world, settings, words

# Slack goes on until the database works again, however slow this machine is.
STUBBORN = (0, 0.2, 0.4, 0.8, 1.6)
OURS = "Something went wrong on our side, and nothing was saved. Please try again in a minute."
STARRED = "I stayed on the line until her mother picked up"


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    way_in, _, database = request.param.partition("-")
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    async with a_world(url, way_in, retry_delays=STUBBORN) as world:
        yield world


async def starred(world: World) -> Message:
    """Bruno says something great, and Carla stars it."""
    moment = await world.slack.hands.say("bruno", "#support", STARRED)
    await world.slack.hands.react("carla", moment, "star2")
    return moment


async def test_a_command_that_cannot_be_saved_says_so_and_gives_back_what_was_typed(world: World) -> None:
    with read_only(world.bot.house.engine):
        answer = await world.types("ana", "#support", "/mindset feed #kudos")
    assert OURS in answer
    assert "`/mindset feed #kudos`" in answer
    assert "Stories now go to" in await world.types("ana", "#support", "/mindset feed #kudos")


async def test_a_form_that_cannot_be_saved_stays_open_with_what_was_typed(world: World) -> None:
    await feed(world)
    await world.types("ana", "#support", "/mindset story")
    with read_only(world.bot.house.engine):
        answered = await world.sends("ana", text="She brought us soup.")
    assert OURS in answered.errors.values()
    assert "She brought us soup." in str(world.form("ana")["state"])

    await world.sends("ana")
    await world.beat()
    [post] = world.posts("#kudos")
    assert "She brought us soup." in words(post)


async def test_a_button_that_cannot_be_saved_says_so_to_the_one_who_pressed_it(world: World) -> None:
    await feed(world)
    await told(world, "Told once.")
    await world.beat()
    [post] = world.posts("#kudos")
    with read_only(world.bot.house.engine):
        await world.presses("bruno", post, CHEER)
    assert [whisper.text for whisper in world.whispers("bruno", "#kudos")] == [OURS]

    await world.presses("bruno", post, CHEER)
    await world.beat()
    assert "Cheer · 1" in words(post)


async def test_a_button_in_app_home_that_cannot_be_saved_says_so_in_a_window(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await world.sends("ana")
    await world.slack.hands.close("ana")
    await world.home("ana")
    with read_only(world.bot.house.engine):
        await world.slack.hands.press("ana", "home", "notes:off")
    assert OURS in words(world.form("ana"))


async def test_what_was_saved_but_cannot_be_shown_is_not_said_to_be_lost(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await world.sends("ana")
    await world.slack.hands.close("ana")
    await world.home("ana")
    world.slack.faults.refuse("views.publish", "internal_error")
    await world.slack.hands.press("ana", "home", "notes:off")
    assert world.slack.workspace.modal_of("ana") is None
    home = await world.slack.hands.open_home("ana")
    assert home is not None
    assert "Private notes are off." in words(home)


async def test_an_event_that_could_not_be_saved_comes_again_and_counts_once(world: World) -> None:
    await feed(world)
    # By Socket Mode the bot says nothing then, and Slack waits before it tries again.
    world.slack.delivery.link.limit = 0.5
    with read_only(world.bot.house.engine):
        await starred(world)
        await world.slack.settled(retries=False)
    world.slack.delivery.link.limit = 30
    await world.slack.settled()
    await world.beat()
    assert len(world.posts("#kudos")) == 1


async def test_an_event_that_slack_sends_twice_counts_once(world: World) -> None:
    await feed(world)
    world.slack.faults.repeat_events(kind="reaction_added")
    await starred(world)
    await world.slack.settled()
    await world.beat()
    assert len(world.posts("#kudos")) == 1


async def test_what_happens_while_the_bot_is_down_counts_once_it_is_up(sqlite_url: str) -> None:
    clock = MovableClock(NOW)
    slack = StandIn(clock, town="quiet", rate_limits=False, retry_delays=STUBBORN)
    slack.configure(manifest.manifest())
    async with serve(slack) as url:
        config = settings(slack, url, sqlite_url)
        moment = await slack.hands.say("bruno", "#support", STARRED)
        await slack.hands.react("carla", moment, "star2")
        await slack.settled(retries=False)
        async with assembled(config, clock, pace=0) as bot, listening(bot, config):
            world = World(slack, bot, clock)
            await feed(world)
            await slack.settled()
            await world.beat()
            assert len(world.posts("#kudos")) == 1


async def test_a_step_that_one_process_did_is_done_once_and_slack_hears_of_it_from_the_next(
    sqlite_url: str,
) -> None:
    clock = MovableClock(NOW)
    slack = StandIn(clock, town="quiet", rate_limits=False)
    slack.configure(manifest.manifest(steps=True))
    slack.faults.refuse("functions.completeSuccess", "internal_error")
    async with serve(slack) as url:
        config = settings(slack, url, sqlite_url)
        async with assembled(config, clock, pace=0) as bot, listening(bot, config):
            execution = await slack.hands.run_step("post_experiment", channel=SUPPORT)
            await World(slack, bot, clock).beat()
        assert execution.state == "running"
        clock.advance(timedelta(minutes=1))
        async with assembled(config, clock, pace=0) as bot, listening(bot, config):
            world = World(slack, bot, clock)
            await world.beat()
            assert execution.state == "completed"
            assert len(world.posts("#support")) == 1


@pytest.fixture
async def patient(sqlite_url: str) -> AsyncIterator[World]:
    """A world in which Slack waits for its three seconds."""
    async with a_world(sqlite_url, ack_limit=3.0) as world:
        yield world


@pytest.mark.long
async def test_a_database_that_is_locked_is_answered_for_before_slack_s_three_seconds_are_over(
    patient: World,
) -> None:
    with locked(patient.bot.house.engine):
        answer = await patient.types("ana", "#support", "/mindset feed #kudos")
    assert OURS in answer
    assert "Stories now go to" in await patient.types("ana", "#support", "/mindset feed #kudos")
