"""When a schedule fires. Pure: the zone rules and the moment come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A week has every weekday; twice that, since a zone may skip a whole day (Apia, 30 December 2011), and a
# day on either side, since the search starts next to the day of the moment.
HORIZON = 16
GRACE = timedelta(hours=2)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which days, at what time, on whose clock. Weekdays count from Monday = 0."""

    weekdays: frozenset[int]
    at: time
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due moment: known by its local date, which stays what it is when the clocks change."""

    on: date
    moment: datetime


def next_occurrence(plan: Plan, after: datetime) -> Occurrence:
    """The first occurrence later than `after`; `moment` is in UTC. A plan has at least one weekday."""
    first = after.astimezone(plan.zone).date() - timedelta(days=1)
    for day in (first + timedelta(days=n) for n in range(HORIZON)):
        moment = moment_on(plan, day)
        if moment is not None and moment > after:
            return Occurrence(day, moment)
    raise AssertionError("A plan without weekdays never fires.")


def latest_occurrence(plan: Plan, until: datetime) -> Occurrence:
    """The last occurrence not later than `until`."""
    last = until.astimezone(plan.zone).date() + timedelta(days=1)
    for day in (last - timedelta(days=n) for n in range(HORIZON)):
        moment = moment_on(plan, day)
        if moment is not None and moment <= until:
            return Occurrence(day, moment)
    raise AssertionError("A plan without weekdays never fires.")


def moment_on(plan: Plan, day: date) -> datetime | None:
    """When the plan fires on the local date `day`, in UTC; None if that is not one of its days.

    Nine stays nine when the clocks change. A time that comes twice fires at its first coming; one that does
    not exist fires at the first moment after the gap, be it midnight. A date that does not exist has none.
    """
    if day.weekday() not in plan.weekdays:
        return None
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
