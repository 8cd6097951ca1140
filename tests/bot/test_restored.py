"""A database from a backup: what was posted since is found, and not posted again."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.app.run import Bot, assembled
from bot.playground import StandIn, serve
from bot.playground.entities import Message
from bot.service import manifest
from bot.service.clock import MovableClock
from rituals import schedules, stories, workspaces
from rituals.posts.rules import State
from rituals.stories import Telling
from tests.bot.steps import LOOK, POST, rows
from tests.cast import ANA, KUDOS, NOW, scene
from tests.journeys.world import World, settings
from tests.wishes import EVERY_DAY, wishes

NINE = NOW + timedelta(minutes=15)
STORIES = 6
RITUALS = ("thought_experiment", "poll", "head_check", "digest")


def forward(slack: StandIn, by: timedelta) -> None:
    assert isinstance(slack.clock, MovableClock)
    slack.clock.advance(by)


@asynccontextmanager
async def a_life(slack: StandIn, url: str, database_url: str) -> AsyncIterator[World]:
    """One process, from its start to its end, with nobody listening."""
    clock = slack.clock
    assert isinstance(clock, MovableClock)
    async with assembled(settings(slack, url, database_url), clock, pace=0) as bot:
        yield World(slack, bot, clock)


@asynccontextmanager
async def a_town() -> AsyncIterator[tuple[StandIn, str]]:
    slack = StandIn(MovableClock(NOW), town="quiet", rate_limits=False)
    slack.configure(manifest.manifest())
    async with serve(slack) as url:
        yield slack, url


def copied(source: Path, to: Path) -> None:
    """As docs/operations.md says to back it up."""
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(to)) as copy:
        there.backup(copy)


async def want_a_lot(bot: Bot) -> None:
    """Stories wait for the feed, and rituals are planned for nine."""
    now = scene(ANA, bot.house.clock.now())
    await bot.house.act(workspaces.set_feed, now, KUDOS)
    for number in range(STORIES):
        told = Telling(f"We saved it before it hurt, for the {number}. time.")
        await bot.house.act(stories.tell, now, told, request=f"story-{number}")
    for kind in RITUALS:
        wished = wishes(kind=kind, weekdays=EVERY_DAY, at=time(9))
        await bot.house.act(schedules.set_up, now, wished, kind)


def posted(slack: StandIn) -> list[Message]:
    return [m for name in ("#kudos", "#support") for m in slack.workspace.messages(name) if m.bot]


async def test_what_was_posted_after_the_backup_is_not_posted_again(sqlite_url: str, tmp_path: Path) -> None:
    database, backup = tmp_path / "headfirst.db", tmp_path / "copy.db"
    async with a_town() as (slack, url):
        async with a_life(slack, url, sqlite_url) as world:
            await want_a_lot(world.bot)
            copied(database, backup)
            await world.at(NINE)
        before = posted(slack)
        assert len(before) == STORIES + len(RITUALS)

        copied(backup, database)
        forward(slack, timedelta(minutes=20))
        async with a_life(slack, url, sqlite_url) as world:
            await world.beat()
            await world.beat()
            assert posted(slack) == before
            kept = {(row.state, row.ts) for row in rows(world)}
            assert kept == {(State.SHOWN, message.ts) for message in before}


async def test_what_was_not_posted_before_the_restart_is_posted_after_one_look(sqlite_url: str) -> None:
    async with a_town() as (slack, url):
        async with a_life(slack, url, sqlite_url) as world:
            await want_a_lot(world.bot)
        forward(slack, timedelta(minutes=1))
        async with a_life(slack, url, sqlite_url) as world:
            await world.beat()
            assert len(posted(slack)) == STORIES
            calls = [call.method for call in slack.calls if call.method in (POST, LOOK)]
            assert calls == [LOOK, POST] * STORIES


@pytest.mark.parametrize("cause", ["the bot was removed", "the scope is missing"])
async def test_where_nobody_may_look_what_the_books_say_was_never_sent_is_sent(
    sqlite_url: str, cause: str
) -> None:
    async with a_town() as (slack, url):
        async with a_life(slack, url, sqlite_url) as world:
            await want_a_lot(world.bot)
        if cause == "the bot was removed":
            await slack.hands.remove("#kudos", "headfirst")
        else:
            slack.app.scopes.discard("channels:history")
        forward(slack, timedelta(minutes=1))
        async with a_life(slack, url, sqlite_url) as world:
            await world.beat()
            assert len(posted(slack)) == STORIES


async def test_while_slack_cannot_be_asked_nothing_is_sent_that_may_be_there(sqlite_url: str) -> None:
    async with a_town() as (slack, url):
        async with a_life(slack, url, sqlite_url) as world:
            await want_a_lot(world.bot)
        forward(slack, timedelta(minutes=1))
        slack.faults.server_errors(LOOK)
        async with a_life(slack, url, sqlite_url) as world:
            await world.beat()
            assert len(posted(slack)) < STORIES
            await world.later(timedelta(minutes=1))
            assert len(posted(slack)) == STORIES
