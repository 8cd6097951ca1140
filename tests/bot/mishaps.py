"""What happens to databases."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

ROOT = "coalesce((SELECT rootpage FROM sqlite_master WHERE name = :table), 1)"


@contextmanager
def read_only(engine: Engine) -> Iterator[None]:
    """Nothing can be saved for a while, as on a full disk or a replica.

    SQLite says so at the beginning of each transaction, PostgreSQL at the first row that is written.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "checkout", _deny)
        try:
            yield
        finally:
            event.remove(engine, "checkout", _deny)
            # From now on there are others.
            engine.dispose()
    else:
        _default(engine, "SET default_transaction_read_only = on")
        try:
            yield
        finally:
            _default(engine, "RESET default_transaction_read_only")


def _deny(connection: Any, *_: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _default(engine: Engine, change: str) -> None:
    # Through a connection that may write in spite of what it is about to change.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE {engine.url.database} {change}"))
    # It holds for connections that are opened from now on.
    engine.dispose()


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Somebody else (a backup, a shell) keeps the SQLite file to themselves; or a table of PostgreSQL."""
    with engine.connect() as connection:  # begins with BEGIN IMMEDIATE
        sqlite = engine.dialect.name == "sqlite"
        connection.execute(text("SELECT 1" if sqlite else "LOCK TABLE workspaces"))
        yield


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """There is no room for another page of the SQLite file."""
    event.listen(engine, "checkout", _no_room)
    try:
        yield
    finally:
        event.remove(engine, "checkout", _no_room)
        engine.dispose()


def _no_room(connection: Any, *_: object) -> None:
    # Below what there is, it means: no more.
    connection.execute("PRAGMA max_page_count = 1")


def damage(file: Path, table: str = "sqlite_master") -> None:
    """Nonsense stands where the SQLite file has the table's first page, or its own."""
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute(f"SELECT {ROOT}", {"table": table}).fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(b"nonsense" * (size // 8))


@contextmanager
def frozen(postgres_url: str) -> Iterator[None]:
    """The server stands still: connections stay open, new ones can be made, and nothing is answered."""
    engine = create_engine(postgres_url, poolclass=NullPool)
    with engine.connect() as connection:
        here = connection.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
        backends = list(here)
        ps = ["ps", "-o", "ppid=", "-p", ",".join(map(str, backends))]
        server = {int(line) for line in subprocess.check_output(ps, text=True).split()}
    _signal([*server, *backends], signal.SIGSTOP)
    try:
        yield
    finally:
        _signal([*backends, *server], signal.SIGCONT)


def _signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        # The one that was asked goes when it is no longer needed.
        with suppress(ProcessLookupError):
            os.kill(process, number)
