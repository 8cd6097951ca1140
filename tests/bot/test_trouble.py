"""A database in trouble: what ails it is told apart, said once and truly, and nobody is kept waiting."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from bot.playground import StandIn, serve
from bot.playground.gestures import Hands
from bot.service.clock import MovableClock
from rituals.db import Trouble, connect, trouble_of
from tests.bot.commands import environment, headfirst, running
from tests.bot.mishaps import damage, frozen, full, locked, read_only
from tests.bot.steps import feed, told
from tests.journeys.world import World, a_world, settings

long = pytest.mark.long
OURS = "Something went wrong on our side, and nothing was saved. Please try again in a minute."
FEED = "/mindset feed #kudos"
# Far longer than anybody is kept waiting, and far less than they were when waits added up. On PostgreSQL
# others may have a lock for a good reason.
SOON = {"sqlite": 8, "postgresql": 20}


@pytest.fixture
async def world(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Slack and the host have patience here, so that a slow machine changes nothing."""
    monkeypatch.setattr("bot.service.house.PROVED_WITHIN", 30)
    async with a_world(sqlite_url, ack_limit=30) as world:
        yield world


# --- at the start


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
async def start(file: Path) -> AsyncIterator[Callable[..., object]]:
    """Starts the bot on the file, and returns the one sentence with which the start ends."""
    async with serve(StandIn(MovableClock(), town="quiet")) as url:

        async def started(command: str = "run", **more: int) -> str:
            config = environment(settings(StandIn(MovableClock()), url, f"sqlite:///{file}"))
            ended = await headfirst(command, **config, **more)
            said = [line for line in ended.err.splitlines() if "level=info" not in line]
            assert (ended.code, len(said)) == (2, 1), ended
            return said[0]

        yield started


Start = Callable[..., "asyncio.Future[str]"]


@pytest.mark.parametrize(
    "command", ["run", pytest.param("migrate", marks=long), pytest.param("posts", marks=long)]
)
async def test_a_locked_file_is_said_to_be_locked(start: Start, file: Path, command: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as shell:
        shell.execute("BEGIN EXCLUSIVE")
        said = await start(command)
    assert f"keeps {file} locked" in said
    assert "What is in the file is safe." in said


async def test_a_full_disk_is_said_to_be_full(start: Start, file: Path) -> None:
    said = await start(largest_file=4096)
    assert f"Nothing can be written to {file}: the disk is full" in said
    assert "What is in the file is safe." in said
    assert "move" not in said


@pytest.mark.parametrize("command", ["run", "migrate", "posts"])
async def test_what_is_no_database_is_said_to_be_damaged(start: Start, file: Path, command: str) -> None:
    damage(file)
    said = await start(command)
    assert f"{file} is damaged, or isn't a database." in said
    assert "docs/operations.md" in said


def test_a_file_that_may_only_be_read_is_told_from_one_that_is_damaged_or_full(file: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as reader,
        pytest.raises(sqlite3.OperationalError) as refused,
    ):
        reader.execute("DELETE FROM stories")
    assert trouble_of(refused.value) is Trouble.READ_ONLY


async def test_a_lock_that_was_tidied_away_lets_no_second_process_in(file: Path) -> None:
    slack = StandIn(MovableClock(), town="quiet")
    async with serve(slack) as url:
        config = environment(settings(slack, url, f"sqlite:///{file}"))
        async with running("run", **config) as first:
            await first.says("headfirst.started")
            file.with_suffix(".lock").unlink()
            second = await headfirst("run", **config)
            assert second.code == 2
            assert "Headfirst is already running" in second.err
            # And a third doesn't profit from the lock that the second has left.
            assert (await headfirst("run", **config)).code == 2


# --- while it runs


async def test_a_full_disk_is_not_ready_until_there_is_room_again(world: World) -> None:
    assert (await world.bot.ready()).yes
    with full(world.bot.house.engine):
        answer = await world.bot.ready()
        assert (answer.yes, "the disk is full" in answer.words) == (False, True)
        # It isn't asked whether what fits in is saved, but whether one can rely on it.
        assert not (await world.bot.ready()).yes
    assert (await world.bot.ready()).words == "ready"


async def test_a_damaged_page_is_found_and_not_ready_any_more(sqlite_url: str, file: Path) -> None:
    damage(file, "suggestions")
    with capture_logs() as logged:
        async with a_world(sqlite_url) as world:
            await world.bot.heartbeat.purge()
            answer = await world.bot.ready()
            assert (answer.yes, "the database file is damaged" in answer.words) == (False, True)
            # That something else can still be saved doesn't help it.
            await feed(world)
            assert not (await world.bot.ready()).yes
    assert [line["why"] for line in logged if line["event"] == "database.trouble"] == [
        "the database file is damaged"
    ]


@pytest.mark.parametrize("mishap", [read_only, full, pytest.param(locked, marks=long)])
async def test_what_lasts_is_logged_when_it_begins_and_when_it_ends_and_not_at_every_beat(
    world: World, mishap: Callable[[Engine], AbstractContextManager[None]]
) -> None:
    await feed(world)
    with capture_logs() as logged:
        with mishap(world.bot.house.engine):
            for _ in range(2):
                await world.bot.ready()
                await world.bot.heartbeat.beat()
                await world.bot.heartbeat.purge()
                await world.bot.courier.deliver()
        assert (await world.bot.ready()).yes
        await world.bot.heartbeat.beat()
    levels = [(line["event"], line["log_level"]) for line in logged]
    assert levels == [("database.trouble", "error"), ("database.well_again", "info")]


async def test_what_nobody_expected_is_logged_with_its_traceback_once_and_then_in_a_line(
    world: World,
) -> None:
    with capture_logs() as logged, pytest.MonkeyPatch.context() as patch:
        patch.setattr("rituals.agenda.run_due", None)
        for _ in range(3):
            await world.bot.heartbeat.beat()
    assert [(line["event"], line["error"]) for line in logged] == [("heartbeat.failed", "TypeError")] * 3
    assert [bool(line["exc_info"]) for line in logged] == [True, False, False]


# --- nobody waits


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_of_many_who_ask_while_the_database_is_locked_each_is_answered_soon(
    request: pytest.FixtureRequest, database: str
) -> None:
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    # Somebody else's connection, as a shell or a backup would have.
    stranger = connect(url)
    async with a_world(url, ack_limit=30) as world:
        # They don't wait for each other, nor for what the bot put off.
        world.slack.hands = Hands(world.slack)
        with locked(stranger):
            async with asyncio.timeout(SOON[database]):
                answers = await asyncio.gather(*(world.types("ana", "#support", FEED) for _ in range(24)))
        assert all(OURS in answer for answer in answers)
        assert "Stories now go to" in await world.types("ana", "#support", FEED)
    stranger.dispose()


async def test_a_postgresql_that_is_frozen_is_answered_for_and_used_again_when_it_is_back(
    postgres_url: str,
) -> None:
    async with a_world(postgres_url, "http", ack_limit=30) as world:
        with frozen(postgres_url):
            assert OURS in await world.types("ana", "#support", FEED)
            answer = await world.bot.ready()
            assert (answer.yes, "does not answer" in answer.words) == (False, True)
        assert "Stories now go to" in await world.types("ana", "#support", FEED)
        assert (await world.bot.ready()).words == "ready"
        await told(world, "It was gone for a while, and came back.")
        await world.beat()
        assert len(world.posts("#kudos")) == 1
