"""Starting and stopping: a stop cuts nothing in half, whoever asks for it."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from multiprocessing.sharedctypes import RawValue
from signal import SIGINT, SIGTERM, Signals
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.app.run import assembled, run
from bot.playground import StandIn, serve
from bot.playground.gestures import Answered
from bot.service import manifest
from bot.service.clock import MovableClock
from bot.service.config import Config
from rituals import posts, stories, workspaces
from rituals.db import connect, transaction
from rituals.ids import ChannelId
from rituals.inbox.records import Entry
from rituals.posts.records import Post
from rituals.posts.rules import State
from rituals.stories import Telling
from tests.bot.commands import Command, environment, headfirst, running
from tests.bot.mishaps import frozen
from tests.bot.steps import POST
from tests.cast import ANA, KUDOS, scene
from tests.faults.processes import FORKS, until
from tests.journeys.world import settings

long = pytest.mark.long
# In twenty channels and in the feed.
SENDS = 21
# Hosts give a process half a minute at most. A bot that isn't done within fourteen seconds ends by force,
# and not with a 0.
AT_THE_LATEST = 30
STARRED = "I stayed on the line until her mother picked up"


async def test_it_keeps_slack_s_pace_and_people_are_not_kept_waiting(sqlite_url: str) -> None:
    async with a_town() as (slack, url), assembled(settings(slack, url, sqlite_url), slack.clock) as bot:
        directory = bot.door.parser.directory
        assert bot.courier.pace == 1.0, "a message a second in a channel"
        assert bot.door.patience == 0.3, "then a request is kept, and acknowledged"
        assert (directory.patience, directory.form_patience) == (0.05, 1.0), "what Slack may be asked first"


@asynccontextmanager
async def a_town() -> AsyncIterator[tuple[StandIn, str]]:
    """Slack on the machine's own time, like the bot; it tries again until the bot is back."""
    slack = StandIn(MovableClock(), town="quiet", rate_limits=False, retry_delays=(0, *[0.3] * 300))
    slack.configure(manifest.manifest())
    async with serve(slack) as url:
        yield slack, url


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = connect(sqlite_url)
    with transaction(engine) as db:
        workspaces.set_feed(db, scene(ANA), KUDOS)
    yield engine
    engine.dispose()


async def want_twenty(slack: StandIn, engine: Engine) -> None:
    """A story that is wanted in twenty channels, so that no pace holds any of it back."""
    now = scene(ANA, slack.clock.now())
    channels = [await slack.hands.new_channel(f"team-{number}") for number in range(SENDS - 1)]
    with transaction(engine) as db:
        story = stories.tell(db, now, Telling("We saved it before it hurt."), request="saved")
        for channel in channels:
            place = ChannelId(channel.id)
            posts.want(db, now, f"copy:{place}", kind=stories.CARD, subject=story.id, channel=place)


async def fill_in_a_poll(slack: StandIn) -> asyncio.Task[Answered]:
    """Ana sends a form, and the bot is in the middle of asking Slack about the channel that she chose."""
    await slack.hands.command("ana", "#support", "/mindset poll Which one was it?")
    held = slack.faults.hold("conversations.info")
    answer = asyncio.create_task(slack.hands.submit("ana"))
    await held.reached()
    return answer


@pytest.mark.parametrize(
    ("way_in", "number"),
    [
        ("socket", SIGTERM),
        pytest.param("http", SIGTERM, marks=long),
        pytest.param("socket", SIGINT, marks=long),
        pytest.param("http", SIGINT, marks=long),
    ],
)
async def test_a_stop_answers_all_that_came_in_and_finishes_all_that_went_out(
    sqlite_url: str, engine: Engine, way_in: str, number: Signals
) -> None:
    async with a_town() as (slack, url):
        config = settings(slack, url, sqlite_url, way_in)
        await want_twenty(slack, engine)
        sends = slack.faults.hold(POST)
        async with running("run", **environment(config)) as bot:
            await is_up(slack, bot, config)
            await until(lambda: len(posted(slack)) == SENDS, "all sends are out")
            form = await fill_in_a_poll(slack)
            bot.signal(number)
            await bot.says("headfirst.draining")
            moment = await slack.hands.say("bruno", "#support", STARRED)
            await slack.hands.react("carla", moment, "star2")
            slack.faults.release_all()
            sends.release()
            ended = await bot.ended(within=AT_THE_LATEST)
        assert (ended.code, (await form).ok) == (0, True)
        assert "Traceback" not in ended.err
        assert {state for key, state in states(engine).items() if key.startswith("copy:")} == {State.SHOWN}
        assert State.SENDING not in states(engine).values()

        async with running("run", **environment(config)) as bot:
            await is_up(slack, bot, config)
            await slack.settled()
            feed = slack.workspace.find_channel("#kudos")
            await until(lambda: STARRED in str([m.blocks for m in feed.messages]), "the late star counts")
            await until(lambda: set(states(engine).values()) == {State.SHOWN}, "all is settled")
            bot.signal(SIGTERM)
            assert (await bot.ended(within=AT_THE_LATEST)).code == 0
        assert len(posted(slack)) == len(states(engine))


async def is_up(slack: StandIn, bot: Command, config: Config) -> None:
    await bot.says("headfirst.started")
    if config.socket_mode:
        await slack.connected()
    else:
        slack.over_http(f"http://127.0.0.1:{config.port}/slack/events")


def posted(slack: StandIn) -> list[str]:
    return [call.method for call in slack.calls if call.method == POST]


def kept(engine: Engine) -> list[Entry]:
    """What waits to be finished."""
    with Session(engine) as db:
        return list(db.scalars(select(Entry)))


def states(engine: Engine) -> dict[str, str]:
    with Session(engine) as db:
        return {post.once_key: post.state for post in db.scalars(select(Post))}


async def test_a_second_process_on_the_same_folder_ends_with_one_sentence(
    sqlite_url: str, engine: Engine
) -> None:
    async with a_town() as (slack, url):
        config = settings(slack, url, sqlite_url)
        async with running("run", **environment(config)) as first:
            await is_up(slack, first, config)
            second = await headfirst("run", **environment(config))
            assert second.code == 2
            [sentence] = [line for line in second.err.splitlines() if "level=info" not in line]
            assert "Headfirst is already running" in sentence
            assert "DATA_DIR" in sentence
            # The first one hasn't noticed.
            assert (await slack.hands.command("ana", "#support", "/mindset help")).ok


async def test_a_stop_is_heard_while_slack_lets_us_wait_at_the_door(sqlite_url: str) -> None:
    async with a_town() as (slack, url):
        door = slack.faults.hold("apps.connections.open")
        async with running("run", **environment(settings(slack, url, sqlite_url))) as bot:
            await door.reached()
            bot.signal(SIGTERM)
            ended = await bot.ended(within=AT_THE_LATEST)
    assert (ended.code, "Traceback" in ended.err) == (0, False)


async def test_what_a_start_leaves_is_never_looked_through_for_garbage_again(sqlite_url: str) -> None:
    # It takes a tenth of a second, and people who press a button just then would wait for it.
    left_alone = RawValue("i", 0)
    async with a_town() as (slack, url):
        child = FORKS.Process(target=count_what_rests, args=(settings(slack, url, sqlite_url), left_alone))
        child.start()
        await until(lambda: not child.is_alive(), "the start is over")
    assert left_alone.value > 50_000


def count_what_rests(config: Config, left_alone: Any) -> None:
    """Start a bot, and count what garbage collection leaves alone once it has started."""

    async def started() -> None:
        serving = asyncio.create_task(run(config))
        await until(lambda: serving.done() or gc.get_freeze_count() > 0, "it has started")
        left_alone.value = gc.get_freeze_count()

    asyncio.run(started())


# --- whatever hangs

HALF_A_BODY = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 9\r\n\r\n"
HALF_A_HEAD = b"POST /slack/events HTTP/1.1\r\nHos"


async def test_whoever_sends_half_a_request_and_waits_keeps_no_bot_from_stopping(
    sqlite_url: str, engine: Engine
) -> None:
    async with a_town() as (slack, url):
        config = settings(slack, url, sqlite_url, "http")
        async with running("run", **environment(config)) as bot:
            await is_up(slack, bot, config)
            async with half_sent(config, HALF_A_BODY), half_sent(config, HALF_A_HEAD):
                bot.signal(SIGTERM)
                ended = await bot.ended(within=AT_THE_LATEST)
        assert (ended.code, "Traceback" in ended.err) == (0, False)
        async with running("run", **environment(config)) as successor:
            await successor.says("headfirst.started")


@asynccontextmanager
async def half_sent(config: Config, what: bytes) -> AsyncIterator[None]:
    """Somebody, whom nobody knows, sends that, and then nothing, and doesn't go away."""
    _, there = await asyncio.open_connection("127.0.0.1", config.port)
    there.write(what)
    await there.drain()
    yield
    there.close()


@pytest.mark.parametrize("number", [pytest.param(SIGTERM, marks=long), SIGINT])
async def test_who_is_told_twice_ends_at_once(sqlite_url: str, engine: Engine, number: Signals) -> None:
    async with a_town() as (slack, url):
        config = settings(slack, url, sqlite_url)
        await want_twenty(slack, engine)
        sends = slack.faults.hold(POST)
        async with running("run", **environment(config)) as bot:
            # Sends go out before the bot listens, and what is told to stop by then has nothing to drain.
            await is_up(slack, bot, config)
            await sends.reached()
            bot.signal(number)
            await bot.says("headfirst.draining")
            bot.signal(number)
            # By the signal itself, and not when all is done.
            assert (await bot.ended()).code == -number
        slack.faults.release_all()


@pytest.mark.parametrize("way_in", [pytest.param("socket", marks=long), "http"])
async def test_a_slack_that_hangs_keeps_no_bot_from_stopping_and_what_was_sent_is_in_doubt(
    sqlite_url: str, engine: Engine, way_in: str
) -> None:
    async with a_town() as (slack, url):
        config = settings(slack, url, sqlite_url, way_in)
        await want_twenty(slack, engine)
        slack.faults.hold(POST)
        async with running("run", **environment(config)) as bot:
            await is_up(slack, bot, config)
            await until(lambda: len(posted(slack)) == SENDS, "all sends are out")
            form = await fill_in_a_poll(slack)
            bot.signal(SIGTERM)
            ended = await bot.ended(within=AT_THE_LATEST)
        assert (ended.code, "Traceback" in ended.err) == (0, False)
        # The person reads "one moment": what they filled in is kept for the next process to finish.
        assert "One moment" in str((await form).body)
        assert [entry.body["view"]["callback_id"] for entry in kept(engine)] == ["start_poll"]
        assert Counter(states(engine).values()) == {"in_doubt": SENDS}
        slack.faults.release_all()
        # What was promised by then, the next process does.
        async with running("run", **environment(config)):
            await until(lambda: is_shown(engine, "poll:"), "the poll is posted")


def is_shown(engine: Engine, beginning: str) -> bool:
    return any(state == "shown" for key, state in states(engine).items() if key.startswith(beginning))


async def test_a_frozen_postgresql_keeps_no_bot_from_stopping(postgres_url: str) -> None:
    async with a_town() as (slack, url):
        config = settings(slack, url, postgres_url, "http")
        async with running("run", **environment(config)) as bot:
            await is_up(slack, bot, config)
            with frozen(postgres_url):
                typed = asyncio.create_task(slack.hands.command("ana", "#support", "/mindset help"))
                bot.signal(SIGTERM)
                ended = await bot.ended(within=AT_THE_LATEST)
                await typed
        assert (ended.code, "Traceback" in ended.err) == (0, False)


async def test_a_bot_that_waits_for_a_frozen_postgresql_at_the_start_stops_too(postgres_url: str) -> None:
    async with a_town() as (slack, url):
        with frozen(postgres_url):
            async with running("run", **environment(settings(slack, url, postgres_url))) as bot:
                await bot.says("headfirst.starting")
                bot.signal(SIGTERM)
                ended = await bot.ended(within=AT_THE_LATEST)
    assert "Traceback" not in ended.err
