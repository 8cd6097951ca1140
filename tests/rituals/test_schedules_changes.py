"""What people change about a ritual: pauses, skips, moves, hands, and the days that a channel is off."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from rituals import schedules
from rituals.errors import AlreadyPast, NeverComes, Overtakes
from rituals.schedules import Due, Rhythm, Ritual, UnknownCountry
from tests.cast import ANA, BRUNO, CARLA, KUDOS, NOW, SUPPORT, scene
from tests.databases import Act
from tests.wishes import EVERY_DAY, wishes

# NOW is a quarter to nine in Lisbon on a Monday.
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ritual(act: Act) -> Ritual:
    """Every day at nine."""
    return act(schedules.set_up, scene(ANA), wishes(weekdays=EVERY_DAY), "form-1")


def again(act: Act, ritual: Ritual) -> Ritual:
    return act(schedules.ritual, scene(), ritual.id)


def due(act: Act, now: datetime) -> list[date]:
    return [each.on for each in claimed(act, now) if not each.missed]


def claimed(act: Act, now: datetime) -> list[Due]:
    return act(schedules.claim_due, now, 100)


# --- rest ---


def test_a_pause_until_a_date_ends_by_itself_on_that_date(act: Act, ritual: Ritual) -> None:
    paused = act(schedules.pause, scene(BRUNO), ritual.id, FRIDAY)
    assert (paused.paused, paused.paused_until, paused.next_on) == (False, FRIDAY, FRIDAY)
    assert [due(act, NINE + n * DAY) for n in range(4)] == [[]] * 4
    assert due(act, NINE + 4 * DAY) == [FRIDAY]
    assert again(act, ritual).paused_until is None


def test_a_pause_until_next_year_but_one_is_kept(act: Act, ritual: Ritual) -> None:
    assert act(schedules.pause, scene(), ritual.id, date(2028, 5, 1)).next_on == date(2028, 5, 1)


def test_who_resumes_before_the_date_has_it_again_from_now(act: Act, ritual: Ritual) -> None:
    act(schedules.pause, scene(BRUNO), ritual.id, FRIDAY)
    resumed = act(schedules.resume, scene(ANA), ritual.id)
    assert (resumed.paused_until, resumed.next_on) == (None, MONDAY)


@pytest.mark.parametrize("until", [MONDAY - DAY, MONDAY])
def test_a_pause_that_would_be_over_is_refused(act: Act, ritual: Ritual, until: date) -> None:
    with pytest.raises(AlreadyPast):
        act(schedules.pause, scene(), ritual.id, until)


# --- what is skipped stays out, whatever else changes ---


CHANGES = {
    "a day off is added": lambda act, id: act(schedules.take_off, scene(), SUPPORT, FRIDAY, FRIDAY),
    "the grace is changed": lambda act, id: act(
        schedules.change, scene(), id, wishes(weekdays=EVERY_DAY, grace=HOUR)
    ),
    "the time is changed": lambda act, id: act(
        schedules.change, scene(), id, wishes(weekdays=EVERY_DAY, at=time(10))
    ),
    "it is resumed": lambda act, id: act(schedules.resume, scene(), id),
    "it is paused and resumed": lambda act, id: (
        act(schedules.pause, scene(), id),
        act(schedules.resume, scene(), id),
    ),
    "it goes into other hands": lambda act, id: act(schedules.hand_over, scene(), id, BRUNO),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_skipped_does_not_come_back(act: Act, ritual: Ritual, change: str) -> None:
    act(schedules.skip_next, scene(), ritual.id)
    CHANGES[change](act, ritual.id)
    assert again(act, ritual).next_on == TUESDAY
    assert due(act, NINE + HOUR) == []


def test_what_is_due_this_very_second_is_not_lost_over_a_day_off(act: Act, ritual: Ritual) -> None:
    act(schedules.take_off, scene(now=NINE + MINUTE), SUPPORT, FRIDAY, FRIDAY)
    assert due(act, NINE + MINUTE) == [MONDAY]


# --- moving ---


@pytest.mark.parametrize("by", [timedelta(minutes=-10), 5 * HOUR, 23 * HOUR])
def test_a_moved_occurrence_comes_once_at_its_new_moment_and_the_others_stay(
    act: Act, ritual: Ritual, by: timedelta
) -> None:
    moved = act(schedules.move_next, scene(BRUNO), ritual.id, NINE + by)
    assert moved.coming == (NINE + by, NINE + DAY, NINE + 2 * DAY)
    assert due(act, NINE + by - MINUTE) == []
    [occurrence] = claimed(act, NINE + by)
    assert (occurrence.on, occurrence.planned, occurrence.missed) == (MONDAY, NINE + by, False)
    assert due(act, NINE + DAY) == [TUESDAY]


def test_an_occurrence_moved_to_days_before_is_not_posted_again_on_its_own_day(act: Act) -> None:
    fridays = act(schedules.set_up, scene(), wishes(weekdays=frozenset({4})), "form-1")
    act(schedules.move_next, scene(), fridays.id, NINE)
    assert due(act, NINE) == [FRIDAY]
    act(schedules.take_off, scene(now=NINE + HOUR), SUPPORT, TUESDAY, TUESDAY)
    assert again(act, fridays).next_on == FRIDAY + 7 * DAY
    assert due(act, NINE + 4 * DAY) == []


def test_a_move_into_the_past_or_beyond_the_following_one_is_refused(act: Act, ritual: Ritual) -> None:
    with pytest.raises(AlreadyPast):
        act(schedules.move_next, scene(), ritual.id, NOW)
    with pytest.raises(Overtakes):
        act(schedules.move_next, scene(), ritual.id, NINE + DAY)
    assert again(act, ritual) == ritual


def test_a_moved_one_that_an_outage_has_passed_does_not_hide_the_one_after_it(
    act: Act, ritual: Ritual
) -> None:
    act(schedules.move_next, scene(), ritual.id, NINE + 5 * HOUR)
    assert due(act, NINE + DAY + 5 * MINUTE) == [TUESDAY]


def test_a_moved_one_is_skipped_like_any_other(act: Act, ritual: Ritual) -> None:
    act(schedules.move_next, scene(), ritual.id, NINE + 5 * HOUR)
    skipped = act(schedules.skip_next, scene(), ritual.id)
    assert (skipped.next_on, skipped.moved) == (TUESDAY, False)


def test_a_moved_one_stays_where_it_was_put_when_something_else_changes(act: Act, ritual: Ritual) -> None:
    act(schedules.move_next, scene(), ritual.id, NINE + 5 * HOUR)
    act(schedules.change, scene(), ritual.id, wishes(weekdays=EVERY_DAY, grace=HOUR))
    act(schedules.take_off, scene(), SUPPORT, FRIDAY, FRIDAY)
    assert again(act, ritual).next_at == NINE + 5 * HOUR


# --- who did what ---


def test_every_change_keeps_who_made_it_and_when(act: Act, ritual: Ritual) -> None:
    deeds = {
        "paused": (schedules.pause,),
        "resumed": (schedules.resume,),
        "paused until a date": (schedules.pause, FRIDAY),
        "skipped one": (schedules.skip_next,),
        "moved one": (schedules.move_next, NINE + 4 * DAY + 6 * HOUR),
        "handed over": (schedules.hand_over, CARLA),
        "changed": (schedules.change, wishes(framework="head_first")),
    }
    assert (ritual.change, ritual.changed_by, ritual.changed_at) == ("set up", ANA, NOW)
    for minutes, (change, (deed, *args)) in enumerate(deeds.items(), 1):
        now = NOW + minutes * timedelta(seconds=1)
        act(deed, scene(BRUNO, now), ritual.id, *args)
        changed = again(act, ritual)
        assert (changed.change, changed.changed_by, changed.changed_at) == (change, BRUNO, now)
    assert (changed.owner, changed.framework) == (CARLA, "head_first")


# --- days off ---


def test_one_day_off_and_a_range_of_them_are_left_out_and_come_back(act: Act, ritual: Ritual) -> None:
    act(schedules.take_off, scene(), SUPPORT, MONDAY, MONDAY)
    ranges = act(schedules.take_off, scene(), SUPPORT, FRIDAY - DAY, TUESDAY + DAY)
    assert ranges == [(MONDAY, MONDAY), (TUESDAY + DAY, FRIDAY - DAY)]
    assert again(act, ritual).coming == (NINE + DAY, NINE + 4 * DAY, NINE + 5 * DAY)
    act(schedules.take_on, scene(), SUPPORT, TUESDAY + DAY, FRIDAY - DAY)
    assert act(schedules.take_on, scene(), SUPPORT, MONDAY, MONDAY) == []
    assert again(act, ritual).coming == ritual.coming


def test_the_same_days_taken_off_twice_are_off_once(act: Act, ritual: Ritual) -> None:
    for person in (ANA, BRUNO):
        assert act(schedules.take_off, scene(person), SUPPORT, MONDAY, TUESDAY) == [(MONDAY, TUESDAY)]


def test_days_off_are_the_channel_s_own(act: Act, ritual: Ritual) -> None:
    elsewhere = act(schedules.set_up, scene(), wishes(channel=KUDOS), "form-2")
    act(schedules.take_off, scene(), SUPPORT, MONDAY, TUESDAY)
    assert again(act, elsewhere).next_on == MONDAY
    assert [rest.channel for rest in act(schedules.rests, scene())] == [SUPPORT]


@pytest.mark.parametrize(
    ("places", "day", "off"),
    [
        (["PT"], date(2026, 4, 25), True),  # the day of freedom
        (["PT"], date(2026, 6, 10), True),
        (["PT"], date(2026, 7, 4), False),
        (["DE-BY"], date(2026, 1, 6), True),  # a holiday in Bavaria, and not in Berlin
        (["DE-BE"], date(2026, 1, 6), False),
        (["US"], date(2026, 11, 26), True),  # the fourth Thursday, whatever its date
        (["US"], date(2027, 11, 25), True),
        (["PT", "US", "JP", "DE-BY"], date(2026, 6, 10), True),
        (["PT", "US", "JP", "DE-BY"], date(2026, 7, 7), False),
        (["PT", "US", "JP", "DE-BY"], date(2026, 5, 5), True),
    ],
)
def test_a_ritual_rests_on_the_holidays_of_its_country(
    act: Act, places: list[str], day: date, off: bool
) -> None:
    before = datetime.combine(day, time(), UTC) - HOUR
    wished = wishes(weekdays=EVERY_DAY, zone="UTC", holidays=tuple(places))
    made = act(schedules.set_up, scene(now=before), wished, "form-1")
    assert (made.next_on != day) == off


@pytest.mark.parametrize("place", ["XX", "DE-ZZ", "Atlantis"])
def test_a_country_or_region_that_nobody_knows_is_refused(act: Act, place: str) -> None:
    with pytest.raises(UnknownCountry):
        act(schedules.set_up, scene(), wishes(holidays=("PT", place)), "form-1")
    with pytest.raises(UnknownCountry):
        schedules.place_named(place)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("PT", "PT"),
        ("Portugal", "PT"),
        (" south  korea", "KR"),
        ("PRT", "PT"),
        ("uk", "GB"),
        ("de_by", "DE-BY"),
        ("Germany-BY", "DE-BY"),
        ("Scotland", "GB-SCT"),
        ("saint kitts and nevis", "KN"),
    ],
)
def test_a_place_is_known_by_its_code_and_by_its_name(typed: str, place: str) -> None:
    assert schedules.place_named(typed) == place


@pytest.mark.parametrize("last", [TUESDAY - 7 * DAY, MONDAY - DAY, MONDAY])
def test_a_last_day_before_anything_would_come_is_refused(act: Act, last: date) -> None:
    # It is a Monday, and the ritual comes on Tuesdays.
    tuesdays = wishes(weekdays=frozenset({1}))
    with pytest.raises(NeverComes):
        act(schedules.set_up, scene(), replace(tuesdays, ends_on=last), "form-1")
    assert act(schedules.rituals, scene()) == []
    made = act(schedules.set_up, scene(), replace(tuesdays, ends_on=TUESDAY), "form-1")
    with pytest.raises(NeverComes):
        act(schedules.change, scene(), made.id, replace(tuesdays, ends_on=last))
    act(schedules.pause, scene(), made.id)
    with pytest.raises(NeverComes):
        act(schedules.change, scene(), made.id, replace(tuesdays, ends_on=last))


def test_the_first_working_day_of_a_month_waits_for_the_holiday_to_be_over(act: Act) -> None:
    wished = wishes(rhythm=Rhythm.MONTHLY, holidays=("PT",))
    made = act(schedules.set_up, scene(now=datetime(2026, 12, 20, tzinfo=UTC)), wished, "form-1")
    # New Year is a Friday.
    assert made.coming[0].date() == date(2027, 1, 4)


def test_a_ritual_is_over_when_its_last_day_is(act: Act) -> None:
    ritual = act(schedules.set_up, scene(), wishes(starts_on=TUESDAY, ends_on=TUESDAY + DAY), "form-1")
    assert ritual.coming == (NINE + DAY, NINE + 2 * DAY)
    assert [due(act, NINE + n * DAY) for n in range(4)] == [[], [TUESDAY], [TUESDAY + DAY], []]
    over = again(act, ritual)
    assert (over.next_on, over.coming, over.paused) == (None, (), False)


# --- late, and too late ---


@pytest.mark.parametrize("grace", [timedelta(), 30 * MINUTE, 12 * HOUR])
def test_each_ritual_has_a_grace_of_its_own(act: Act, grace: timedelta) -> None:
    act(schedules.set_up, scene(), wishes(grace=grace, at=time(9)), "form-1")
    act(schedules.set_up, scene(), wishes(grace=grace, at=time(9, 1)), "form-2")
    late = {each.planned: each.missed for each in claimed(act, NINE + MINUTE + grace)}
    assert late == {NINE: True, NINE + MINUTE: False}


def test_ten_missed_days_are_reported_as_one_and_never_posted(act: Act, ritual: Ritual) -> None:
    [last] = claimed(act, NINE + 9 * DAY + 5 * HOUR)
    assert (last.on, last.missed) == (MONDAY + 9 * DAY, True)
    assert claimed(act, NINE + 9 * DAY + 5 * HOUR) == []
    assert due(act, NINE + 10 * DAY) == [MONDAY + 10 * DAY]
