"""Rituals that recur: set up, held, skipped, claimed when due, also when time misbehaves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest

from rituals import schedules
from rituals.errors import Gone, NoDays, UnknownZone
from rituals.ids import ScheduleId
from rituals.schedules import Due, Ritual
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes

# NOW is a quarter to nine in Lisbon on a Monday.
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def set_up(act: Act, request: str = "form-1", at: time = time(9), zone: str = "Europe/Lisbon") -> Ritual:
    return act(schedules.set_up, scene(ANA), wishes(at=at, zone=zone), request)


def due(act: Act, now: datetime, limit: int = 100) -> list[Due]:
    """What is to be posted now."""
    return [each for each in act(schedules.claim_due, now, limit) if not each.missed]


def dates(found: list[Due]) -> list[date]:
    return [each.on for each in found]


# --- setting up and holding ---


def test_a_new_ritual_says_when_it_comes_first(act: Act) -> None:
    ritual = set_up(act)
    assert (ritual.channel, ritual.framework, ritual.owner) == (SUPPORT, "be_human", ANA)
    assert (ritual.next_on, ritual.next_at, ritual.paused) == (MONDAY, NINE, False)
    assert act(schedules.rituals, scene(BRUNO)) == [ritual]


def test_a_form_sent_twice_makes_one_ritual(act: Act) -> None:
    assert set_up(act) == set_up(act)
    set_up(act, request="form-2")
    assert len(act(schedules.rituals, scene())) == 2


@pytest.mark.parametrize(
    "zone", ["Atlantis/Capital", "", "Europe", "../../etc/passwd", "/etc/localtime", "Europe/Lis\0bon", "é"]
)
def test_a_zone_that_does_not_exist_is_refused_by_name(act: Act, zone: str) -> None:
    with pytest.raises(UnknownZone):
        set_up(act, zone=zone)


def test_a_ritual_without_days_is_refused(act: Act) -> None:
    with pytest.raises(NoDays):
        act(schedules.set_up, scene(ANA), wishes(weekdays=frozenset()), "form-1")
    assert act(schedules.rituals, scene()) == []


def test_a_paused_ritual_posts_nothing_until_it_is_resumed(act: Act) -> None:
    ritual = set_up(act)
    assert act(schedules.pause, scene(BRUNO), ritual.id).next_at is None
    assert due(act, NINE) == []
    resumed = act(schedules.resume, scene(BRUNO, NINE + timedelta(hours=1)), ritual.id)
    assert (resumed.paused, resumed.next_on) == (False, TUESDAY)
    assert due(act, NINE + timedelta(hours=1)) == []
    assert dates(due(act, NINE + DAY)) == [TUESDAY]


def test_resuming_what_is_not_paused_changes_nothing(act: Act) -> None:
    ritual = set_up(act)
    resumed = act(schedules.resume, scene(ANA, NINE + timedelta(minutes=1)), ritual.id)
    assert (resumed.wishes, resumed.coming) == (ritual.wishes, ritual.coming)
    assert dates(due(act, NINE + timedelta(minutes=1))) == [MONDAY]


def test_the_occurrence_that_is_skipped_stays_out_and_the_next_one_comes(act: Act) -> None:
    ritual = set_up(act)
    assert act(schedules.skip_next, scene(ANA), ritual.id).next_on == TUESDAY
    assert due(act, NINE) == []
    assert dates(due(act, NINE + DAY)) == [TUESDAY]


def test_skipping_twice_leaves_out_two(act: Act) -> None:
    ritual = set_up(act)
    act(schedules.skip_next, scene(ANA), ritual.id)
    act(schedules.skip_next, scene(ANA), ritual.id)
    assert due(act, NINE + DAY) == []
    assert dates(due(act, NINE + 2 * DAY)) == [TUESDAY + DAY]


def test_skipping_a_paused_ritual_leaves_it_paused(act: Act) -> None:
    ritual = set_up(act)
    act(schedules.pause, scene(ANA), ritual.id)
    assert act(schedules.skip_next, scene(ANA), ritual.id).paused


def test_a_removed_ritual_is_gone_for_everybody(act: Act) -> None:
    ritual = set_up(act)
    assert act(schedules.remove, scene(BRUNO), ritual.id) == ritual
    assert due(act, NINE) == []
    assert act(schedules.rituals, scene()) == []
    for press in (schedules.pause, schedules.resume, schedules.skip_next, schedules.remove, schedules.ritual):
        with pytest.raises(Gone):
            act(press, scene(BRUNO), ritual.id)


def test_a_channel_practises_the_framework_of_its_first_ritual(act: Act) -> None:
    set_up(act)
    assert act(schedules.framework_of, HARBOUR, SUPPORT) == "be_human"
    assert act(schedules.framework_of, HARBOUR, KUDOS) is None


def test_a_ritual_that_never_was_is_gone(act: Act) -> None:
    with pytest.raises(Gone):
        act(schedules.ritual, scene(ANA), ScheduleId(404))


# --- when it is due ---


def test_it_is_due_on_the_minute_once(act: Act) -> None:
    ritual = set_up(act)
    assert due(act, NINE - timedelta(seconds=1)) == []
    [occurrence] = due(act, NINE)
    assert (occurrence.schedule, occurrence.on, occurrence.planned) == (ritual.id, MONDAY, NINE)
    assert due(act, NINE) == []
    assert act(schedules.ritual, scene(), ritual.id).next_at == NINE + DAY


def test_a_little_late_is_better_than_not_at_all(act: Act) -> None:
    set_up(act)
    [occurrence] = due(act, NINE + timedelta(hours=2))
    assert occurrence.planned == NINE


def test_too_late_is_worse_than_not_at_all(act: Act) -> None:
    ritual = set_up(act)
    assert due(act, NINE + timedelta(hours=2) + timedelta(seconds=1)) == []
    assert act(schedules.ritual, scene(), ritual.id).next_on == TUESDAY


def test_three_days_down_give_one_post_if_the_last_is_recent(act: Act) -> None:
    set_up(act)
    assert dates(due(act, NINE + 3 * DAY + timedelta(minutes=5))) == [date(2026, 3, 5)]


def test_three_days_down_give_no_post_if_none_is_recent(act: Act) -> None:
    set_up(act)
    assert due(act, NINE + 3 * DAY + timedelta(hours=5)) == []
    assert dates(due(act, NINE + 4 * DAY)) == [date(2026, 3, 6)]


def test_a_friday_missed_is_not_made_up_for_at_the_weekend(act: Act) -> None:
    set_up(act)
    assert due(act, NINE + 5 * DAY) == []


def test_a_skipped_occurrence_is_not_made_up_for_within_the_grace(act: Act) -> None:
    ritual = set_up(act)
    act(schedules.skip_next, scene(ANA), ritual.id)
    assert due(act, NINE + timedelta(minutes=1)) == []


def test_a_late_skip_means_the_occurrence_that_is_due_now(act: Act) -> None:
    ritual = set_up(act)
    act(schedules.skip_next, scene(ANA, NINE + timedelta(minutes=1)), ritual.id)
    assert due(act, NINE + timedelta(minutes=2)) == []
    assert dates(due(act, NINE + DAY)) == [TUESDAY]


def test_a_clock_set_back_an_hour_posts_nothing_twice(act: Act) -> None:
    set_up(act)
    assert dates(due(act, NINE)) == [MONDAY]
    back = NINE - timedelta(hours=1)
    assert [due(act, back + n * timedelta(minutes=30)) for n in range(6)] == [[]] * 6


def test_a_clock_that_leaps_a_day_ahead_and_back_does_not_flood(act: Act) -> None:
    set_up(act)
    assert dates(due(act, NINE)) == [MONDAY]
    assert dates(due(act, NINE + DAY)) == [TUESDAY]
    assert due(act, NINE) == due(act, NINE + DAY) == []
    assert dates(due(act, NINE + 2 * DAY)) == [TUESDAY + DAY]


def test_the_most_overdue_come_first_in_batches(act: Act) -> None:
    for hour in (9, 8, 7):
        early = scene(ANA, NOW - timedelta(hours=2))
        act(schedules.set_up, early, wishes(at=time(hour)), f"form-{hour}")
    assert [each.planned.hour for each in due(act, NINE, limit=2)] == [7, 8]
    assert [each.planned.hour for each in due(act, NINE, limit=2)] == [9]


def test_processes_that_look_at_once_get_each_occurrence_once(act: Act) -> None:
    for number in range(40):
        set_up(act, request=f"form-{number}")

    def process(_: int) -> list[int]:
        mine: list[int] = []
        while batch := due(act, NINE, limit=7):
            mine += [each.schedule for each in batch]
        return mine

    with ThreadPoolExecutor(4) as pool:
        every = [schedule for share in pool.map(process, range(4)) for schedule in share]
    assert len(every) == len(set(every)) == 40
