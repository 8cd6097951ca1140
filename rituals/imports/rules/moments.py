"""The forms in which files write dates and times. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LIKE = "write it like 2026-03-02T08:45:00Z"

# Seconds since 1970, as Slack numbers its messages, or milliseconds.
_EPOCH = re.compile(r"(\d{9,10}(?:\.\d+)?)|(\d{12,13})")
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"|(?<!\d)(?P<bare>\d\d?)\s*(?P<bare_half>[ap])\.?m\b\.?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:\b(?P<utc>UTC|GMT)|(?<=\d)(?P<z>Z))?\s*(?:(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)?"
    r"(?:\s*\([^)]*\))?$",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|\bat\b|,|(?<=\d)T(?=\d|\s|$)", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)")
_YEAR_LAST = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d\d?)(?:st|nd|rd|th|\.)?[ -]([a-z]{3,9})\.?[ -](\d{4}|\d\d)", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d\d?)(?:st|nd|rd|th)? (\d{4})", re.IGNORECASE)


class BadMoment(ValueError):
    """It can't be read; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How a file writes its times.

    `zone`: where times without a zone are meant; None if nobody says. `day_first`: whether 3/4 is in April.
    `usual`: what other dates of the file with that mark between their numbers show of the same.
    """

    zone: tzinfo | None = None
    day_first: bool | None = None
    usual: Mapping[str, bool] = field(default_factory=dict)


def usual_order(cells: Iterable[str]) -> dict[str, bool]:
    """By the mark between the numbers, whether the day comes first: where dates that leave no doubt agree."""
    seen: dict[str, set[bool]] = {}
    for cell in cells:
        found = _YEAR_LAST.search(cell)
        if found and (int(found[1]) > 12) != (int(found[3]) > 12):
            seen.setdefault(found[2], set()).add(int(found[1]) > 12)
    return {mark: orders.pop() for mark, orders in seen.items() if len(orders) == 1}


def moment(text: str, ways: Ways) -> datetime:
    """The moment that a cell names. A date alone is the beginning of that day. Unread."""
    if number := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(float(number[1] or int(number[2]) / 1000), UTC)
    found = _iso(text) or _said(text, ways)
    if found.tzinfo is not None:
        return found
    if ways.zone is None:
        raise BadMoment(f"“{text}” doesn't say in which zone. Name one with --zone Europe/Lisbon, or {LIKE}")
    return found.replace(tzinfo=ways.zone)


def day(text: str, ways: Ways) -> date:
    """The date that a cell names. Unread."""
    try:
        return _day(text, ways)
    except BadMoment:
        raise
    except ValueError:
        raise BadMoment(f"“{text}” isn't a date: write it like 2026-03-02") from None


def _day(text: str, ways: Ways) -> date:
    bare = " ".join(_FILLING.sub(" ", text).split())
    if found := _YEAR_FIRST.fullmatch(bare):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(bare):
        return _year_last(found, ways)
    if found := _DAY_MONTH.fullmatch(bare):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(bare):
        return date(_year(found[3]), _month(found[1]), int(found[2]))
    return date.fromisoformat(bare)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if ":" in text or "T" in text else None
    except ValueError:
        return None


def _said(text: str, ways: Ways) -> datetime:
    rest, zone = _without_zone(text)
    clock = _CLOCK.search(rest)
    try:
        at = _time(clock) if clock else time.min
        on = _day(_CLOCK.sub(" ", rest, count=1), ways)
    except BadMoment:
        raise
    except ValueError:
        raise BadMoment(f"“{text}” isn't a date and time: {LIKE}") from None
    return datetime.combine(on, at, zone)


def _without_zone(text: str) -> tuple[str, tzinfo | None]:
    found = _ZONE.search(text)
    # The end of a date such as 15-01-2026 looks like an offset; offsets follow a time.
    if found is None or not found[0].strip() or not _CLOCK.search(text[: found.start()] + found[0][:1]):
        return text, None
    if not found["sign"]:
        return text[: found.start()], UTC if found["utc"] or found["z"] else None
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    if ahead >= timedelta(hours=24):
        raise BadMoment(f"“{text}” has an unknown zone: {LIKE}")
    return text[: found.start()], timezone(ahead if found["sign"] == "+" else -ahead)


def _time(clock: re.Match[str]) -> time:
    hour, half = int(clock["hour"] or clock["bare"]), (clock["half"] or clock["bare_half"] or "").lower()
    if half:
        # Noon is twelve in the afternoon; thirteen is nothing.
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 24
    return time(hour, int(clock["minute"] or 0), int(clock["second"] or 0))


def _year_last(found: re.Match[str], ways: Ways) -> date:
    one, mark, other, year = int(found[1]), found[2], int(found[3]), _year(found[4])
    if one > 12 or other > 12 or one == other:
        day_first: bool | None = one > 12
    elif ways.day_first is not None:
        day_first = ways.day_first
    else:
        # Nobody writes the month first with dots.
        day_first = True if mark == "." else ways.usual.get(mark)
    if day_first is None:
        two = f"{one} {MONTHS[other - 1].title()} or {other} {MONTHS[one - 1].title()}"
        raise BadMoment(f"“{found[0]}” can be {two}: say which with --day-first or --month-first")
    return date(year, other, one) if day_first else date(year, one, other)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1
