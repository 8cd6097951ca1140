"""What one ritual should do, kept in the simplest way: a set of dates, and what people said about them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from rituals.schedules import Rhythm, Wishes
from tests.rituals.oracle import changes, fires

DAY = timedelta(days=1)
AHEAD = 800
Range = tuple[date, date]


@dataclass
class Diary:
    """One ritual's diary. `since` is when its plan began to count, `past` the last date that is over."""

    wishes: Wishes
    since: datetime
    off: list[Range]
    moved: dict[date, datetime] = field(default_factory=dict)
    past: date = date(2000, 1, 1)
    paused: bool = False
    rests_until: date = date.min

    def coming(self) -> tuple[date, datetime] | None:
        """The next date that isn't over, and its moment."""
        return next(self.dates(), None)

    def dates(self) -> Iterator[tuple[date, datetime]]:
        """Every date to come with its moment, in order."""
        if self.paused:
            return
        first = max(self.past + DAY, self.since.date() - DAY)
        for day in (first + n * DAY for n in range(AHEAD)):
            if day in self.moved:
                yield day, self.moved[day]
            elif self._stands(day):
                moment = quickly(ZoneInfo(self.wishes.zone), day, self.wishes)
                if moment is not None and moment > self.since:
                    yield day, moment

    def come(self, now: datetime) -> list[tuple[date, datetime]]:
        """The dates whose moments have come, which are over with this."""
        found = []
        for day, moment in self.dates():
            if moment > now:
                break
            found.append((day, moment))
        if found:
            self.over(found[-1][0])
        return found

    def over(self, day: date) -> None:
        self.past, self.rests_until = day, date.min
        self.moved.clear()

    def _stands(self, day: date) -> bool:
        plan = self.wishes
        assert plan.starts_on is not None
        if day < self.rests_until or day < plan.starts_on or (plan.ends_on and day > plan.ends_on):
            return False
        return self._is_day(day)

    def _is_day(self, day: date) -> bool:
        match self.wishes.rhythm:
            case Rhythm.FORTNIGHTLY:
                assert self.wishes.starts_on is not None
                weeks = (monday(day) - monday(self.wishes.starts_on)) // timedelta(weeks=1)
                return weeks % 2 == 0 and self._may(day)
            case Rhythm.MONTHLY:
                of_the_month = [day.replace(day=n) for n in range(1, day.day + 1)]
                return self._may(day) and [each for each in of_the_month if self._may(each)] == [day]
            case Rhythm.WEEKLY:
                return self._may(day)

    def _may(self, day: date) -> bool:
        if day.weekday() not in self.wishes.weekdays or any(first <= day <= last for first, last in self.off):
            return False
        return not any(day in public(place, day.year) for place in self.wishes.holidays)


def monday(day: date) -> date:
    return day - day.weekday() * DAY


@cache
def public(place: str, year: int) -> frozenset[date]:
    """The public holidays of a year."""
    country, _, region = place.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))


def quickly(zone: ZoneInfo, day: date, wishes: Wishes) -> datetime | None:
    """What the oracle would say; it is asked only near a change of clocks."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if any(abs(change - noon) < 3 * DAY for change, _ in changes(zone)):
        return fires(zone, day, wishes.at)
    ahead = noon.astimezone(zone).utcoffset() or timedelta()
    return datetime.combine(day, wishes.at, UTC) - ahead
