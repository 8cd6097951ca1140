"""Reads a plan that somebody typed: `daily 09:00`, `weekdays 9am Europe/Lisbon`, `mon,thu 16:30`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from rituals.errors import RitualError
from rituals.schedules.rules.occurring import WEEKDAYS, Rhythm

NAMED = {
    "daily": range(7),
    "day": range(7),
    "everyday": range(7),
    "weekdays": range(5),
    "weekday": range(5),
    "workdays": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
}
RHYTHMS = {"second": Rhythm.FORTNIGHTLY, "other": Rhythm.FORTNIGHTLY, "first": Rhythm.MONTHLY}
FILLERS = {"every", "each", "at", "on", "and", "the", "of", "month", "in"}
TIMES = {"noon": time(12), "midnight": time(0)}
_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$")


class CannotRead(RitualError):
    """The words are no plan; the error's text is the word that was not understood, or what is missing."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood; `zone` is None if none was named."""

    weekdays: frozenset[int]
    rhythm: Rhythm
    at: time
    zone: str | None


def read(text: str) -> Typed:
    """The plan that somebody typed, in any case and order; CannotRead."""
    days: set[int] = set()
    rhythm, at, zone = Rhythm.WEEKLY, None, None
    for word in _words(text):
        found = _days(word)
        if found:
            days |= found
        elif word.lower() in RHYTHMS:
            rhythm = RHYTHMS[word.lower()]
        elif (clock := _time(word)) is not None:
            at = clock
        elif "/" in word or word.upper() == "UTC":
            zone = "UTC" if word.upper() == "UTC" else word
        elif word.lower() not in FILLERS:
            raise CannotRead(word)
    if not days:
        raise CannotRead("which days")
    if at is None:
        raise CannotRead("what time")
    return Typed(frozenset(days), rhythm, at, zone)


def _words(text: str) -> list[str]:
    # "9 am" is one word, "mon, thu" are two.
    joined = re.sub(r"(\d)\s+(am|pm|a\.m\.|p\.m\.)(?!\w)", r"\1\2", text, flags=re.IGNORECASE)
    return re.split(r"[\s,;]+", joined.strip()) if joined.strip() else []


def _days(word: str) -> set[int]:
    plain = word.lower()
    if plain in NAMED:
        return set(NAMED[plain])
    first, _, last = re.sub("[–—]", "-", plain).partition("-")
    start, end = _day(first), _day(last) if last else None
    if start is None or (last and end is None):
        return set()
    if end is None:
        return {start}
    return {(start + n) % 7 for n in range((end - start) % 7 + 1)}


def _day(word: str) -> int | None:
    stem = word.removesuffix("s") if len(word) > 5 else word
    if len(stem) < 2:
        return None
    found = [number for number, name in enumerate(WEEKDAYS) if name.lower().startswith(stem)]
    return found[0] if len(found) == 1 else None


def _time(word: str) -> time | None:
    if word.lower() in TIMES:
        return TIMES[word.lower()]
    match = _TIME.match(word.lower())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not match[2]:
        # A bare number could be anything; a time says so.
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
