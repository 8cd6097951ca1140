"""The only place that reads the clock. Everything else is told what time it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

# How often the database is asked what time it is, in seconds.
ASKED_EVERY = 60.0
# A machine's own clock that has moved by more than this against the steady count was put right, or wrong.
A_JUMP = timedelta(seconds=1)
# Counts on while a laptop sleeps, where the system has such a clock.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady() -> float:
    """Seconds since some moment, which nobody can put forward or back."""
    return time.clock_gettime(_STEADY)


class Clock(Protocol):
    """Tells the time, always in UTC and always aware."""

    def now(self) -> datetime: ...


class WallClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SharedClock:
    """The time of the database, which all processes on it have in common, counted on steadily in between.

    Until the database has been asked for the first time, it is the machine's `own`.
    """

    def __init__(self, own: Clock | None = None) -> None:
        self._own = own or WallClock()
        # One value, since one thread hears what others read.
        self._anchor = self._own.now(), steady()
        self._asked = float("-inf")
        self._was_ahead = timedelta()

    def now(self) -> datetime:
        return self._at(steady())

    def ahead(self) -> timedelta:
        """How far the machine's own clock is ahead of the shared one; negative if it is behind."""
        return self._own.now() - self.now()

    def is_due(self) -> bool:
        """Whether the database is to be asked: a minute is over, or the machine's own clock has jumped."""
        return steady() - self._asked >= ASKED_EVERY or abs(self.ahead() - self._was_ahead) > A_JUMP

    def hear(self, ask: Callable[[], datetime]) -> None:
        """Ask the database, and go by its answer from now on."""
        before = steady()
        said = ask()
        after = steady()
        middle = (before + after) / 2
        # What may only be the time that the answer took moves nothing.
        if abs(said - self._at(middle)).total_seconds() > (after - before) / 2:
            self._anchor = said, middle
        self._asked, self._was_ahead = after, self.ahead()

    def _at(self, count: float) -> datetime:
        said, then = self._anchor
        return said + timedelta(seconds=count - then)


class MovableClock:
    """Real time plus an offset, for the playground and for tests: it runs on, and it can be moved ahead."""

    def __init__(self, start: datetime | None = None) -> None:
        self.offset = timedelta() if start is None else start.astimezone(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def advance(self, by: timedelta) -> None:
        """Move ahead by `by`; ValueError if that is backwards, since messages already carry later times."""
        if by < timedelta():
            raise ValueError("The clock only moves ahead.")
        self.offset += by

    def move_to(self, moment: datetime) -> None:
        """Move ahead to `moment`; ValueError if it has passed."""
        self.advance(moment.astimezone(UTC) - self.now())
