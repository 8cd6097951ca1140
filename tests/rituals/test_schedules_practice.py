"""Personal practice: the experiment by direct message, at nine wherever one is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rituals import agenda, schedules
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.schedules import Ritual
from tests.cast import ANA, BRUNO, NOW, scene
from tests.databases import Act

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def practise(act: Act, at: time = time(9), zone: str = "Europe/Lisbon", until: date | None = None) -> Ritual:
    return act(schedules.practise, scene(ANA), "be_human", at, zone, until)


def due(act: Act, now: datetime) -> list[date]:
    return [each.on for each in act(schedules.claim_due, now, 100)]


def test_a_practice_comes_on_working_days_to_the_person_alone(act: Act, catalog: Catalog) -> None:
    mine = practise(act)
    assert (mine.channel, mine.owner, mine.next_at) == (ChannelId(ANA), ANA, NINE)
    assert act(agenda.run_due, NINE, catalog, b"chance").empty == ()
    assert act(schedules.practice, scene(ANA, NINE)).next_on == TUESDAY
    assert act(schedules.practice, scene(BRUNO)) is None
    # It is nobody else's business.
    assert act(schedules.rituals, scene(BRUNO)) == []


def test_a_practice_that_is_set_again_is_still_one(act: Act) -> None:
    first = practise(act)
    later = practise(act, at=time(10))
    assert (later.id, later.next_at) == (first.id, NINE + HOUR)
    assert due(act, NINE) == []
    assert due(act, NINE + HOUR) == [MONDAY]


def test_a_practice_that_is_snoozed_comes_back_on_its_date(act: Act) -> None:
    practise(act)
    assert practise(act, until=FRIDAY).next_on == FRIDAY
    assert [due(act, NINE + n * DAY) for n in range(5)] == [[], [], [], [], [FRIDAY]]


def test_a_snooze_that_is_taken_back_brings_the_next_morning(act: Act) -> None:
    practise(act, until=FRIDAY)
    awake = practise(act)
    assert (awake.paused_until, awake.next_on) == (None, MONDAY)


def test_a_practice_that_is_stopped_comes_no_more_and_may_begin_anew(act: Act) -> None:
    practise(act)
    act(schedules.stop, scene(ANA))
    act(schedules.stop, scene(ANA))
    assert act(schedules.practice, scene(ANA)) is None
    assert due(act, NINE) == []
    assert practise(act).next_on == MONDAY


def test_nine_stays_nine_in_the_new_zone(act: Act) -> None:
    practise(act)
    assert due(act, NINE) == [MONDAY]
    act(schedules.travel, scene(ANA, NINE + HOUR), ZoneInfo("Asia/Tokyo"))
    there = act(schedules.practice, scene(ANA))
    assert there.next_at == datetime(2026, 3, 3, tzinfo=UTC)
    assert there.next_at.astimezone(ZoneInfo("Asia/Tokyo")).time() == time(9)


def test_who_flies_west_after_breakfast_has_no_second_monday(act: Act) -> None:
    practise(act)
    assert due(act, NINE) == [MONDAY]
    # It is four in the morning in New York: nine is still to come there, and Monday has been.
    act(schedules.travel, scene(ANA, NINE + HOUR), ZoneInfo("America/New_York"))
    assert act(schedules.practice, scene(ANA)).next_on == TUESDAY


def test_a_snooze_goes_along_on_the_journey(act: Act) -> None:
    practise(act, until=FRIDAY)
    act(schedules.travel, scene(ANA), ZoneInfo("Asia/Tokyo"))
    asleep = act(schedules.practice, scene(ANA))
    assert (asleep.paused_until, asleep.next_on) == (FRIDAY, FRIDAY)


def test_a_journey_of_somebody_without_a_practice_means_nothing(act: Act) -> None:
    practise(act)
    act(schedules.travel, scene(BRUNO, NOW), ZoneInfo("Asia/Tokyo"))
    assert act(schedules.practice, scene(ANA)).wishes.zone == "Europe/Lisbon"
