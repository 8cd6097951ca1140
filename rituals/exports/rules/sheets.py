"""What an export holds: its columns, and how a value becomes a cell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

# A cell that begins with one of these could be run as a formula by a spreadsheet; or was guarded before.
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


class Sheet(StrEnum):
    """What can be exported."""

    STORIES = "stories"
    POLLS = "polls"
    RITUALS = "rituals"
    ANSWERS = "answers"
    LESSONS = "lessons"
    PHRASES = "phrases"


class Format(StrEnum):
    """How it is written."""

    CSV = "csv"
    JSON = "json"


Row = dict[str, Any]

# Other programs know the columns by these names: they are added to, and never changed.
COLUMNS: Mapping[Sheet, tuple[str, ...]] = {
    Sheet.STORIES: (
        "id",
        "told_at",
        "kind",
        "text",
        "teller",
        "credits_front",
        "credits_back",
        "mindset",
        "touchpoint",
        "customer",
        "took",
        "beyond_job",
        "taught",
        "thanked",
        "owner",
        "due_on",
        "done_at",
        "nominated_by",
        "cheers",
        "lines",
        "link",
        "edited_at",
        "came_of",
        "remedy",
        "dropped_at",
    ),
    Sheet.POLLS: (
        "id",
        "opened_at",
        "closes_at",
        "closed",
        "channel",
        "maker",
        "framework",
        "question",
        "link",
        "anonymous",
        "options",
        "votes",
        "results",
        "kind",
        "touchpoint",
        "several",
        "closed_at",
    ),
    Sheet.RITUALS: (
        "id",
        "made_at",
        "channel",
        "kind",
        "framework",
        "weekdays",
        "rhythm",
        "at",
        "zone",
        "starts_on",
        "ends_on",
        "holidays",
        "grace_minutes",
        "game_plan_after",
        "owner",
        "paused",
        "paused_until",
        "held",
        "next_at",
        "changed_by",
        "changed_at",
        "together",
    ),
    Sheet.ANSWERS: (
        "id",
        "given_at",
        "channel",
        "kind",
        "framework",
        "experiment",
        "person",
        "text",
        "cheers",
        "edited_at",
    ),
    Sheet.LESSONS: (
        "story",
        "told_at",
        "teller",
        "customer",
        "touchpoint",
        "taught",
        "state",
        "owner",
        "done_at",
        "came_of",
        "thanked",
    ),
    Sheet.PHRASES: ("id", "retired_at", "phrase", "instead", "by", "retire", "keep"),
}


def plain(value: Any) -> Any:
    """A value as JSON knows it: moments in UTC and dates as ISO 8601, lists and numbers as they are."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def cell(value: Any) -> str:
    """A value as a cell of a spreadsheet: lists as `one; two`, pairs as `human: 3; in_role: 1`."""
    return guarded(_flat(plain(value)))


def guarded(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet could take for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def bare(cell: str) -> str:
    """The text that was guarded. An apostrophe that guards nothing stays: somebody wrote it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell


def joined(items: Iterable[str]) -> str:
    """Several texts in one cell; a semicolon within one is written as `\\;`."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def parted(cell: str) -> list[str]:
    """The texts that were joined, without the white space around them; empty ones are left out."""
    pieces = re.findall(r"(?:\\[\\;]|[^;])+", cell)
    items = (re.sub(r"\\([\\;])", r"\1", piece.strip()) for piece in pieces)
    return [item for item in items if item]


def _flat(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Mapping():
            return joined(f"{name}: {count}" for name, count in value.items())
        case list():
            return joined(": ".join(item.values()) if isinstance(item, Mapping) else item for item in value)
    return str(value)
