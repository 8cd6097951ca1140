"""When a plan fires: by examples worth knowing, and against the oracle for every zone there is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rituals.schedules import Plan, latest_occurrence, next_occurrence
from rituals.schedules.rules.occurring import moment_on
from tests.rituals.oracle import FROM, UNTIL, changes, fires, unlike_zones, zones

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
NINE = time(9)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 1, 30)] + [time(23, 59)]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- examples ---


def test_nine_stays_nine_when_the_clocks_change() -> None:
    plan = Plan(EVERY_DAY, NINE, ZoneInfo("Europe/Lisbon"))
    saturday = next_occurrence(plan, utc("2026-03-27 12:00"))
    sunday = next_occurrence(plan, saturday.moment)
    assert (saturday.on, saturday.moment) == (date(2026, 3, 28), utc("2026-03-28 09:00"))
    assert (sunday.on, sunday.moment) == (date(2026, 3, 29), utc("2026-03-29 08:00"))


def test_a_time_that_does_not_exist_fires_at_the_first_moment_after_the_gap() -> None:
    plan = Plan(EVERY_DAY, time(2, 30), ZoneInfo("Europe/Berlin"))
    assert moment_on(plan, date(2026, 3, 29)) == utc("2026-03-29 01:00")


def test_a_time_that_comes_twice_fires_once_at_its_first_coming() -> None:
    plan = Plan(EVERY_DAY, time(2, 30), ZoneInfo("Europe/Berlin"))
    first = next_occurrence(plan, utc("2026-10-24 12:00"))
    assert first.moment == utc("2026-10-25 00:30")
    assert next_occurrence(plan, first.moment).on == date(2026, 10, 26)


def test_midnight_is_not_lost_where_the_clocks_change_at_midnight() -> None:
    plan = Plan(EVERY_DAY, time(0), ZoneInfo("Africa/Cairo"))
    assert moment_on(plan, date(2026, 4, 24)) == utc("2026-04-23 22:00")


def test_a_gap_at_the_very_end_of_a_day_does_not_take_the_day_s_post_with_it() -> None:
    # In Nuuk, Saturday ends at 23:00: then it is Sunday, and half past eleven never comes.
    plan = Plan(EVERY_DAY, time(23, 30), ZoneInfo("America/Nuuk"))
    occurrence = next_occurrence(plan, utc("2026-03-28 12:00"))
    assert (occurrence.on, occurrence.moment) == (date(2026, 3, 28), utc("2026-03-29 01:00"))


def test_a_day_that_a_zone_leaves_out_has_no_post() -> None:
    # Samoa went to bed on 29 December 2011 and woke up on the 31st.
    plan = Plan(EVERY_DAY, NINE, ZoneInfo("Pacific/Apia"))
    thursday = next_occurrence(plan, utc("2011-12-29 12:00"))
    assert thursday.on == date(2011, 12, 29)
    assert next_occurrence(plan, thursday.moment).on == date(2011, 12, 31)


def test_a_friday_only_plan_waits_two_weeks_where_the_friday_is_left_out() -> None:
    plan = Plan(frozenset({4}), NINE, ZoneInfo("Pacific/Apia"))
    assert next_occurrence(plan, utc("2011-12-24 00:00")).on == date(2012, 1, 6)


def test_only_the_chosen_days_have_an_occurrence() -> None:
    plan = Plan(WORKDAYS, NINE, ZoneInfo("Europe/Lisbon"))
    friday = utc("2026-03-06 09:00")
    assert next_occurrence(plan, friday).on == date(2026, 3, 9)
    assert moment_on(plan, date(2026, 3, 7)) is None


def test_next_is_later_and_latest_may_be_now() -> None:
    plan = Plan(EVERY_DAY, NINE, ZoneInfo("Europe/Lisbon"))
    nine = utc("2026-03-02 09:00")
    assert next_occurrence(plan, nine).on == date(2026, 3, 3)
    assert latest_occurrence(plan, nine).moment == nine
    assert latest_occurrence(plan, nine - timedelta(seconds=1)).on == date(2026, 3, 1)


# --- every zone ---


@pytest.mark.parametrize("years", [1, pytest.param(20, marks=pytest.mark.long)])
def test_every_zone_keeps_its_wall_clock_through_every_change_of_its_last_years(years: int) -> None:
    since = UNTIL - years * timedelta(days=366)
    for zone in unlike_zones():
        for change in (change for change, _ in changes(zone) if change >= since):
            # The change may be at midnight: then it belongs to two days.
            for day in {(change + n * timedelta(minutes=1)).astimezone(zone).date() for n in (-1, 0, 1)}:
                for at in QUARTERS:
                    assert moment_on(Plan(EVERY_DAY, at, zone), day) == fires(zone, day, at), (zone, day, at)


@st.composite
def moments(draw: st.DrawFn, zone: ZoneInfo) -> datetime:
    """A moment, more often than not within three days of a change of the zone's clocks."""
    near = [change for change, _ in changes(zone) if FROM + timedelta(weeks=5) < change]
    if near and draw(st.integers(0, 3)):
        return draw(st.sampled_from(near)) + timedelta(minutes=draw(st.integers(-3 * 1440, 3 * 1440)))
    return FROM + timedelta(
        weeks=5, minutes=draw(st.integers(0, (UNTIL - FROM) // timedelta(minutes=1) - 99999))
    )


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """A plan in any zone, and a moment that is interesting there."""
    zone = draw(st.sampled_from(zones()))
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    at = draw(st.builds(time, st.integers(0, 23), st.integers(0, 59)))
    return Plan(weekdays, at, zone), draw(moments(zone))


def expected(plan: Plan, around: datetime, days: int) -> list[tuple[date, datetime]]:
    """By the oracle: every wanted local date near that moment, with the moment when it fires."""
    middle = around.astimezone(plan.zone).date()
    dates = [middle + timedelta(days=n) for n in range(-days, days + 1)]
    found = [(day, fires(plan.zone, day, plan.at)) for day in dates if day.weekday() in plan.weekdays]
    return [(day, moment) for day, moment in found if moment is not None]


@given(plans())
@example((Plan(frozenset({5}), time(23, 30), ZoneInfo("America/Nuuk")), utc("2026-03-29 00:30")))
def test_next_and_latest_are_what_a_person_watching_the_clock_would_see(case: tuple[Plan, datetime]) -> None:
    plan, moment = case
    known = expected(plan, moment, days=9)
    later = [(day, when) for day, when in known if when > moment]
    sooner = [(day, when) for day, when in known if when <= moment]
    if later:
        coming = next_occurrence(plan, moment)
        assert (coming.on, coming.moment) == later[0]
    if sooner:
        last = latest_occurrence(plan, moment)
        assert (last.on, last.moment) == sooner[-1]


@given(plans())
def test_walking_from_one_to_the_next_meets_every_wanted_date_exactly_once(
    case: tuple[Plan, datetime],
) -> None:
    plan, moment = case
    known = expected(plan, moment, days=8)
    # A day before the first of them, so that the walk begins outside of what is known.
    walked: list[tuple[date, datetime]] = []
    now = min(when for _, when in known) - timedelta(seconds=1)
    while len(walked) < len(known):
        occurrence = next_occurrence(plan, now)
        walked.append((occurrence.on, occurrence.moment))
        now = occurrence.moment
    assert walked == known


@pytest.mark.parametrize("seconds", [0, 1, 59])
def test_a_plan_fires_neither_early_nor_late_by_a_second(seconds: int) -> None:
    plan = Plan(EVERY_DAY, NINE, ZoneInfo("Asia/Kolkata"))
    before = utc("2026-03-02 03:29") + timedelta(seconds=seconds)
    assert next_occurrence(plan, before).moment == utc("2026-03-02 03:30")
