"""After a poll has closed, one beat later, the database's own files know nothing of its voters any more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.delivery.heartbeat import Heartbeat
from bot.service.clock import MovableClock
from bot.service.house import House
from rituals import polls
from rituals.catalog import Catalog
from rituals.db import connect, scrub
from rituals.ids import PersonId, PollId
from rituals.polls import of_framework
from rituals.polls.rules.tallying import voter_mark
from tests.cast import ANA, NOW, scene
from tests.databases import Act, hurried
from tests.rituals.polling import HOUR, HUMAN, IN_ROLE, open_poll

# So many that the rows are moved from page to page.
VOTERS = [PersonId(f"U0VOTER{number:04}") for number in range(300)]
KEY = b"a key of thirty-two bytes or so "
SECRETS = [KEY, *(voter_mark(person, KEY).encode() for person in VOTERS)]
# A file that is cut to nothing holds no row, dead or alive.
ROOM = "SELECT pg_relation_size('poll_votes')"


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Engine]:
    engine = hurried(connect(sqlite_url))
    yield engine
    engine.dispose()


def all_vote(db: Session, poll: PollId) -> None:
    """Every third for something else afterwards, every fifth removes it."""
    for number, person in enumerate(VOTERS):
        polls.vote(db, scene(person), poll, HUMAN)
        if number % 3 == 0:
            polls.vote(db, scene(person), poll, IN_ROLE)
        if number % 5 == 0:
            polls.vote(db, scene(person), poll, IN_ROLE)


@asynccontextmanager
async def a_heart(engine: Engine, catalog: Catalog, now: datetime = NOW) -> AsyncIterator[Heartbeat]:
    """The bot goes on: what it does when it is closed isn't asked."""

    async def look() -> None:
        return

    house = House(engine, catalog, MovableClock(now))
    yield Heartbeat(house, look)
    await house.close()


@asynccontextmanager
async def one_beat_later(engine: Engine, catalog: Catalog) -> AsyncIterator[None]:
    async with a_heart(engine, catalog, NOW + HOUR) as heart:
        await heart.beat()
        yield


def left_in(folder: Path) -> int:
    """How many secrets are in the files of the SQLite database."""
    files = list(folder.glob("headfirst.db*"))
    assert files
    content = b"".join(file.read_bytes() for file in files)
    return sum(secret in content for secret in SECRETS)


async def test_no_file_of_sqlite_holds_a_voter_or_the_key(
    sqlite: Engine, tmp_path: Path, catalog: Catalog
) -> None:
    act = Act(sqlite)
    poll = open_poll(act, of_framework(catalog.framework("be_human")), key=KEY)
    act(all_vote, poll)
    act(polls.forget, scene(VOTERS[1]))
    assert left_in(tmp_path) == len(SECRETS), "what is not there before cannot go"
    async with one_beat_later(sqlite, catalog):
        assert left_in(tmp_path) == 0
    assert left_in(tmp_path) == 0


async def test_of_a_poll_that_was_removed_while_open_nothing_is_left_after_the_hourly_purge(
    sqlite: Engine, tmp_path: Path, catalog: Catalog
) -> None:
    act = Act(sqlite)
    poll = open_poll(act, of_framework(catalog.framework("be_human")), key=KEY)
    act(all_vote, poll)
    async with a_heart(sqlite, catalog) as heart:
        await heart.beat()
        act(polls.remove, scene(ANA), poll)
        await heart.beat()
        assert left_in(tmp_path), "the log of the file still remembers"
        await heart.purge()
        await heart.beat()
        assert left_in(tmp_path) == 0


async def test_postgresql_keeps_no_row_of_a_vote(postgres_engine: Engine, catalog: Catalog) -> None:
    act = Act(postgres_engine)
    poll = open_poll(act, of_framework(catalog.framework("be_human")), key=KEY)
    act(all_vote, poll)
    async with one_beat_later(postgres_engine, catalog):
        with postgres_engine.connect() as connection:
            room = connection.exec_driver_sql(ROOM).scalar()
            keys = connection.exec_driver_sql("SELECT key FROM polls").all()
    assert room == 0
    assert [tuple(key) for key in keys] == [(None,)]


def test_what_somebody_still_looks_at_is_tried_again(postgres_engine: Engine, catalog: Catalog) -> None:
    act = Act(postgres_engine)
    poll = open_poll(act, of_framework(catalog.framework("be_human")), key=KEY)
    act(all_vote, poll)
    with postgres_engine.connect() as somebody:
        somebody.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert somebody.exec_driver_sql("SELECT count(*) FROM poll_votes").scalar()
        act(polls.close_due, NOW + HOUR, 10)
        assert not scrub(postgres_engine)
        assert act(lambda db: db.connection().exec_driver_sql(ROOM).scalar())
    assert scrub(postgres_engine)
    assert not act(lambda db: db.connection().exec_driver_sql(ROOM).scalar())
