"""The only place that reads the clock. Everything else is told what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, always in UTC and always aware."""

    def now(self) -> datetime: ...


class WallClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


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
