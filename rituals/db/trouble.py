"""What ails a database, told from the error that it answered with."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from rituals.db.patience import left

_BYTE = 0xFF
# In bytes: as much as a story takes, with all that stands beside it.
_ROOM = 32 * 1024
# Of SQLite's own machine, between two looks at the time.
_STEPS = 100_000
# A quota, or a limit of a file's size, is to SQLite an error of writing.
_NO_ROOM = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}


class Trouble(StrEnum):
    """Why nothing can be saved, in a few words for the operator."""

    FULL = "the disk is full, or a quota or limit is reached"
    LOCKED = "another program keeps the database locked"
    READ_ONLY = "the database may be read, but not written"
    DAMAGED = "the database file is damaged"
    FAILING = "the disk fails"
    UNREACHABLE = "the database does not answer"


_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_IOERR: Trouble.FAILING,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNREACHABLE,
}
# By the start of PostgreSQL's own codes; the longest that fits counts.
_OF_POSTGRES = {
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "55P03": Trouble.LOCKED,
    "58030": Trouble.FAILING,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
    "08": Trouble.UNREACHABLE,
    "53": Trouble.UNREACHABLE,
    "57P": Trouble.UNREACHABLE,
    "28": Trouble.UNREACHABLE,
    "3D": Trouble.UNREACHABLE,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """What is wrong with the database that gave this error; None if the request was at fault."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        # Errors of the Python module itself (a closed connection) have no code.
        code = getattr(original, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return Trouble.FULL if code in _NO_ROOM else _OF_SQLITE.get(code & _BYTE)
    # By its name: a bot on SQLite hasn't loaded psycopg, and needn't.
    return _of_postgres(original) if type(original).__module__.split(".")[0] == "psycopg" else None


def _of_postgres(error: Any) -> Trouble | None:
    from psycopg import OperationalError

    if error.sqlstate is None:
        # Nobody is there who could have said a code.
        return Trouble.UNREACHABLE if isinstance(error, OperationalError) else None
    fitting = [start for start in _OF_POSTGRES if error.sqlstate.startswith(start)]
    return _OF_POSTGRES[max(fitting, key=len)] if fitting else None


def is_there(db: Session) -> None:
    """Ask for nothing that anybody could keep locked."""
    db.execute(text("SELECT 1"))


def save_something(db: Session) -> None:
    """Write, and change nothing: whether anything can be saved, only that tells."""
    if db.get_bind().dialect.name == "sqlite":
        # Pages that are there can be written to when there is room for no more.
        _take_room(db.connection().connection.driver_connection)  # type: ignore[arg-type]
    db.execute(text("UPDATE alembic_version SET version_num = version_num"))


def _take_room(driver: sqlite3.Connection) -> None:
    driver.execute("SAVEPOINT room")
    try:
        driver.execute("CREATE TABLE room (taken)")
        driver.execute(f"INSERT INTO room VALUES (zeroblob({_ROOM}))")
    finally:
        # Without one, SQLite may have ended the whole transaction already.
        if driver.in_transaction:
            driver.execute("ROLLBACK TO room")


def is_whole(engine: Engine) -> bool:
    """Whether a SQLite file is undamaged; PostgreSQL checks its files itself.

    The file is read from end to end, and nobody has to wait meanwhile. sqlite3.OperationalError if there is
    no time left for that.
    """
    if engine.dialect.name != "sqlite":
        return True
    # The driver's own connection: the engine begins transactions that keep others from writing.
    raw = engine.raw_connection()
    driver: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
    driver.set_progress_handler(lambda: left() <= 0, _STEPS)
    try:
        return bool(driver.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is not Trouble.DAMAGED:
            raise
        return False
    finally:
        driver.set_progress_handler(None, _STEPS)
        raw.close()
