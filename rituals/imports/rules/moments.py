"""The moments of a file, in the forms in which other tools write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

# Slack's own: seconds since 1970, as a message's ts.
SLACK = re.compile(r"(1[0-9]{9})(?:\.[0-9]+)?")
NUMBERS = re.compile(
    r"(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"
    r"(?:[ T,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?\s*(?P<half>[AaPp][Mm])?)?"
)
UTC_WORD = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
DAY_ONLY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Order(StrEnum):
    """Which comes first in a date of numbers, such as 03/04/2026."""

    DAY = "day"
    MONTH = "month"


class Ambiguous(ValueError):
    """Nothing in the file tells whether the day or the month comes first."""


class NoZone(ValueError):
    """The moment doesn't say in which zone."""


@dataclass(frozen=True, slots=True)
class Dates:
    """How the dates of a file are meant: in which zone, and in which order, where they don't say it."""

    zone: ZoneInfo | None = None
    order: Order | None = None

    def read(self, cell: str) -> datetime:
        """The moment, with a zone. NoZone, Ambiguous, or another ValueError if it's none."""
        if found := SLACK.fullmatch(cell):
            return datetime.fromtimestamp(int(found[1]), ZoneInfo("UTC"))
        if DAY_ONLY.fullmatch(cell):
            # Noon is that day nearly everywhere.
            return datetime.combine(datetime.fromisoformat(cell), time(12), self.zone or ZoneInfo("UTC"))
        if found := NUMBERS.fullmatch(cell):
            return self._placed(self._of_numbers(found))
        plain = UTC_WORD.sub("+00:00", cell)
        return self._placed(datetime.fromisoformat(re.sub(r"\s+(?=[+-][0-9]{2}:?[0-9]{2}$)", "", plain)))

    def _of_numbers(self, found: re.Match[str]) -> datetime:
        a, b = int(found["a"]), int(found["b"])
        order = _told_by(a, b, found["half"]) or self.order
        if order is None:
            raise Ambiguous
        day, month = (a, b) if order is Order.DAY else (b, a)
        at = time(_hour(int(found["hour"] or 12), found["half"]), int(found["minute"] or 0))
        at = at.replace(second=int(found["second"] or 0))
        return datetime.combine(date(int(found["year"]), month, day), at)

    def _placed(self, moment: datetime) -> datetime:
        if moment.tzinfo is not None:
            return moment
        if self.zone is None:
            raise NoZone
        return moment.replace(tzinfo=self.zone)


def order_of(cells: Iterable[str]) -> Order | None:
    """The order that all dates of a file share, as far as one of them tells; None if none does."""
    for cell in cells:
        found = NUMBERS.fullmatch(cell.strip())
        if found and (told := _told_by(int(found["a"]), int(found["b"]), found["half"])):
            return told
    return None


def _told_by(a: int, b: int, half: str | None) -> Order | None:
    if a > 12:
        return Order.DAY
    if b > 12 or a == b:
        return Order.MONTH
    # Who writes 9:05 PM writes the month first.
    return Order.MONTH if half else None


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.lower() == "pm" else 0)
