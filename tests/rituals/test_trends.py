"""Trends: honest shares, gaps where nothing may be shown, and nothing to be worked out from two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import isclose, sqrt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals import polls, stories, trends, workspaces
from rituals.catalog import Catalog, UnknownFramework, load
from rituals.ids import ChannelId, PersonId, PollId
from rituals.polls import Result
from rituals.trends import MindsetLine, Subject, Trend, Wanted, read_wanted
from rituals.trends.rules.shares import begins, counts, drawn_up, week_of, weeks_of, wilson
from rituals.workspaces import Settings
from tests.cast import ANA, ESCALATIONS, GENERAL, LISBON, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act
from tests.rituals.telling import tell

CATALOG = load()
THIS_WEEK, LAST_WEEK = date(2026, 3, 2), date(2026, 2, 23)
A_WEEK = timedelta(weeks=1)
HUMAN, IN_ROLE = "human", "in_role"
REFUNDS = "Billing and refunds"
ANYTHING = Wanted()


def a_result(human: int = 3, in_role: int = 1, **more: object) -> Result:
    """A poll on *Be human* in #support that has just closed."""
    values: dict[str, Any] = {
        "closed_at": NOW,
        "kind": "poll",
        "framework": "be_human",
        "channel": SUPPORT,
        "touchpoint": None,
        "open": True,
        "voters": human + in_role,
        "votes": {HUMAN: human, IN_ROLE: in_role},
    }
    return Result(**(values | more))  # type: ignore[arg-type]


def a_head_check(all_in: int = 4, motions: int = 1) -> Result:
    votes = {"all_in": all_in, "getting_there": 0, "motions": motions}
    return a_result(kind="head_check", framework="head_first", votes=votes, voters=all_in + motions)


def seen(
    results: Iterable[Result], wanted: Wanted = ANYTHING, *, minimum: int = 3, inside: bool = False
) -> Trend:
    """The trend that somebody sees who asks for it now."""
    weeks = weeks_of(NOW, LISBON, wanted.weeks)
    counted = [each for each in results if counts(each, wanted, minimum, inside)]
    return drawn_up(counted, wanted, CATALOG, weeks, LISBON, minimum)


def numbers(trend: Trend, mindset: str = HUMAN) -> list[tuple[date, int, int]]:
    """Week, votes and voters of each point of a mindset."""
    [line] = [line for line in trend.lines if line.mindset == mindset]
    return [(point.week, point.votes, point.voters) for point in line.points]


# --- shares and their intervals ---


@pytest.mark.parametrize(
    ("votes", "voters", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (1, 3, 0.0615, 0.7923),
        (80, 263, 0.2517, 0.3623),
        # These are printed in Newcombe's comparison of methods (1998), as his third.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_an_interval_is_that_of_wilson_s_tables(votes: int, voters: int, low: float, high: float) -> None:
    assert wilson(votes, voters) == pytest.approx((low, high), abs=0.00005)


SHARES = st.integers(1, 5000).flatmap(lambda voters: st.tuples(st.integers(0, voters), st.just(voters)))


@given(SHARES)
def test_an_interval_ends_where_the_share_would_just_surprise(share: tuple[int, int]) -> None:
    votes, voters = share
    for end in wilson(votes, voters):
        # At the ends 0 and 1 nothing is left to be surprised about.
        distance, error = abs(votes / voters - end), sqrt(end * (1 - end) / voters)
        assert isclose(distance, 1.959964 * error, rel_tol=1e-4, abs_tol=1e-9)


@given(SHARES)
def test_a_share_lies_within_its_interval_and_all_within_none_and_everybody(share: tuple[int, int]) -> None:
    point = trends.point(THIS_WEEK, *share)
    assert 0 <= point.low <= point.share <= point.high <= 1


@given(SHARES)
def test_the_same_share_of_more_people_has_a_narrower_interval(share: tuple[int, int]) -> None:
    votes, voters = share
    few, many = wilson(votes, voters), wilson(4 * votes, 4 * voters)
    assert many[1] - many[0] < few[1] - few[0]


# --- weeks ---


def test_a_week_begins_on_monday_on_the_clock_of_whoever_asks() -> None:
    sunday_night = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert week_of(sunday_night, LISBON) == THIS_WEEK
    assert week_of(sunday_night, ZoneInfo("Europe/Berlin")) == THIS_WEEK + A_WEEK


def test_the_period_is_so_many_weeks_with_the_present_one_as_the_last() -> None:
    assert weeks_of(NOW, LISBON, 3) == (date(2026, 2, 16), LAST_WEEK, THIS_WEEK)
    assert len(seen([], Wanted(weeks=53)).weeks) == 53


def test_a_week_begins_at_midnight_also_when_the_clocks_change_in_it() -> None:
    # Lisbon's clocks go ahead on Sunday the 29th, so this week has an hour less.
    first, second = (begins(day, LISBON).astimezone(UTC) for day in (date(2026, 3, 23), date(2026, 3, 30)))
    assert second - first == A_WEEK - timedelta(hours=1)


# --- points ---


def test_the_polls_of_one_week_are_added_up() -> None:
    trend = seen([a_result(3, 1), a_result(1, 5), a_result(2, 2, closed_at=NOW - A_WEEK)])
    assert numbers(trend) == [(LAST_WEEK, 2, 4), (THIS_WEEK, 4, 10)]
    assert (trend.latest, trend.voters(THIS_WEEK), trend.voters(LAST_WEEK)) == (THIS_WEEK, 10, 4)


def test_a_week_without_a_result_is_a_gap_and_not_a_zero() -> None:
    trend = seen([a_result(), a_result(closed_at=NOW - 2 * A_WEEK)])
    assert [week for week, _, _ in numbers(trend)] == [date(2026, 2, 16), THIS_WEEK]
    assert LAST_WEEK in trend.weeks


def test_a_mindset_that_nobody_chose_is_a_zero_and_not_a_gap() -> None:
    assert numbers(seen([a_result(4, 0)]), IN_ROLE) == [(THIS_WEEK, 0, 4)]


def test_where_one_may_choose_several_a_share_is_of_the_people() -> None:
    [line, _] = seen([a_result(votes={HUMAN: 4, IN_ROLE: 3}, voters=4)]).lines
    assert [point.share for point in line.points] == [1.0]


def test_whoever_was_not_offered_a_mindset_has_not_decided_against_it() -> None:
    trend = seen([a_result(3, 1), a_result(votes={HUMAN: 5}, voters=5)])
    assert numbers(trend, HUMAN) == [(THIS_WEEK, 8, 9)]
    assert numbers(trend, IN_ROLE) == [(THIS_WEEK, 1, 4)]


def test_a_result_below_what_the_workspace_now_asks_for_is_left_out() -> None:
    results = [a_result(3, 1), a_result(3, 2, closed_at=NOW - A_WEEK)]
    assert numbers(seen(results, minimum=5)) == [(LAST_WEEK, 3, 5)]
    assert seen(results, minimum=6).latest is None


# --- which trend ---


def test_without_a_framework_it_is_the_one_with_most_voters() -> None:
    by_choice = a_result(framework="by_choice", votes={"by_choice": 4, "have_to": 5}, voters=9)
    trend = seen([a_result(), a_result(), by_choice])
    assert trend.subject == Subject("by_choice")
    assert trend.others == (Subject("be_human"),)


def test_head_checks_have_a_trend_of_their_own() -> None:
    motions = a_result(framework="head_first", votes={"all_in": 1, "motions": 5}, voters=6)
    results = [a_head_check(4, 1), motions]
    checks = seen(results, Wanted(head_checks=True))
    assert numbers(checks, "all_in") == [(THIS_WEEK, 4, 5)]
    assert numbers(seen(results, Wanted("head_first")), "all_in") == [(THIS_WEEK, 1, 6)]
    assert checks.others == (Subject("head_first"),)


def test_where_there_are_only_head_checks_theirs_is_the_trend() -> None:
    assert seen([a_head_check()]).subject == Subject("head_first", head_checks=True)
    assert seen([a_head_check()] * 9 + [a_result()]).subject == Subject("be_human")


def test_polls_with_options_of_their_own_have_no_trend() -> None:
    trend = seen([a_result(framework="", votes={"own-1": 3, "own-2": 1})])
    assert (trend.subject, trend.latest, trend.lines) == (None, None, ())


def test_a_framework_that_was_renamed_keeps_its_past() -> None:
    human = replace(CATALOG.framework("be_human"), key="be_people", formerly=("be_human",))
    renamed = Catalog({"be_people": human})
    wanted, weeks = Wanted("be_human"), weeks_of(NOW, LISBON, 1)
    trend = drawn_up([a_result(), a_result(framework="be_people")], wanted, renamed, weeks, LISBON, 3)
    assert trend.subject == Subject("be_people")
    assert numbers(trend) == [(THIS_WEEK, 6, 8)]


def test_a_framework_that_is_not_here_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownFramework):
        seen([a_result()], Wanted("be_kind"))


def test_a_touchpoint_or_a_channel_narrows_it_down() -> None:
    results = [a_result(touchpoint=REFUNDS), a_result(4, 0, channel=GENERAL)]
    assert numbers(seen(results, Wanted(touchpoint="billing and refunds"))) == [(THIS_WEEK, 3, 4)]
    assert numbers(seen(results, Wanted(channel=GENERAL))) == [(THIS_WEEK, 4, 4)]
    assert seen(results, Wanted(channel=GENERAL, touchpoint=REFUNDS)).latest is None


# --- nothing can be worked out ---

CHANNELS = (GENERAL, SUPPORT, ESCALATIONS, ChannelId("C0HUSH"))
RESULTS = st.lists(
    st.builds(
        a_result,
        human=st.integers(0, 6),
        in_role=st.integers(0, 6),
        closed_at=st.integers(0, 11).map(lambda weeks: NOW - weeks * A_WEEK),
        channel=st.sampled_from(CHANNELS),
        touchpoint=st.sampled_from([None, REFUNDS, "First contact"]),
        open=st.booleans(),
    ).filter(lambda result: result.voters > 0),
    max_size=12,
)
ASKED = st.builds(
    Wanted,
    framework=st.sampled_from([None, "be_human"]),
    channel=st.sampled_from([None, *CHANNELS]),
    touchpoint=st.sampled_from([None, REFUNDS]),
    weeks=st.just(12),
)


def points(lines: Sequence[MindsetLine]) -> dict[tuple[str, date], tuple[int, int]]:
    return {(line.mindset, p.week): (p.votes, p.voters) for line in lines for p in line.points}


@given(RESULTS, ASKED, st.sets(st.sampled_from(CHANNELS)), st.sampled_from([3, 5]))
def test_what_somebody_may_not_see_changes_nothing_that_they_see(
    results: list[Result], wanted: Wanted, mine: set[ChannelId], minimum: int
) -> None:
    """Whichever two trends a person compares, what they can work out is a sum of results shown to them."""
    inside = wanted.channel in mine
    shown = [each for each in results if each.voters >= minimum and (each.open or each.channel in mine)]
    assert seen(results, wanted, minimum=minimum, inside=inside) == seen(
        shown, wanted, minimum=minimum, inside=inside
    )


@given(RESULTS, ASKED, st.booleans())
def test_a_trend_is_the_sum_of_whole_results_that_are_each_shown(
    results: list[Result], wanted: Wanted, inside: bool
) -> None:
    added: dict[tuple[str, date], tuple[int, int]] = {}
    for each in results:
        here = each.open or (inside and wanted.channel == each.channel)
        fits = wanted.channel in (None, each.channel) and wanted.touchpoint in (None, each.touchpoint)
        if each.voters >= 3 and here and fits:
            for mindset, votes in each.votes.items():
                at = mindset, week_of(each.closed_at, LISBON)
                before = added.get(at, (0, 0))
                added[at] = before[0] + votes, before[1] + each.voters
    assert points(seen(results, wanted, inside=inside).lines) == added


@given(RESULTS, ASKED, st.booleans(), st.sampled_from([3, 4, 7]))
def test_no_point_stands_on_fewer_people_than_the_minimum(
    results: list[Result], wanted: Wanted, inside: bool, minimum: int
) -> None:
    trend = seen(results, wanted, minimum=minimum, inside=inside)
    assert all(voters >= minimum for _, voters in points(trend.lines).values())


def test_a_private_channel_counts_only_in_its_own_trend_and_only_for_its_people() -> None:
    secret = a_result(channel=ESCALATIONS, open=False)
    its_own = Wanted(channel=ESCALATIONS)
    assert seen([secret]).subject is None
    assert seen([secret], its_own).subject is None
    assert numbers(seen([secret], its_own, inside=True)) == [(THIS_WEEK, 3, 4)]


# --- what somebody types ---

TOUCHPOINTS = Settings().touchpoints


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", Wanted()),
        ("be_human", Wanted("be_human")),
        ("Be Human", Wanted("be_human")),
        ("by choice", Wanted("by_choice")),
        ("“Serving by choice” – 4 weeks", Wanted("by_choice", weeks=4)),
        ("head first, game plan second", Wanted("head_first")),
        ("Head check", Wanted(head_checks=True)),
        ("head checks last quarter", Wanted(head_checks=True, weeks=13)),
        ("<#C0SUPPORT00|support> 4 weeks", Wanted(channel=SUPPORT, weeks=4)),
        ("<#C0ESCALATES>", Wanted(channel=ESCALATIONS)),
        ("<#C0ESCALATES|>", Wanted(channel=ESCALATIONS)),
        ("here", Wanted(channel=GENERAL)),
        ("#billing-and-refunds", Wanted(touchpoint=REFUNDS)),
        ("billing and refunds, 3 months", Wanted(touchpoint=REFUNDS, weeks=13)),
        ("12w", Wanted(weeks=12)),
        ("the last 6 months", Wanted(weeks=26)),
        ("year", Wanted(weeks=52)),
        ("30 days", Wanted(weeks=4)),
        ("1 day", Wanted(weeks=1)),
        ("9 years", Wanted(weeks=104)),
        ("", Wanted(weeks=12)),
        (
            "be human in <#C0SUPPORT00|support> when it breaks 8 weeks",
            Wanted("be_human", SUPPORT, "When it breaks", 8),
        ),
    ],
)
def test_a_trend_is_named_in_plain_words(line: str, wanted: Wanted) -> None:
    assert read_wanted(line, CATALOG, TOUCHPOINTS, GENERAL) == (wanted, "")


@pytest.mark.parametrize("line", ["wibble", "0 weeks", "weeks", "w", "12", "@dora"])
def test_what_is_not_understood_is_given_back(line: str) -> None:
    assert read_wanted(f"be human {line} 4w", CATALOG, TOUCHPOINTS) == (Wanted("be_human", weeks=4), line)


@given(st.text())
def test_whatever_is_typed_is_read_and_nothing_is_lost(line: str) -> None:
    wanted, lost = read_wanted(line, CATALOG, TOUCHPOINTS)
    assert 1 <= wanted.weeks <= 104
    assert set(lost.split()) <= set(line.split())


def test_the_journey_itself_can_be_asked_for_with_a_period() -> None:
    for words in ("touchpoints", "Touchpoint", "journey", "the journey"):
        assert read_wanted(f"{words} last month", CATALOG, TOUCHPOINTS) == (Wanted(journey=True, weeks=4), "")


# --- from the tables ---

VOTERS = [PersonId(f"U{number}") for number in range(9)]


def a_poll(act: Act, framework: str, choices: Sequence[str], closes: datetime = NOW) -> PollId:
    """An open poll in which these were chosen."""
    setup, place = polls.of_framework(CATALOG.framework(framework)), polls.Place(SUPPORT, open=True)
    about = {"closes_at": closes, "key": b"known to nobody", "request": f"{framework} {closes} {choices}"}
    poll = act(polls.open_poll, scene(ANA, closes - timedelta(hours=1)), setup, place, **about)
    for voter, choice in zip(VOTERS, choices, strict=False):
        act(polls.vote, scene(voter, closes - timedelta(minutes=9)), poll, choice)
    return poll


def a_closed_poll(act: Act, framework: str, choices: Sequence[str], closes: datetime = NOW) -> None:
    a_poll(act, framework, choices, closes)
    act(polls.close_due, closes, 9)


def ask(act: Act, wanted: Wanted = ANYTHING) -> Trend:
    return act(trends.trend, scene(ANA), CATALOG, wanted, LISBON)


def test_closed_polls_become_a_trend(act: Act) -> None:
    a_closed_poll(act, "be_human", [HUMAN] * 2 + [IN_ROLE], NOW - A_WEEK)
    a_closed_poll(act, "be_human", [HUMAN] * 3)
    assert numbers(ask(act)) == [(LAST_WEEK, 2, 3), (THIS_WEEK, 3, 3)]


def test_polls_of_two_people_and_polls_that_are_open_are_in_no_trend(act: Act) -> None:
    a_closed_poll(act, "be_human", [HUMAN] * 2, NOW - A_WEEK)
    a_closed_poll(act, "be_human", [HUMAN] * 3)
    a_poll(act, "be_human", [HUMAN] * 6, NOW + timedelta(hours=1))
    assert numbers(ask(act)) == [(THIS_WEEK, 3, 3)]


def test_what_is_older_than_the_period_is_not_in_it(act: Act) -> None:
    a_closed_poll(act, "be_human", [HUMAN] * 3, NOW - 4 * A_WEEK)
    assert ask(act, Wanted(weeks=4)).latest is None
    assert ask(act, Wanted(weeks=5)).latest == THIS_WEEK - 4 * A_WEEK


def test_the_minimum_of_the_workspace_holds_for_trends_at_once(act: Act) -> None:
    a_closed_poll(act, "be_human", [HUMAN] * 3)
    act(workspaces.change_settings, scene(ANA), Settings(minimum_voters=5))
    assert (ask(act).latest, ask(act).minimum) == (None, 5)


def test_another_workspace_has_trends_of_its_own(act: Act) -> None:
    a_closed_poll(act, "be_human", [HUMAN] * 3)
    assert act(trends.trend, elsewhere(), CATALOG, ANYTHING, LISBON).subject is None
    assert act(polls.results, elsewhere().workspace, NOW - A_WEEK) == []


# --- the journey


def test_the_journey_has_the_stories_of_its_weeks_by_where_they_happened(act: Act) -> None:
    told = [
        ("1", REFUNDS, 0),
        ("2", REFUNDS, 6),
        ("3", "Signing up", 1),
        ("4", None, 2),
        ("5", "Signing up", 9),
    ]
    for request, touchpoint, days in told:
        tell(act, request, after=-timedelta(days=days), touchpoint=touchpoint)
    act(
        workspaces.change_settings,
        scene(ANA),
        Settings(touchpoints=("Signing up", REFUNDS, "Saying goodbye")),
    )
    now = NOW + timedelta(minutes=1)
    journey = act(trends.journey, scene(ANA, now), Wanted(journey=True, weeks=2), LISBON)
    assert journey.told == ((REFUNDS, 2), ("Signing up", 1))
    assert (journey.untold, journey.nowhere) == (("Saying goodbye",), 1)


def test_a_story_that_was_taken_down_happened_nowhere(act: Act) -> None:
    story = tell(act, touchpoint=REFUNDS)
    act(stories.take_down, scene(ANA), story.id)
    journey = act(trends.journey, scene(ANA, NOW + A_WEEK), Wanted(journey=True), LISBON)
    assert (journey.told, journey.nowhere) == ((), 0)
    assert REFUNDS in journey.untold
