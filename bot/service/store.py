"""Opens the database that the settings name. A SQLite file is migrated, and kept for this process alone."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.service.config import Config, ConfigError
from bot.service.own_file import Taken, owned
from rituals.db import (
    MadeByNewer,
    Trouble,
    connect,
    is_current,
    save_something,
    transaction,
    trouble_of,
    upgrade,
    waiting_only,
)

P = ParamSpec("P")
T = TypeVar("T")
Connecting = Callable[[str], AbstractContextManager[Engine]]

# In seconds: a server that takes longer at the start is as good as not there.
REACHED_WITHIN = 10.0
# What is so is said first, then what to do; and nobody moves away a file in which nothing is wrong.
SENTENCES = {
    Trouble.FULL: (
        "Nothing can be written to {path}: the disk is full, or a quota or limit is reached. Make room and "
        "start again. What is in the file is safe."
    ),
    Trouble.LOCKED: (
        "Another program keeps {path} locked, perhaps a backup or a shell. Wait until it's done, or stop it, "
        "then start again. What is in the file is safe."
    ),
    Trouble.READ_ONLY: (
        "I can read {path} but not write to it. Let the user I run as write to the file and its folder, "
        "then start again."
    ),
    Trouble.DAMAGED: (
        "{path} is damaged, or isn't a database. Put your last backup in its place: see docs/operations.md. "
        "Keep the damaged file: some of it may be readable."
    ),
    Trouble.FAILING: "The disk fails when I read or write {path}. Check the disk before you start again.",
    Trouble.UNREACHABLE: "I can't open {path}. Check that it's a file, and that I can read and write it.",
}
UNREACHABLE = "Can't reach the database: check the host, name and password in DATABASE_URL."
OF_SERVERS = {
    Trouble.FULL: "The disk of the database's server is full. Make room there, then start again.",
    Trouble.LOCKED: "Another program keeps the database locked. Wait until it's done, then start again.",
    Trouble.READ_ONLY: "I can read the database but not write to it. Does DATABASE_URL point to a replica?",
    Trouble.DAMAGED: "The database server says that its files are damaged. Ask the person who runs it.",
    Trouble.FAILING: "The database server's disk is failing. Ask the person who runs it.",
}
_OF_FOLDERS = {errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL}


class Acts:
    """Runs acts from the command line, each in one transaction, so that nobody has to wait for long."""

    def __init__(self, engine: Engine, config: Config) -> None:
        self._engine = engine
        self._config = config

    def __call__(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with explained(self._config), transaction(self._engine) as db:
            return act(db, *args, **kwargs)


class Occupied(ConfigError):
    """The SQLite file belongs to a bot that is running."""


def is_embedded(config: Config) -> bool:
    """Whether the database is a SQLite file."""
    return make_url(config.database).get_backend_name() == "sqlite"


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    """An engine for as long as it is needed."""
    engine = connect(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened(config: Config, connected: Connecting = connected) -> Iterator[Engine]:
    """The database, ready to be written to; ConfigError if it can't be.

    A SQLite file belongs to one process at a time, and is migrated on the way. PostgreSQL is shared, so
    migrating it is a step of its own.
    """
    if is_embedded(config):
        with _alone(_file(config)), connected(config.database) as engine:
            with explained(config):
                upgrade(engine)
                with transaction(engine) as db:
                    save_something(db)
            yield engine
    else:
        with connected(config.database) as engine:
            _check_reachable(engine, config)
            yield engine


@contextmanager
def beside(config: Config) -> Iterator[Acts]:
    """The database while the bot may be running; ConfigError."""
    with connected(config.database) as engine:
        _check_reachable(engine, config)
        yield Acts(engine, config)


def migrate(config: Config) -> None:
    """Bring the database to its newest shape; ConfigError if it can't be reached."""
    if is_embedded(config):
        _file(config)
    with connected(config.database) as engine, explained(config):
        upgrade(engine)


@contextmanager
def explained(config: Config) -> Iterator[None]:
    """Whatever ails the database meanwhile is a ConfigError that says what is so and what to do."""
    try:
        yield
    except MadeByNewer:
        raise ConfigError(
            "The database was made by a newer Headfirst than this one: install that version again."
        ) from None
    except (DBAPIError, sqlite3.Error) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise ConfigError(_sentence(trouble, config)) from None


def _sentence(trouble: Trouble, config: Config) -> str:
    if is_embedded(config):
        return SENTENCES[trouble].format(path=_path(config))
    return OF_SERVERS.get(trouble, UNREACHABLE)


def _path(config: Config) -> Path:
    return Path(make_url(config.database).database or "headfirst.db")


def _file(config: Config) -> Path:
    path = _path(config)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"Can't make the data folder {path.parent}: set DATA_DIR to one I may write to."
        ) from error
    return path


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with ExitStack() as stack:
        _own(path, stack)
        yield


def _own(path: Path, stack: ExitStack) -> None:
    try:
        stack.enter_context(owned(path))
    except Taken:
        raise Occupied(
            f"Headfirst is already running on {path}. Stop it, or set DATA_DIR to another folder."
        ) from None
    except OSError as error:
        raise ConfigError(_about_folder(path, error)) from None


def _about_folder(path: Path, error: OSError) -> str:
    trouble = _OF_FOLDERS.get(error.errno or 0)
    if trouble:
        return SENTENCES[trouble].format(path=path.parent)
    if path.exists() and error.filename == str(path):
        return SENTENCES[Trouble.READ_ONLY].format(path=path)
    return f"Can't write to the data folder {path.parent}: set DATA_DIR to one I may write to."


def _check_reachable(engine: Engine, config: Config) -> None:
    with explained(config), waiting_only(lambda: REACHED_WITHIN):
        current = is_current(engine)
    if not current:
        raise ConfigError(
            "The database isn't on this version yet: run `headfirst migrate` once, then start again."
        )
