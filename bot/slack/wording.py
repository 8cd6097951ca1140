"""Numbers, lists and dates in words: the one place that knows how many *votes* one vote is.

A sentence stands whole where it's said, with named places; what's filled in comes from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def several(number: int, one: str, many: str = "") -> str:
    """So many of something: "1 vote", "3 votes", "1,200 votes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spelled(number: int, one: str, many: str = "") -> str:
    """The same with small numbers in words: "no saves", "one save", "11 saves"."""
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """A number up to ten as a word, and a greater one in digits."""
    return IN_WORDS[number] if number < len(IN_WORDS) else f"{number:,}"


def listed(things: Sequence[str], last: str = "and") -> str:
    """Things in a row: "A", "A and B", "A, B and C"; empty where there are none."""
    *others, end = things or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def turnout(voters: int) -> str:
    """How many people have voted: "No votes yet", "1 person has voted"."""
    return several(voters, "person has voted", "people have voted") if voters else "No votes yet"


def begun(text: str) -> str:
    """A text as a sentence begins. Python's own way makes small letters of all the others."""
    return text[:1].upper() + text[1:]


def moment(at: datetime, shape: str = "{date_short_pretty} at {time}") -> str:
    """A moment that each reader sees on their own clock; UTC where a client can't."""
    return f"<!date^{int(at.timestamp())}^{shape}|{day(at.date())}, {at:%H:%M} UTC>"


def coming(at: datetime) -> str:
    """The same for a moment ahead, with its weekday: by that people plan."""
    return moment(at, "{date_long_pretty} at {time}")


def day(on: date) -> str:
    """A date, such as "Mon 2 Mar"."""
    return f"{on:%a} {short_day(on)}"


def day_of_year(on: date) -> str:
    """A date that may be far away, such as "Mon 2 Mar 2026"."""
    return f"{day(on)} {on.year}"


def short_day(on: date) -> str:
    """A date where there's little room, such as "2 Mar"."""
    return f"{on.day} {on:%b}"
