"""Brings a database to the newest shape. Migrations only go forward."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that are missing, in one transaction. Harmless, and quick, when there are none."""
    if to == "head" and is_current(engine):
        return
    with engine.connect() as connection:
        embedded = engine.dialect.name == "sqlite"
        if embedded:
            # SQLite changes a table by dropping it, which would take along all that refers to its rows.
            _foreign_keys(connection, "OFF")
        with connection.begin():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
        if embedded:
            _foreign_keys(connection, "ON")


def is_current(engine: Engine) -> bool:
    """Whether the database has the shape that this version of the code wants."""
    with engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == _newest()


@cache
def _newest() -> set[str]:
    return set(ScriptDirectory.from_config(_config()).get_heads())


def _foreign_keys(connection: Connection, state: str) -> None:
    # Straight to the driver: SQLite heeds this only outside transactions, and SQLAlchemy would begin one.
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.cursor().execute(f"PRAGMA foreign_keys={state}")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
