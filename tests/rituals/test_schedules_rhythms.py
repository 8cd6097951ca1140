"""Rhythms, first and last days, and days off: against a calendar that is crossed out day by day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rituals.schedules import Plan, Rhythm, latest_occurrence, next_occurrence
from rituals.schedules.rules.days_off import DaysOff
from rituals.schedules.rules.occurring import occurrences
from tests.rituals.oracle import FROM, UNTIL, changes, fires, zones

DAY = timedelta(days=1)
WEEKS = 10
LISBON = ZoneInfo("Europe/Lisbon")


def calendar(plan: Plan, off: DaysOff, first: date, last: date) -> list[date]:
    """The dates from first to last that are the plan's, by crossing out all the others."""
    dates = [first + n * DAY for n in range((last - first).days + 1)]
    dates = [day for day in dates if day.weekday() in plan.weekdays and day not in off]
    if plan.rhythm is Rhythm.MONTHLY:
        months = {(day.year, day.month): day for day in reversed(dates)}
        dates = sorted(months.values())
    if plan.rhythm is Rhythm.FORTNIGHTLY:
        assert plan.starts_on is not None
        dates = [day for day in dates if (week(day) - week(plan.starts_on)) % 2 == 0]
    begins, ends = plan.starts_on or date.min, plan.ends_on or date.max
    return [day for day in dates if begins <= day <= ends]


def week(day: date) -> int:
    """Weeks since some Monday long ago."""
    return (day - date(1900, 1, 1)).days // 7


@st.composite
def cases(draw: st.DrawFn) -> tuple[Plan, DaysOff, date]:
    """A plan in any zone with days off, and the first of a month near which much may happen."""
    zone = draw(st.sampled_from(zones()))
    near = [moment.date() for moment, _ in changes(zone) if FROM + 90 * DAY < moment < UNTIL - 180 * DAY]
    about = st.dates(date(2010, 6, 1), date(2029, 6, 1))
    middle = draw(st.sampled_from(near) if near and draw(st.booleans()) else about)
    first = (middle - 40 * DAY).replace(day=1)
    days = st.integers(0, WEEKS * 7)
    starts_on = first + draw(days) * DAY
    plan = Plan(
        draw(st.frozensets(st.integers(0, 6), min_size=1)),
        draw(st.builds(time, st.integers(0, 23), st.integers(0, 59))),
        zone,
        draw(st.sampled_from(Rhythm)),
        starts_on,
        draw(st.one_of(st.none(), days.map(lambda n: starts_on + n * DAY))),
    )
    ranges = draw(st.lists(st.tuples(days, st.integers(0, 20)), max_size=3))
    rests = [(first + begin * DAY, first + (begin + length) * DAY) for begin, length in ranges]
    places = draw(st.sampled_from([(), ("PT",), ("DE-BY",), ("US", "PT")]))
    return plan, DaysOff(places, rests), first


@given(cases(), st.integers(0, WEEKS * 7 * 1440))
def test_what_fires_is_what_is_left_of_a_crossed_out_calendar(
    case: tuple[Plan, DaysOff, date], minutes: int
) -> None:
    plan, off, first = case
    last = first + (WEEKS + 4) * 7 * DAY
    fired = [(day, fires(plan.zone, day, plan.at)) for day in calendar(plan, off, first, last)]
    known = [(day, moment) for day, moment in fired if moment is not None]
    now = datetime.combine(first, time(), UTC) + timedelta(minutes=minutes)
    later = [each for each in known if each[1] > now]
    sooner = [each for each in known if each[1] <= now]
    until = datetime.combine(last - DAY, time(), UTC)
    coming = [(each.on, each.moment) for each in occurrences(plan, now, off) if each.moment < until]
    assert coming == [each for each in later if each[1] < until]
    latest = latest_occurrence(plan, now, off)
    # What was before the first of the month is before the first day of the plan, too.
    assert (latest and (latest.on, latest.moment)) == (sooner[-1] if sooner else None)


def test_every_second_week_is_counted_from_the_week_in_which_it_began() -> None:
    plan = Plan(frozenset({0, 4}), time(9), LISBON, Rhythm.FORTNIGHTLY, date(2026, 3, 4))
    found = [each.on for each, _ in zip(occurrences(plan, utc(2026, 3, 1)), range(4), strict=False)]
    assert found == [date(2026, 3, 6), date(2026, 3, 16), date(2026, 3, 20), date(2026, 3, 30)]


def test_a_fortnight_stays_one_over_new_year_and_its_fifty_third_week() -> None:
    plan = Plan(frozenset({0}), time(9), LISBON, Rhythm.FORTNIGHTLY, date(2026, 12, 14))
    found = [each.on for each, _ in zip(occurrences(plan, utc(2026, 12, 1)), range(4), strict=False)]
    assert [after - before for before, after in pairwise(found)] == [14 * DAY] * 3


def test_a_plan_that_is_off_for_good_is_over() -> None:
    off = DaysOff((), [(date(2026, 1, 1), date(2040, 1, 1))])
    assert next_occurrence(Plan(frozenset(range(7)), time(9), LISBON), utc(2026, 3, 1), off) is None


def utc(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)
