"""Opens the database. SQLite gets the settings that keep what was acknowledged through a power cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Insert,
    Select,
    bindparam,
    create_engine,
    delete,
    event,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert

from rituals.db.base import Base
from rituals.db.patience import A_MOMENT, left
from rituals.db.tracks import step
from rituals.db.turns import Turns
from rituals.errors import Gone

T = TypeVar("T")

POOL = 8
# In seconds: how long a thread waits for whoever else writes, if it has that long.
PATIENCE = 2
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)

ONLY_READS = "only_reads"
READS: dict[str, dict[str, Any]] = {
    "sqlite": {ONLY_READS: True},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}

_TURNS: WeakKeyDictionary[Engine, Turns] = WeakKeyDictionary()


def connect(url: str) -> Engine:
    """An engine for `url` (sqlite:///… or postgresql+psycopg://…); nothing is opened before it is used."""
    embedded = make_url(url).get_backend_name() == "sqlite"
    # An error is logged with its statement, and never with what somebody wrote.
    engine = create_engine(url, pool_size=POOL, max_overflow=0, hide_parameters=True)
    event.listen(engine, "before_cursor_execute", step)
    if embedded:
        event.listen(engine, "connect", _tune)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "reset", _open_again)
    else:
        # Here and not above: a bot on SQLite has no need of psycopg's ten megabytes.
        from rituals.db.postgres import connect_impatiently, teach_manners

        event.listen(engine, "do_connect", connect_impatiently)
        event.listen(engine, "connect", teach_manners)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session in one transaction: committed at the end, rolled back on any error."""
    with _in_turn(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def read_only(engine: Engine) -> Iterator[Session]:
    """A session for acts that only read: they wait for no writer, and none waits for them.

    SQLite shows them all one moment, and refuses whatever they would write. On PostgreSQL each statement sees
    what was committed before it, as in any transaction of ours, without the two more that begin and end one.
    """
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        session.connection(execution_options=READS[engine.dialect.name])
        yield session


def find_one(db: Session, query: Select[T], values: Mapping[str, Any] | None = None) -> T:
    """The first row of a query, which may have places for `values`; Gone if there's none."""
    row = db.scalars(query, values).first()
    if row is None:
        raise Gone
    return row


def insert_once(db: Session, table: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless a unique key says it is there already; True if it was inserted."""
    # Not through the ORM, which takes three times as long. It would have flushed.
    db.flush()
    return db.execute(_insertion(table, db.get_bind().dialect.name), values).first() is not None


def insert_each(
    db: Session, table: type[Base], rows: Sequence[dict[str, Any]], key: tuple[str, ...]
) -> set[tuple[Any, ...]]:
    """The same for several, in one statement: by the columns of a unique `key`, which were inserted."""
    if not rows:
        return set()
    db.flush()
    insertion = _insertion(table, db.get_bind().dialect.name, key)
    return {tuple(row) for row in db.execute(insertion, rows)}


def put(db: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows; one takes the place of what has its key."""
    db.flush()
    db.execute(_putting(table, db.get_bind().dialect.name), rows)


def primary_key(table: type[Base]) -> tuple[str, ...]:
    """The names of its columns."""
    return tuple(column.name for column in _key_of(table))


def remove(db: Session, table: type[Base], key: dict[str, Any]) -> bool:
    """Delete the row of that primary key; True if it was there. `key` may hold more than the key."""
    db.flush()
    its = {f"its_{column.name}": key[column.name] for column in _key_of(table)}
    return db.execute(_removal(table), its).first() is not None


# Built once: that takes longer than to execute it.
@cache
def _insertion(table: type[Base], dialect: str, told: tuple[str, ...] | None = None) -> ReturningInsert[Any]:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    rows = table.metadata.tables[table.__tablename__]
    # RETURNING instead of rowcount: psycopg reports -1 for some inserts.
    columns = [rows.c[name] for name in told] if told else _key_of(table)
    return insert(rows).on_conflict_do_nothing().returning(*columns)


@cache
def _putting(table: type[Base], dialect: str) -> Insert:
    there = table.metadata.tables[table.__tablename__]
    new = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(there)
    rest = {column.name: new.excluded[column.name] for column in there.columns if not column.primary_key}
    return new.on_conflict_do_update(index_elements=_key_of(table), set_=rest)


@cache
def _removal(table: type[Base]) -> ReturningDelete[Any]:
    key = (column == bindparam(f"its_{column.name}") for column in _key_of(table))
    return delete(table.metadata.tables[table.__tablename__]).where(*key).returning(*_key_of(table))


def _key_of(table: type[Base]) -> Sequence[Column[Any]]:
    return list(table.metadata.tables[table.__tablename__].primary_key)


def time_of(db: Session) -> datetime:
    """The database's own time at this moment, in UTC."""
    if db.get_bind().dialect.name == "sqlite":
        said: str = db.execute(text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")).scalar_one()
        return datetime.fromisoformat(said).replace(tzinfo=UTC)
    # Not now(), which stands still within a transaction.
    moment: datetime = db.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment.astimezone(UTC)


@contextmanager
def _in_turn(engine: Engine) -> Iterator[None]:
    """SQLite has one writer at a time and no queue: of many threads, some would wait until they give up."""
    if engine.dialect.name != "sqlite":
        yield
        return
    turn = _TURNS.setdefault(engine, Turns())
    # Somebody else may have the file: then it is the database that says no.
    mine = turn.acquire(timeout=left(A_MOMENT, PATIENCE))
    try:
        yield
    finally:
        if mine:
            turn.release()


def _tune(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: they would be deferred, and a deferred
    # transaction that reads before it writes fails at once when another writer was faster.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (_busy_timeout(), *PRAGMAS):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(ONLY_READS, False)
    # Past SQLAlchemy, which would take longer for it than SQLite.
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    driver.execute(f"PRAGMA {_busy_timeout()}")
    if reads:
        driver.execute("PRAGMA query_only=ON")
        connection.info[ONLY_READS] = True
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _open_again(connection: Any, record: Any, _state: Any) -> None:
    # The next one to take it may want to write, outside a transaction of the engine's.
    if record.info.pop(ONLY_READS, False):
        connection.execute("PRAGMA query_only=OFF")


def _busy_timeout() -> str:
    return f"busy_timeout={int(left(0.0, PATIENCE) * 1000)}"
