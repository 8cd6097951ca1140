"""Brings a database to the newest shape. Migrations only go forward."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


class MadeByNewer(Exception):
    """The database has a shape that this version of the code doesn't know."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that are missing, in one transaction. Harmless, and quick, when there are none.

    MadeByNewer.
    """
    if to == "head" and is_current(engine):
        return
    # Here and not above: a bot whose database is current has no need of these ten megabytes.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with engine.connect() as connection:
        embedded = engine.dialect.name == "sqlite"
        if embedded:
            # SQLite changes a table by dropping it, which would take along all that refers to its rows.
            _foreign_keys(connection, "OFF")
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, to)
            except CommandError as error:
                raise MadeByNewer from error
        if embedded:
            _foreign_keys(connection, "ON")


def is_current(engine: Engine) -> bool:
    """Whether the database has the shape that this version of the code wants."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        there = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return list(there) == [_newest()]


@cache
def _newest() -> str:
    # They only go forward, and each has the next number.
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*_*.py"))


def _foreign_keys(connection: Connection, state: str) -> None:
    # Straight to the driver: SQLite heeds this only outside transactions, and SQLAlchemy would begin one.
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.cursor().execute(f"PRAGMA foreign_keys={state}")
