"""Which tables an act has read and written, so that a cache of what came from them knows when it's stale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Delete, Insert, TableClause, Update
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.visitors import iterate

# What is written as text names its tables to the database alone.
ANY = "*"


@dataclass
class Footprint:
    """Names of tables; ANY where a statement doesn't tell."""

    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)


_MINE: ContextVar[Footprint | None] = ContextVar("footprint", default=None)
# SQLAlchemy keeps what it has compiled, so each statement is looked through once.
_KNOWN: WeakKeyDictionary[Compiled, Footprint] = WeakKeyDictionary()


@contextmanager
def footprint() -> Iterator[Footprint]:
    """Fills with what this thread does meanwhile."""
    mine = Footprint()
    token = _MINE.set(mine)
    try:
        yield mine
    finally:
        _MINE.reset(token)


def step(_connection: Any, _cursor: Any, _words: str, _values: Any, context: Any, _many: bool) -> None:
    """The engine is about to execute a statement."""
    mine, compiled = _MINE.get(), getattr(context, "compiled", None)
    if mine is None or compiled is None:
        return
    found = _KNOWN.get(compiled)
    if found is None:
        found = _KNOWN[compiled] = _of(compiled.statement)
    mine.read |= found.read
    mine.written |= found.written


def _of(statement: ClauseElement) -> Footprint:
    tables = {part.name for part in iterate(statement) if isinstance(part, TableClause)}
    if isinstance(statement, Insert | Update | Delete) and isinstance(statement.table, TableClause):
        return Footprint(tables, {statement.table.name})
    # A statement that names no table is text.
    return Footprint(tables) if tables else Footprint({ANY}, {ANY})
