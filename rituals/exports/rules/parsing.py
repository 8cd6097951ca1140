"""Reading what somebody types to get a file. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rituals.exports.rules.sheets import Format, Sheet
from rituals.words import CannotRead, Unread, Word, nearest, phrases, unread, words

SINCE = "since"
FILLERS = ("as", "the")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, and how; `since`, the beginning of a day in UTC, leaves out what is older."""

    sheet: Sheet = Sheet.STORIES
    form: Format = Format.CSV
    since: datetime | None = None


def read_wish(line: str) -> Wish:
    """What a line such as `polls json since 2026-01-31` asks for; CannotRead."""
    known: dict[str, Any] = {}
    for group, meaning in phrases(words(line), _meaning, 2):
        if meaning is None:
            raise _not_understood(line, group)
        if any(known.get(name, value) != value for name, value in meaning.items()):
            raise unread(line, group, Unread.TWICE)
        known |= meaning
    return Wish(**known)


def _not_understood(line: str, group: Sequence[Word]) -> CannotRead:
    word = group[0].plain
    if word == SINCE:
        return CannotRead("since which day", why=Unread.MISSING)
    return unread(line, group, meant=nearest(word, (*Sheet, *Format, SINCE)))


def _meaning(phrase: str) -> dict[str, Any] | None:
    first, _, second = phrase.partition(" ")
    if first == SINCE and (day := _day(second)):
        return {"since": day}
    if phrase in FILLERS:
        return {}
    if phrase in set(Sheet):
        return {"sheet": Sheet(phrase)}
    return {"form": Format(phrase)} if phrase in set(Format) else None


def _day(word: str) -> datetime | None:
    try:
        return datetime.strptime(word, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
