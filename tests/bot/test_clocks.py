"""Clocks: those of several machines are never the same, and any of them may be put forward or back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from freezegun import freeze_time
from freezegun.api import TickingDateTimeFactory
from sqlalchemy import Engine, text
from structlog.testing import capture_logs

from bot.app import readiness as judging
from bot.app.run import Bot, assembled, listening, working
from bot.playground import StandIn, serve
from bot.service import manifest
from bot.service.clock import Clock, MovableClock, SharedClock, WallClock, steady
from rituals import stories, workspaces
from rituals.db import time_of, transaction
from rituals.stories import Telling
from tests.bot.steps import DOUBT_IS_OVER, LOOK, POST
from tests.cast import ANA, KUDOS, scene
from tests.faults.processes import until
from tests.journeys.world import settings

MINUTE = timedelta(minutes=1)
APART = timedelta(seconds=280)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class OffBy:
    """A machine's clock that goes well and is wrong."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def now(self) -> datetime:
        return WallClock().now() + self.by


def asked(engine: Engine, clock: SharedClock) -> SharedClock:
    def hear() -> datetime:
        with transaction(engine) as db:
            return time_of(db)

    clock.hear(hear)
    return clock


def about(one: datetime, other: datetime) -> bool:
    """The same, but for what a slow machine needs to look at both."""
    return abs(one - other) < MINUTE


# --- one clock for all


def test_processes_on_one_database_agree_on_the_time_whatever_their_own_clocks_say(engine: Engine) -> None:
    clocks = [asked(engine, SharedClock(OffBy(by))) for by in (APART, -APART, timedelta())]
    assert all(about(clock.now(), WallClock().now()) for clock in clocks)
    assert [round(clock.ahead() / MINUTE) for clock in clocks] == [5, -5, 0]


def test_a_clock_that_jumps_moves_nothing_and_the_database_is_asked_at_once(engine: Engine) -> None:
    own = OffBy(timedelta())
    clock = SharedClock(own)
    assert clock.is_due()
    assert not asked(engine, clock).is_due()
    own.by = -APART
    assert clock.is_due()
    assert about(clock.now(), WallClock().now())
    # It is known now, and no reason to ask every second.
    assert not asked(engine, clock).is_due()


def test_when_the_clock_of_the_database_is_put_right_everybody_follows() -> None:
    clock = SharedClock(OffBy(APART))
    for moment in (NINE, NINE + timedelta(days=400), NINE - APART):
        clock.hear([moment].pop)
        assert about(clock.now(), moment)


@asynccontextmanager
async def a_process(slack: StandIn, url: str, database_url: str, clock: Clock) -> AsyncIterator[Bot]:
    async with assembled(settings(slack, url, database_url), clock, pace=0) as bot:
        yield bot


async def test_what_one_process_is_sending_another_leaves_alone_though_its_clock_is_far_ahead(
    postgres_url: str,
) -> None:
    slack = StandIn(WallClock(), town="quiet", rate_limits=False)
    slack.configure(manifest.manifest())
    async with (
        serve(slack) as url,
        a_process(slack, url, postgres_url, SharedClock(OffBy(-APART / 2))) as behind,
        a_process(slack, url, postgres_url, SharedClock(OffBy(APART / 2))) as ahead,
    ):
        await want_one(behind)
        sending = slack.faults.hold(POST)
        async with working(behind):
            await sending.reached()
            await ahead.courier.deliver()
            assert [call.method for call in slack.calls if call.method in (POST, LOOK)] == [POST]
            sending.release()
    assert len([m for m in slack.workspace.messages("#kudos") if m.bot]) == 1


async def want_one(bot: Bot) -> None:
    """A story is wanted in the feed."""
    now = scene(ANA, bot.house.clock.now())
    await bot.house.act(workspaces.set_feed, now, KUDOS)
    await bot.house.act(stories.tell, now, Telling("We saved it before it hurt."), request="saved")


class AheadOf:
    """A clock that is ahead of another one."""

    def __init__(self, other: Clock, by: timedelta) -> None:
        self.other, self.by = other, by

    def now(self) -> datetime:
        return self.other.now() + self.by


@pytest.mark.parametrize("by", [timedelta(seconds=90), timedelta(minutes=55), -timedelta(minutes=55)])
async def test_a_lost_answer_is_found_though_the_clock_of_slack_is_another(
    sqlite_url: str, by: timedelta
) -> None:
    town = MovableClock(NINE)
    slack = StandIn(town, town="quiet", rate_limits=False)
    slack.configure(manifest.manifest())
    async with serve(slack) as url, a_process(slack, url, sqlite_url, AheadOf(town, by)) as bot:
        await want_one(bot)
        slack.faults.lose_answers(POST)
        await bot.courier.deliver()
        town.advance(DOUBT_IS_OVER)
        await bot.courier.deliver()
    assert [call.method for call in slack.calls if call.method in (POST, LOOK)] == [POST, LOOK]
    assert len([m for m in slack.workspace.messages("#kudos") if m.bot]) == 1


# --- saying so


@asynccontextmanager
async def a_listening_bot(database_url: str, clock: Clock) -> AsyncIterator[tuple[Bot, str]]:
    """A bot that works, and the address of its health."""
    slack = StandIn(WallClock(), town="quiet", rate_limits=False)
    async with serve(slack) as url:
        config = settings(slack, url, database_url, "http")
        async with assembled(config, clock) as bot, working(bot), listening(bot, config):
            yield bot, f"http://127.0.0.1:{config.port}/readyz"


async def readiness(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def test_a_process_whose_clock_is_too_far_off_says_so_when_asked_and_in_the_log(
    sqlite_url: str,
) -> None:
    own = OffBy(timedelta(seconds=120))
    with capture_logs() as logged:
        async with a_listening_bot(sqlite_url, SharedClock(own)) as (_, address):
            status, words = await readiness(address)
            assert (status, "seconds ahead of the database's" in words) == (200, True)
            await until(lambda: "clock.far_off" in events(logged), "it is logged")
            # So far that it takes Slack's signatures for stale: here nobody can be answered.
            own.by = timedelta(minutes=-6)
            status, words = await readiness(address)
            assert (status, "seconds behind the database's" in words) == (503, True)
            own.by = timedelta()
            assert await readiness(address) == (200, "ready")
            await until(lambda: "clock.right_again" in events(logged), "that is logged, too")
    assert events(logged).count("clock.far_off") == 1


def events(logged: list[dict[str, Any]]) -> list[object]:
    return [line["event"] for line in logged]


async def test_a_bot_whose_beats_come_to_nothing_is_not_ready(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To print a traceback with all that it knows would hold up the beat for longer than the test waits.
    with capture_logs():
        async with a_listening_bot(sqlite_url, WallClock()) as (bot, address):
            await _without_its_tables(bot, address, monkeypatch)


async def _without_its_tables(bot: Bot, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await readiness(address) == (200, "ready")
    with transaction(bot.house.engine) as db:
        db.execute(text("ALTER TABLE schedules RENAME TO elsewhere"))
    monkeypatch.setattr(judging, "LONGEST_SILENCE", 1.0)
    await until(lambda: bot.heartbeat.silent_for() > 1.5, "it is noticed")
    status, words = await readiness(address)
    assert (status, "nothing that was due has been done" in words) == (503, True)
    with transaction(bot.house.engine) as db:
        db.execute(text("ALTER TABLE elsewhere RENAME TO schedules"))
    # However long this machine took for it.
    monkeypatch.setattr(judging, "LONGEST_SILENCE", 3600.0)
    assert await readiness(address) == (200, "ready")


# --- put back


@pytest.fixture
def wall() -> Iterator[TickingDateTimeFactory]:
    """The machine's clock, which runs on and can be put forward and back."""
    with freeze_time(NINE, tick=True, real_asyncio=True) as wall:
        assert isinstance(wall, TickingDateTimeFactory)
        yield wall


@pytest.mark.parametrize(
    "by",
    [
        timedelta(hours=-1),
        pytest.param(timedelta(days=-400), marks=pytest.mark.long),
        pytest.param(timedelta(hours=1), marks=pytest.mark.long),
    ],
)
async def test_a_clock_that_is_put_back_or_forward_stops_no_beat(
    sqlite_url: str, wall: TickingDateTimeFactory, by: timedelta
) -> None:
    slack = StandIn(MovableClock(), town="quiet", rate_limits=False)
    async with (
        serve(slack) as url,
        a_process(slack, url, sqlite_url, MovableClock()) as bot,
        working(bot),
    ):
        await a_beat(bot)
        wall.move_to(NINE + by)
        for _ in range(2):
            await a_beat(bot)


async def a_beat(bot: Bot) -> None:
    """One that begins after now."""
    begun = steady()
    await until(lambda: bot.heartbeat.silent_for() < steady() - begun, "it beats")
