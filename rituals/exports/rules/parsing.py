"""Reading what somebody types to get a file. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rituals.exports.rules.sheets import Form, Sheet

SINCE = "since"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, and how; `since`, the beginning of a day in UTC, leaves out what is older."""

    sheet: Sheet = Sheet.STORIES
    form: Form = Form.CSV
    since: datetime | None = None


def read_wish(line: str) -> Wish | None:
    """What a line such as `polls json since 2026-01-31` asks for; None if it cannot be understood."""
    wish, words = Wish(), iter(line.lower().split())
    for word in words:
        if word in set(Sheet):
            wish = replace(wish, sheet=Sheet(word))
        elif word in set(Form):
            wish = replace(wish, form=Form(word))
        elif word == SINCE and (day := _day(next(words, ""))):
            wish = replace(wish, since=day)
        else:
            return None
    return wish


def _day(word: str) -> datetime | None:
    try:
        return datetime.strptime(word, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
