"""Plans that people type: what is read is what was meant, and what isn't understood is named."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals.agenda import read_plan
from rituals.catalog import Catalog
from rituals.errors import RitualError
from rituals.schedules import CannotRead, Rhythm, TypedPlan, parse_plan
from rituals.schedules.rules.occurring import WEEKDAYS
from rituals.words import Unread

DAILY, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})
WEEKLY = Rhythm.WEEKLY


@pytest.mark.parametrize(
    ("text", "days", "at", "zone"),
    [
        ("daily 09:00", DAILY, time(9), None),
        ("every day at 9:00", DAILY, time(9), None),
        ("weekdays 9am Europe/Lisbon", WORKDAYS, time(9), "Europe/Lisbon"),
        ("mon,thu 16:30", {0, 3}, time(16, 30), None),
        ("Monday and Thursday at 4.30 pm", {0, 3}, time(16, 30), None),
        ("mon-fri 9h30 utc", WORKDAYS, time(9, 30), "UTC"),
        ("sun–thu 08:15 Asia/Jerusalem", {6, 0, 1, 2, 3}, time(8, 15), "Asia/Jerusalem"),
        ("noon on tuesdays", {1}, time(12), None),
        ("weekends midnight", WEEKEND, time(0), None),
        ("12am wed", {2}, time(0), None),
        ("12 p.m., wed", {2}, time(12), None),
        (
            "  America/Argentina/Buenos_Aires   9AM   TUE; SAT ",
            {1, 5},
            time(9),
            "America/Argentina/Buenos_Aires",
        ),
    ],
)
def test_a_plan_is_read_as_it_was_meant(text: str, days: set[int], at: time, zone: str | None) -> None:
    assert parse_plan(text) == TypedPlan(frozenset(days), WEEKLY, at, zone)


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("every second monday 9am", Rhythm.FORTNIGHTLY),
        ("every other mon 09:00", Rhythm.FORTNIGHTLY),
        ("first monday of the month at 9:00", Rhythm.MONTHLY),
        ("mondays 9:00", Rhythm.WEEKLY),
    ],
)
def test_how_often_is_read_too(text: str, rhythm: Rhythm) -> None:
    assert parse_plan(text) == TypedPlan(frozenset({0}), rhythm, time(9), None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "which days"),
        ("09:00", "which days"),
        ("daily", "what time"),
        ("weekdays Europe/Lisbon", "what time"),
        ("daily 25:00", "25:00"),
        ("daily 09:60", "09:60"),
        ("daily 13pm", "13pm"),
        ("daily 0am", "0am"),
        ("daily 9", "9"),
        ("someday 09:00", "someday"),
        ("t 09:00", "t"),
        ("mon-xyz 09:00", "mon-xyz"),
        ("daily 09:00 please", "please"),
        ("каждый день 09:00", "каждый"),
    ],
)
def test_what_is_not_understood_is_named(text: str, word: str) -> None:
    with pytest.raises(CannotRead) as error:
        parse_plan(text)
    assert str(error.value) == word


@pytest.mark.parametrize(
    ("text", "days", "at", "zone"),
    [
        ("Daily 08:15,", DAILY, time(8, 15), None),
        ("*daily* `08:15`.", DAILY, time(8, 15), None),
        ("daily\u00a008：15\teurope/lisbon", DAILY, time(8, 15), "Europe/Lisbon"),
        ("tue/thu/sat 08:15", {1, 3, 5}, time(8, 15), None),
        ("tue&amp;thu 08:15", {1, 3}, time(8, 15), None),
        ("tue / thu / sat 08:15", {1, 3, 5}, time(8, 15), None),
        ("tue + thu 08:15", {1, 3}, time(8, 15), None),
        ("tue-thu-sat 08:15", {1, 3, 5}, time(8, 15), None),
        ("tuesday to thursday 8 o'clock", {1, 2, 3}, time(8), None),
        ("tue – thu 8 a.m. Ho Chi Minh", {1, 2, 3}, time(8), "Asia/Ho_Chi_Minh"),
        ("every working day at 16h, Porto Novo time", WORKDAYS, time(16), "Africa/Porto-Novo"),
        ("weds 08:15 AMERICA/NEW_YORK", {2}, time(8, 15), "America/New_York"),
        ("weds 08:15 est", {2}, time(8, 15), "EST"),
        ("weds 08:15 gmt", {2}, time(8, 15), "GMT"),
        ("weekly thursday", {3}, time(9), None),
    ],
)
def test_a_plan_is_read_however_it_is_spelled(text: str, days: set[int], at: time, zone: str | None) -> None:
    assert parse_plan(text) == TypedPlan(frozenset(days), WEEKLY, at, zone)


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("every other week on mon 9am", Rhythm.FORTNIGHTLY),
        ("mondays fortnightly 9am", Rhythm.FORTNIGHTLY),
        ("every 2 weeks mon 9am", Rhythm.FORTNIGHTLY),
        ("monthly monday", Rhythm.MONTHLY),
        ("1st mon of every month 9am", Rhythm.MONTHLY),
        ("once a week mon 9am", Rhythm.WEEKLY),
        ("biweekly mon 9am", Rhythm.FORTNIGHTLY),
    ],
)
def test_how_often_has_many_names(text: str, rhythm: Rhythm) -> None:
    assert parse_plan(text) == TypedPlan(frozenset({0}), rhythm, time(9), None)


def test_several_times_are_several_times() -> None:
    assert parse_plan("daily 8:15, 12:00 and 4pm") == TypedPlan(
        DAILY, WEEKLY, time(8, 15), None, also_at=(time(12), time(16))
    )


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("daily 9:00 Europe/Lisbon and Asia/Tokyo", "Asia/Tokyo", Unread.TWICE),
        ("mon 9:00 and thu 17:00", "17:00", Unread.TWICE),
        ("weekly first monday 9:00", "first", Unread.TWICE),
        ("daily 9:00 <#C0TEA> <#C0COFFEE>", "<#C0COFFEE>", Unread.TWICE),
        ("every second monday of the month 9:00", "of the month", Unread.WORD),
        ("third monday 9:00", "third", Unread.WORD),
        ("daily except friday 9:00", "except", Unread.WORD),
        ("daily 9:00 pst", "pst", Unread.SHORT_ZONE),
        ("daily 9:00 UTC+2", "UTC+2", Unread.OFFSET),
        ("daily 9:00 Middle/Earth", "Middle/Earth", Unread.ZONE),
    ],
)
def test_what_cannot_be_one_ritual_is_named(text: str, word: str, why: Unread) -> None:
    with pytest.raises(CannotRead) as refused:
        parse_plan(text)
    assert (str(refused.value), refused.value.why) == (word, why)
    assert text[refused.value.words[0].start : refused.value.words[-1].end] == word


@pytest.mark.parametrize(
    ("text", "kind", "framework"),
    [
        ("head check tuesdays 8:15", "head_check", None),
        ("Head-Checks tue 8:15", "head_check", None),
        ("tue 8:15 digest", "digest", None),
        ("look-ahead tuesday 8:15", "look_ahead", None),
        ("lookahead tuesday 8:15", "look_ahead", None),
        ("a case study on tuesdays at 8:15", "case_study", None),
        ("hero of the day tue 8:15", "hero", None),
        ("poll tue 8:15 by choice", "poll", "by_choice"),
        ("story call tue 8:15", "story_call", None),
        ("“thought experiment” tue 8:15 “Be human”", "thought_experiment", "be_human"),
        ("tue 8:15 in <#C0TEA|tea>", None, None),
    ],
)
def test_every_kind_of_ritual_can_be_typed(
    catalog: Catalog, text: str, kind: str | None, framework: str | None
) -> None:
    plan = read_plan(text, catalog)
    assert (plan.kind, plan.framework, plan.weekdays, plan.at) == (
        kind,
        framework,
        frozenset({1}),
        time(8, 15),
    )
    assert plan.channel == ("C0TEA" if "C0TEA" in text else None)


@pytest.mark.parametrize(
    ("typed", "meant"), [("9", "9:00"), ("0815", "08:15"), ("815", "8:15"), ("2500", "")]
)
def test_a_number_that_is_no_time_yet_comes_back_as_one(typed: str, meant: str) -> None:
    with pytest.raises(CannotRead) as refused:
        parse_plan(f"daily at {typed}")
    assert (str(refused.value), refused.value.meant) == (typed, meant)


def test_a_kind_with_a_slip_in_it_finds_what_was_meant(catalog: Catalog) -> None:
    with pytest.raises(CannotRead) as refused:
        read_plan("digset tue 8:15", catalog)
    assert refused.value.meant == "digest"


SPELLINGS = st.sampled_from([str.lower, str.upper, str.title])


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, TypedPlan]:
    """A plan in one of the many ways of typing it."""
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    at = draw(st.builds(time, st.integers(0, 23), st.integers(0, 59)))
    zone = draw(st.sampled_from([None, "Europe/Lisbon", "America/Port-au-Prince", "Etc/GMT+5", "UTC"]))
    rhythm = draw(st.sampled_from(Rhythm))
    often = {Rhythm.WEEKLY: "", Rhythm.FORTNIGHTLY: "every other", Rhythm.MONTHLY: "first"}[rhythm]
    names = [draw(SPELLINGS)(WEEKDAYS[day][: draw(st.sampled_from([2, 3, 9]))]) for day in sorted(days)]
    twelve = f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"
    parts = [often, draw(st.sampled_from([",", ", ", " and "])).join(names)]
    parts += [draw(st.sampled_from([f"{at:%H:%M}", twelve])), zone or ""]
    parts = draw(st.permutations(parts))
    return " ".join(part for part in parts if part), TypedPlan(days, rhythm, at, zone)


@given(typed())
def test_in_whatever_order_and_spelling_what_is_read_is_what_was_typed(case: tuple[str, TypedPlan]) -> None:
    text, meant = case
    assert parse_plan(text) == meant


@given(st.text(max_size=60))
def test_garbage_is_refused_by_a_word_of_its_own_and_never_by_a_crash(text: str) -> None:
    try:
        found = parse_plan(text)
    except RitualError as error:
        word = str(error)
        assert word in ("which days", "what time") or word in text
    else:
        assert found.weekdays
