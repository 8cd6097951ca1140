"""What happens to databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, text


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
            event.listen(engine, "checkout", _allow)
    else:
        _default(engine, "SET default_transaction_read_only = on")
        try:
            yield
        finally:
            _default(engine, "RESET default_transaction_read_only")


def _deny(connection: Any, *_: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _allow(connection: Any, *_: object) -> None:
    connection.execute("PRAGMA query_only = OFF")


def _default(engine: Engine, change: str) -> None:
    # Through a connection that may write in spite of what it is about to change.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE {engine.url.database} {change}"))
    # It holds for connections that are opened from now on.
    engine.dispose()


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Somebody else (a backup, a shell) keeps the SQLite file to themselves."""
    with engine.connect() as connection:  # begins with BEGIN IMMEDIATE
        connection.execute(text("SELECT 1"))
        yield
