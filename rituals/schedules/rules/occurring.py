"""When a schedule fires. Pure: the zone rules, the days off and the moment come in."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from zoneinfo import ZoneInfo

# A plan that doesn't fire within a year, and a little more for leap days, has ended.
HORIZON = 400
GRACE = timedelta(hours=2)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_DAY = timedelta(days=1)
# Long enough for a fortnight and a first Monday to meet.
AHEAD = timedelta(weeks=10)


class Rhythm(StrEnum):
    """How often the plan's weekdays count."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"  # only the first of them in a month that isn't off


@dataclass(frozen=True, slots=True)
class Plan:
    """Which days, at what time, on whose clock. Weekdays count from Monday = 0.

    `starts_on` and `ends_on` are the first and last local dates that may fire; fortnights are counted from
    the week of `starts_on`.
    """

    weekdays: frozenset[int]
    at: time
    zone: ZoneInfo
    rhythm: Rhythm = Rhythm.WEEKLY
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due moment: known by its local date, which stays what it is when the clocks change."""

    on: date
    moment: datetime


def next_occurrence(plan: Plan, after: datetime, off: Container[date] = ()) -> Occurrence | None:
    """The first occurrence later than `after`; `moment` is in UTC. None if there is none within a year."""
    return next(occurrences(plan, after, off), None)


def occurrences(plan: Plan, after: datetime, off: Container[date] = ()) -> Iterator[Occurrence]:
    """The occurrences later than `after`, in their order, for a year ahead."""
    first = max(after.astimezone(plan.zone).date() - A_DAY, plan.starts_on or date.min)
    for day in (first + n * A_DAY for n in range(HORIZON)):
        moment = moment_on(plan, day, off)
        if moment is not None and moment > after:
            yield Occurrence(day, moment)


def latest_occurrence(plan: Plan, until: datetime, off: Container[date] = ()) -> Occurrence | None:
    """The last occurrence not later than `until`; None if there was none within a year."""
    last = min(until.astimezone(plan.zone).date() + A_DAY, plan.ends_on or date.max)
    for day in (last - n * A_DAY for n in range(HORIZON)):
        moment = moment_on(plan, day, off)
        if moment is not None and moment <= until:
            return Occurrence(day, moment)
    return None


def coincide(
    one: Plan, other: Plan, after: datetime, off: Container[date] = (), others_off: Container[date] = ()
) -> bool:
    """Whether both fire at one and the same minute within the next ten weeks."""
    minutes = _minutes(one, after, off)
    return not minutes.isdisjoint(_minutes(other, after, others_off))


def _minutes(plan: Plan, after: datetime, off: Container[date]) -> set[datetime]:
    coming = takewhile(lambda each: each.moment < after + AHEAD, occurrences(plan, after, off))
    return {each.moment.replace(second=0, microsecond=0) for each in coming}


def moment_on(plan: Plan, day: date, off: Container[date] = ()) -> datetime | None:
    """When the plan fires on the local date `day`, in UTC; None if that isn't one of its days.

    Nine stays nine when the clocks change. A time that comes twice fires at its first coming; one that does
    not exist fires at the first moment after the gap, be it midnight. A date that doesn't exist has none.
    """
    return moment_at(plan, day) if is_day(plan, day, off) else None


def is_day(plan: Plan, day: date, off: Container[date] = ()) -> bool:
    """Whether `day` is one of the plan's, and not off."""
    if not _may(plan, day, off):
        return False
    if (plan.starts_on and day < plan.starts_on) or (plan.ends_on and day > plan.ends_on):
        return False
    match plan.rhythm:
        case Rhythm.WEEKLY:
            return True
        case Rhythm.FORTNIGHTLY:
            return (_monday(day) - _monday(plan.starts_on or date.min)).days % 14 == 0
        case Rhythm.MONTHLY:
            return not any(_may(plan, day.replace(day=earlier), off) for earlier in range(1, day.day))


def _may(plan: Plan, day: date, off: Container[date]) -> bool:
    return day.weekday() in plan.weekdays and day not in off


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def moment_at(plan: Plan, day: date) -> datetime | None:
    """The plan's time on a local date, even if that is none of its days; None if there is no such date."""
    moment = datetime.combine(day, plan.at, plan.zone).astimezone(UTC)
    if moment.astimezone(plan.zone).replace(tzinfo=None) == datetime.combine(day, plan.at):
        return moment
    moment = _end_of_gap(datetime.combine(day, plan.at, plan.zone))
    edges = (moment - timedelta(seconds=1), moment)
    return moment if any(edge.astimezone(plan.zone).date() == day for edge in edges) else None


def _end_of_gap(missing: datetime) -> datetime:
    # PEP 495: fold=0 reads a missing time with the offset before the gap, fold=1 with the one after it,
    # so the change of clocks lies between the two readings.
    before, after = missing.replace(fold=1).astimezone(UTC), missing.replace(fold=0).astimezone(UTC)
    old = before.astimezone(missing.tzinfo).utcoffset()
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, missing.tzinfo).utcoffset() == old:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
