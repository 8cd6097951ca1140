"""Reads a plan that somebody typed: `daily 09:00`, `head check fridays 9am`, `mon/thu 16:30`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from rituals.ids import ChannelId
from rituals.schedules.rules.occurring import WEEKDAYS, Rhythm
from rituals.schedules.rules.zones import SHORT, is_offset, zone_called
from rituals.words import MARKS, CannotRead, Unread, Word, nearest, phrases, unread, words
from rituals.workspaces.rules.settings import slug

# What the form proposes, for somebody who says how often but not when.
USUAL_TIME = time(9)
MOST_TIMES = 4
# In words: "on the first day of every month" has more than any one thing means.
LONGEST = 4
ALL, WORKING, FREE = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})
DAYS = {
    **dict.fromkeys(("daily", "day", "days", "everyday", "every day", "each day"), ALL),
    **dict.fromkeys(("weekdays", "weekday", "workdays", "workday", "working days", "working day"), WORKING),
    **dict.fromkeys(("work days", "work day", "business days", "business day"), WORKING),
    **dict.fromkeys(("weekends", "weekend"), FREE),
}
RHYTHMS = {
    **dict.fromkeys(("weekly", "week", "once a week", "every week"), Rhythm.WEEKLY),
    **dict.fromkeys(
        ("fortnightly", "fortnight", "every second", "every other", "every 2nd"), Rhythm.FORTNIGHTLY
    ),
    **dict.fromkeys(("each second", "every two weeks", "every 2 weeks"), Rhythm.FORTNIGHTLY),
    # Calendars mean this by it, and the answer shows the dates.
    **dict.fromkeys(("biweekly", "bi-weekly"), Rhythm.FORTNIGHTLY),
    **dict.fromkeys(("every second week", "every other week", "every 2nd week"), Rhythm.FORTNIGHTLY),
    **dict.fromkeys(("monthly", "first", "1st", "once a month", "every month", "each month"), Rhythm.MONTHLY),
}
FILLERS = (
    *("a", "an", "and", "at", "each", "every", "for", "in", "on", "ritual", "the", "to", "&", "-"),
    *("here", "this channel", "time", "timezone", "zone", "/", "|", "+"),
)
OF_THE_MONTH = ("of the month", "of each month", "of every month", "of a month", "in the month", "month")
TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_HALF = r"am|pm|a\.m\.?|p\.m\.?"
_TIME = re.compile(rf"^(\d{{1,2}})(?:[:.h](\d{{2}})|(h| ?o.?clock))?\s*({_HALF})?h?$")
_BARE_TIME = re.compile(r"^([01]?\d|2[0-3])([0-5]\d)?$")
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:to|through|thru|till|until)\s+")
_CHANNEL = re.compile(r"^<#([a-z0-9]+)(?:\|[^>]*)?>$")

# What a phrase means for the plan, by the name of the field; nothing for a word that only joins others.
Meaning = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """What was understood. What is None wasn't named; `also_at` are further times of the same days."""

    weekdays: frozenset[int]
    rhythm: Rhythm
    at: time
    zone: str | None
    also_at: tuple[time, ...] = ()
    kind: str | None = None
    framework: str | None = None
    channel: ChannelId | None = None


@dataclass
class _Plan:
    """What has been understood so far."""

    line: str
    days: frozenset[int] = frozenset()
    times: list[time] = field(default_factory=list)
    once: dict[str, Any] = field(default_factory=dict)
    of_the_month: Sequence[Word] = ()
    more_days: bool = False  # after a time

    def take(self, group: Sequence[Word], meaning: Meaning) -> None:
        for name, value in meaning.items():
            if name == "days":
                self.days |= value
                self.more_days = bool(self.times)
            elif name == "time":
                self._also_at(group, value)
            elif name == "of_the_month":
                self.of_the_month = group
            elif self.once.setdefault(name, value) != value:
                raise unread(self.line, group, Unread.TWICE)

    def _also_at(self, group: Sequence[Word], at: time) -> None:
        if at in self.times:
            return
        # "Monday 9:00 and Thursday 17:00" is two plans, and not two times on two days.
        if self.more_days or len(self.times) == MOST_TIMES:
            raise unread(self.line, group, Unread.TWICE)
        self.times.append(at)

    def whole(self) -> TypedPlan:
        rhythm = self.once.get("rhythm")
        if self.of_the_month and rhythm is not Rhythm.MONTHLY:
            # "The second Monday of the month" is none of the rhythms.
            raise unread(self.line, self.of_the_month)
        if not self.days:
            raise CannotRead("which days", why=Unread.MISSING)
        if not self.times and rhythm is None:
            raise CannotRead("what time", why=Unread.MISSING)
        at, *also_at = self.times or [USUAL_TIME]
        return TypedPlan(
            self.days,
            rhythm or Rhythm.WEEKLY,
            at,
            self.once.get("zone"),
            tuple(also_at),
            self.once.get("kind"),
            self.once.get("framework"),
            self.once.get("channel"),
        )


def parse_plan(line: str, named: Mapping[str, Meaning] | None = None) -> TypedPlan:
    """The plan that somebody typed, in any case and order; CannotRead, with the words in question.

    `named` are the meanings of further phrases by their slugs, such as `{"head-check": {"kind": …}}`.
    """
    plan, known = _Plan(line), named or {}
    for group, meaning in phrases(words(line), lambda phrase: _meaning(phrase, known), LONGEST):
        if meaning is None:
            raise _not_understood(line, group, known)
        plan.take(group, meaning)
    return plan.whole()


def _meaning(phrase: str, named: Mapping[str, Meaning]) -> Meaning | None:
    channel = _CHANNEL.match(phrase)
    if channel:
        return {"channel": ChannelId(channel[1].upper())}
    plain = phrase.rstrip(f".!?{MARKS}") or phrase
    for meaning in (_fixed(plain), _named(plain, named), _when(phrase) or _when(plain)):
        if meaning is not None:
            return meaning
    return None


def _fixed(phrase: str) -> Meaning | None:
    if phrase in FILLERS:
        return {}
    if phrase in OF_THE_MONTH:
        return {"of_the_month": True}
    if phrase in RHYTHMS:
        return {"rhythm": RHYTHMS[phrase]}
    return {"days": DAYS[phrase]} if phrase in DAYS else None


def _named(phrase: str, named: Mapping[str, Meaning]) -> Meaning | None:
    name = slug(phrase)
    return named.get(name) or named.get(name.removesuffix("s")) if name else None


def _when(phrase: str) -> Meaning | None:
    if days := _days(phrase):
        return {"days": days}
    if (clock := _time(phrase)) is not None:
        return {"time": clock}
    zone = zone_called(phrase)
    return {"zone": zone} if zone else None


def _not_understood(line: str, group: Sequence[Word], named: Mapping[str, Meaning]) -> CannotRead:
    plain = group[0].plain
    if plain in SHORT:
        return unread(line, group, Unread.SHORT_ZONE, SHORT[plain])
    if is_offset(plain):
        return unread(line, group, Unread.OFFSET)
    if "/" in plain:
        return unread(line, group, Unread.ZONE)
    if bare := _BARE_TIME.match(plain):
        return unread(line, group, meant=f"{bare[1]}:{bare[2] or '00'}")
    return unread(line, group, meant=nearest(plain, (*DAYS, *RHYTHMS, *map(str.lower, WEEKDAYS), *named)))


def _days(phrase: str) -> frozenset[int]:
    parts = [_span(part) for part in re.split(r"\s*[/+|&]\s*", phrase)]
    return frozenset().union(*parts) if all(parts) else frozenset()


def _span(phrase: str) -> frozenset[int]:
    ends = [_day(word) for word in _RANGE.split(phrase)]
    known = [day for day in ends if day is not None]
    if len(known) < len(ends):
        return frozenset()
    if len(known) > 2:
        # As in mon-wed-fri.
        return frozenset(known)
    start, end = known[0], known[-1]
    return frozenset((start + n) % 7 for n in range((end - start) % 7 + 1))


def _day(word: str) -> int | None:
    for stem in (word, word.removesuffix("s")):
        found = [number for number, name in enumerate(WEEKDAYS) if name.lower().startswith(stem)]
        if len(stem) > 1 and len(found) == 1:
            return found[0]
    return None


def _time(phrase: str) -> time | None:
    if phrase in TIMES:
        return TIMES[phrase]
    match = _TIME.match(phrase)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[4] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not (match[2] or match[3]):
        # A bare number could be anything; a time says so.
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
