"""The database: the same shape and the same promises on SQLite and PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError, StatementError

import rituals.db.engine as engine_room
from rituals import agenda, erasure, nominations, workspaces  # noqa: F401 - together they know every table
from rituals.db import Base, connect, insert_once, is_current, transaction, upgrade
from rituals.db.turns import Turns
from rituals.stories.records.tables import Cheer
from rituals.workspaces.records import Workspace
from tests.cast import ANA, HARBOUR, NOW
from tests.databases import Act, Postgres

# SQLite surrounds its table of this name with others.
SEARCH = "story_search"


def known_since(act: Act, moment: datetime) -> datetime:
    """Store a moment, and read it back with fresh eyes."""
    act(insert_once, Workspace, {"id": HARBOUR, "known_since": moment})
    return act(lambda db: db.scalars(select(Workspace.known_since)).one())


# --- moments ---


def test_a_moment_without_a_zone_is_refused(act: Act) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        known_since(act, datetime(2026, 3, 2, 8, 45))  # noqa: DTZ001


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Asia/Kolkata"), timezone(timedelta(hours=-11))])
def test_a_moment_comes_back_as_the_same_moment_in_utc(act: Act, zone: timezone) -> None:
    moment = (NOW + timedelta(microseconds=123_456)).astimezone(zone)
    found = known_since(act, moment)
    assert (found, found.tzinfo) == (moment, UTC)


def test_moments_from_different_zones_are_ordered_as_they_came(act: Act) -> None:
    zones = [ZoneInfo("Pacific/Auckland"), UTC, ZoneInfo("America/Nuuk"), ZoneInfo("Asia/Tokyo")]
    for n, zone in enumerate(zones):
        moment = (NOW + timedelta(hours=n)).astimezone(zone)
        act(insert_once, Workspace, {"id": f"T{n}", "known_since": moment})
    in_order = select(Workspace.id).order_by(Workspace.known_since)
    assert act(lambda db: list(db.scalars(in_order))) == ["T0", "T1", "T2", "T3"]
    later = select(Workspace.id).where(Workspace.known_since > NOW + timedelta(hours=1))
    assert set(act(lambda db: list(db.scalars(later)))) == {"T2", "T3"}


# --- migrations ---


@pytest.fixture
def bare(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of the same kind as `engine` where nothing has been done yet."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'bare.db'}"
        if engine.dialect.name == "postgresql":
            postgres: Postgres = request.getfixturevalue("postgres")
            url = stack.enter_context(postgres.bare())
        empty = connect(url)
        stack.callback(empty.dispose)
        yield empty


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_modelled})
        assert compare_metadata(context, Base.metadata) == []


def is_modelled(name: str | None, kind: str, parents: object) -> bool:
    """Whether a model says what it is like: not of the search, which each database does in its own way.

    The next test compares that, too.
    """
    return kind != "table" or not str(name).startswith(SEARCH)


def test_they_make_it_to_the_last_constraint_and_partial_index(engine: Engine, bare: Engine) -> None:
    Base.metadata.create_all(bare)
    assert shape(engine) == shape(bare)


def test_upgrading_twice_is_harmless(bare: Engine) -> None:
    assert not is_current(bare)
    upgrade(bare)
    first = shape(bare)
    upgrade(bare)
    assert is_current(bare)
    assert shape(bare) == first


def test_what_was_stored_survives_another_upgrade(act: Act, engine: Engine) -> None:
    known_since(act, NOW)
    upgrade(engine)
    assert act(lambda db: db.scalars(select(Workspace.id)).one()) == HARBOUR


SHAPES = {
    "sqlite": "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def shape(engine: Engine) -> object:
    """Everything about the tables that the database itself can tell."""
    inspector = inspect(engine)
    tables = [name for name in inspector.get_table_names() if name != "alembic_version"]
    with engine.connect() as connection:
        indexes = {tuple(row) for row in connection.execute(text(SHAPES[engine.dialect.name]))}
    return {
        "tables": {
            name: (
                # By name: a column that a migration adds stands last, whatever its place in the model.
                sorted(
                    (c["name"], str(c["type"]), c["nullable"], c["default"])
                    for c in inspector.get_columns(name)
                ),
                inspector.get_pk_constraint(name),
                sorted(inspector.get_unique_constraints(name), key=str),
                sorted(inspector.get_foreign_keys(name), key=str),
            )
            for name in sorted(tables)
        },
        "indexes": {index for index in indexes if index[0] != "alembic_version"},
    }


# --- transactions ---


def test_an_act_that_fails_leaves_nothing_behind(act: Act) -> None:
    def fails(db: object) -> None:
        insert_once(db, Workspace, {"id": HARBOUR, "known_since": NOW})  # type: ignore[arg-type]
        raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        act(fails)
    assert act(lambda db: list(db.scalars(select(Workspace.id)))) == []


def test_what_is_there_is_not_inserted_again(act: Act) -> None:
    row = {"id": HARBOUR, "known_since": NOW}
    assert act(insert_once, Workspace, row)
    assert not act(insert_once, Workspace, row | {"known_since": NOW + timedelta(days=1)})
    assert known_since(act, NOW) == NOW


def test_what_belongs_to_nothing_is_refused(act: Act) -> None:
    orphan = Cheer(story=404, person=ANA, workspace=HARBOUR, at=NOW)
    with pytest.raises(IntegrityError):
        act(lambda db: db.add(orphan))


def test_sqlite_keeps_what_was_acknowledged_through_a_power_cut(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}
    full, on = 2, 1
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": on,
        "secure_delete": on,
    }


def count_up(url: str, times: int) -> None:
    """Read, then write what was read plus one: where two writers overlap, one of the steps is lost."""
    engine = connect(url)
    for _ in range(times):
        with transaction(engine) as db:
            row = db.get_one(Workspace, HARBOUR, with_for_update=True)
            row.feed_channel = str(int(row.feed_channel or 0) + 1)
    engine.dispose()


def patiently() -> None:
    """Whoever waits for the others waits as long as it takes: on a busy machine, SQLite may pass one over."""
    engine_room.PATIENCE = 60


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_room, "PATIENCE", 60)


@pytest.mark.usefixtures("patient")
def test_threads_that_read_and_then_write_never_find_the_database_locked(act: Act, database_url: str) -> None:
    known_since(act, NOW)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, [database_url] * 4, [25] * 4))
    assert act(lambda db: db.scalars(select(Workspace.feed_channel)).one()) == "100"


def test_processes_that_read_and_then_write_never_find_the_database_locked(
    act: Act, database_url: str
) -> None:
    known_since(act, NOW)
    # Spawned, not forked: a fork would share this process's connections.
    with get_context("spawn").Pool(2, initializer=patiently) as pool:
        pool.starmap(count_up, [(database_url, 50)] * 2)
    assert act(lambda db: db.scalars(select(Workspace.feed_channel)).one()) == "100"


def test_turns_are_given_up_in_time_and_handed_to_whoever_waits() -> None:
    turns, had = Turns(), list[str]()

    def another() -> None:
        assert turns.acquire(30)
        had.append("another")
        turns.release()

    assert turns.acquire(0)
    assert not turns.acquire(0.01)
    waiting = Thread(target=another)
    waiting.start()
    while waiting.is_alive():
        # Whoever lets go and asks again comes after the one who waits.
        turns.release()
        assert turns.acquire(30)
    assert had == ["another"]
    turns.release()
    assert turns.acquire(0)
