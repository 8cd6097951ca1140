"""What was read from the database a moment ago, so that it's not read again for every event."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set
from dataclasses import dataclass
from threading import Lock
from typing import Any

from rituals.db import ANY

# In seconds: so old may be what another process has changed since.
LASTS = 1.0
# Then all are forgotten: nobody asks for so many within a second.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer, the tables that it came from, and when it was asked for."""

    answer: Any
    tables: Set[str]
    asked_at: float


class Recall:
    """Answers by what was asked. One rule: an answer is old after a second, or once this process has written
    to a table that it came from.

    `steady` counts seconds. Threads share it.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._lock = Lock()
        self._known: dict[Hashable, Remembered] = {}
        self._written: dict[str, int] = {}
        self._writes = 0

    def known(self, asked: Hashable) -> Remembered | None:
        """The answer, if it isn't old."""
        found = self._known.get(asked)
        return found if found and 0 <= self._steady() - found.asked_at < LASTS else None

    def asking(self) -> tuple[int, float]:
        """To be handed to `keep` with what is read from now on."""
        return self._writes, self._steady()

    def keep(self, asked: Hashable, answer: Any, tables: Set[str], asking: tuple[int, float]) -> None:
        """Remember it, unless one of its tables was written meanwhile."""
        writes, asked_at = asking
        with self._lock:
            if max((self._written.get(table, 0) for table in (*tables, ANY)), default=0) > writes:
                return
            if len(self._known) >= MOST:
                self._known.clear()
            if ANY not in tables:
                self._known[asked] = Remembered(answer, frozenset(tables), asked_at)

    def forget(self, tables: Set[str]) -> None:
        """These were written, and it is committed."""
        if not tables:
            return
        with self._lock:
            self._writes += 1
            self._written.update(dict.fromkeys(tables, self._writes))
            old = [
                asked
                for asked, known in self._known.items()
                if ANY in tables or not known.tables.isdisjoint(tables)
            ]
            for asked in old:
                del self._known[asked]
