"""Opens the database that the settings name. A SQLite file is migrated, and kept for this process alone."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TextIO, TypeVar

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from bot.service.config import Config, ConfigError
from rituals import inbox, posts
from rituals.db import connect, is_current, transaction, upgrade

P = ParamSpec("P")
T = TypeVar("T")


class Acts:
    """Runs acts from the command line, each in one transaction, so that nobody has to wait for long."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with transaction(self._engine) as db:
            return act(db, *args, **kwargs)


class Occupied(ConfigError):
    """The SQLite file belongs to a bot that is running."""


def is_embedded(config: Config) -> bool:
    """Whether the database is a SQLite file."""
    return make_url(config.database).get_backend_name() == "sqlite"


@contextmanager
def opened(config: Config) -> Iterator[Engine]:
    """The database, ready for use; ConfigError if it cannot be.

    A SQLite file belongs to one process at a time, and is migrated on the way. PostgreSQL is shared, so
    migrating it is a step of its own.
    """
    engine = connect(config.database)
    try:
        if is_embedded(config):
            with _alone(_file(config)):
                _upgrade(engine, config)
                yield engine
        else:
            _check_reachable(engine)
            yield engine
    finally:
        engine.dispose()


@contextmanager
def beside(config: Config) -> Iterator[Acts]:
    """The database while the bot may be running; ConfigError."""
    engine = connect(config.database)
    try:
        _check_reachable(engine)
        yield Acts(engine)
    finally:
        engine.dispose()


def migrate(config: Config) -> None:
    """Bring the database to its newest shape; ConfigError if it cannot be reached."""
    if is_embedded(config):
        _file(config)
    engine = connect(config.database)
    try:
        _upgrade(engine, config)
    finally:
        engine.dispose()


def adopt_orphans(engine: Engine, config: Config, now: datetime) -> None:
    """What the last process of a SQLite file left claimed is ours now; nobody else can be alive."""
    if is_embedded(config):
        with transaction(engine) as db:
            posts.adopt_orphans(db, now)
            inbox.adopt_orphans(db, now)


def _file(config: Config) -> Path:
    path = Path(make_url(config.database).database or "headfirst.db")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"Cannot make the data folder {path.parent}: set DATA_DIR to one I may write to."
        ) from error
    return path


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with _lock_of(path) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied(
                f"Another Headfirst is already running on {path}: stop it, or set DATA_DIR to another folder."
            ) from None
        yield


def _lock_of(path: Path) -> TextIO:
    try:
        return path.with_suffix(".lock").open("w")
    except OSError:
        raise ConfigError(
            f"Cannot write into the data folder {path.parent}: set DATA_DIR to one I may write to."
        ) from None


def _upgrade(engine: Engine, config: Config) -> None:
    try:
        upgrade(engine)
    except CommandError:
        raise ConfigError(
            "The database was made by a newer Headfirst than this one: install that version again."
        ) from None
    except (DatabaseError, sqlite3.Error):
        raise ConfigError(_unusable(config)) from None


def _check_reachable(engine: Engine) -> None:
    try:
        current = is_current(engine)
    except OperationalError:
        raise ConfigError(_unreachable()) from None
    if not current:
        raise ConfigError(
            "The database is not on this version yet: run `headfirst migrate` once, then start again."
        )


def _unusable(config: Config) -> str:
    if is_embedded(config):
        return f"Cannot use {_file(config)} as a database: move it away, or set DATA_DIR to another folder."
    return _unreachable()


def _unreachable() -> str:
    return "Cannot reach the database: check the host, name and password in DATABASE_URL."
