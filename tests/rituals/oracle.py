"""When a plan fires, worked out the slow way: look at the wall clock in every minute of the day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MINUTE = timedelta(minutes=1)
FROM, UNTIL = datetime(2010, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
# No zone has changed its clocks twice within so few days since 2010.
STRIDE = timedelta(days=4)


def minutes_of(zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Each minute in which `day` may be the date in `zone`, in order: in UTC, and on the wall clock."""
    midnight = datetime.combine(day, time(), UTC)
    ahead = [_ahead(zone, midnight + timedelta(days=n)) for n in (-2, 2)]
    moment, end = midnight - max(ahead), midnight + timedelta(days=1) - min(ahead)
    while moment <= end:
        yield moment, moment.astimezone(zone).replace(tzinfo=None)
        moment += MINUTE


@cache
def wall_clock(zone: ZoneInfo, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """From the first minute that is on `day` to the first one for good after it; empty if no minute is."""
    minutes = list(minutes_of(zone, day))
    on_the_day = [n for n, (_, wall) in enumerate(minutes) if wall.date() == day]
    return tuple(minutes[on_the_day[0] : on_the_day[-1] + 2]) if on_the_day else ()


def fires(zone: ZoneInfo, day: date, at: time) -> datetime | None:
    """The first moment when the wall clock of that day shows `at` or, where it jumps over it, more."""
    wanted = datetime.combine(day, at)
    return next((moment for moment, wall in wall_clock(zone, day) if wall >= wanted), None)


@cache
def changes(zone: ZoneInfo) -> tuple[tuple[datetime, timedelta], ...]:
    """When the zone's clocks change, to the minute, and what they are ahead of UTC from then on."""
    found = []
    moment = FROM
    while moment < UNTIL:
        if _ahead(zone, moment) != _ahead(zone, moment + STRIDE):
            change = _narrowed(zone, moment, moment + STRIDE)
            found.append((change, _ahead(zone, change)))
        moment += STRIDE
    return tuple(found)


@cache
def zones() -> tuple[ZoneInfo, ...]:
    """Every zone there is."""
    return tuple(ZoneInfo(name) for name in sorted(available_timezones()))


@cache
def unlike_zones() -> tuple[ZoneInfo, ...]:
    """One zone of each kind: many names stand for clocks that go alike."""
    alike = {(_ahead(zone, FROM), changes(zone)): zone for zone in reversed(zones())}
    return tuple(alike.values())


def _narrowed(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if _ahead(zone, middle) == _ahead(zone, before):
            before = middle
        else:
            after = middle
    return after


def _ahead(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
