"""A trend in words: what rose and what fell, the greatest change first, and what may be chance."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rituals.trends import Change, MindsetLine, Trend, Wanted, changes, point

MONDAY = date(2026, 3, 2)
WEEK = timedelta(weeks=1)
VOTES = st.lists(st.tuples(st.integers(0, 40), st.integers(3, 40)), max_size=8)


def trend(**lines: list[tuple[int, int]]) -> Trend:
    """A mindset's votes of so many voters, week by week."""
    drawn = tuple(
        MindsetLine(
            name,
            tuple(point(MONDAY + n * WEEK, min(votes, of), of) for n, (votes, of) in enumerate(seen)),
        )
        for name, seen in lines.items()
    )
    return Trend(Wanted(), None, (MONDAY,), drawn, (), 3)


def test_it_rose_from_four_to_seven_of_ten_in_five_weeks() -> None:
    weeks = [(40, 100), (50, 100), (50, 100), (60, 100), (60, 100), (70, 100)]
    assert changes(trend(learn=weeks)) == (Change("learn", 4, 7, 5, sure=True),)


def test_few_votes_may_be_chance() -> None:
    assert changes(trend(learn=[(1, 3), (2, 3)])) == (Change("learn", 3, 7, 1, sure=False),)


def test_the_greatest_change_comes_first_and_two_are_enough() -> None:
    found = changes(trend(a=[(5, 10), (6, 10)], b=[(9, 10), (1, 10)], c=[(2, 10), (5, 10)]))
    assert [change.mindset for change in found] == ["b", "c"]


def test_where_nothing_has_changed_the_greatest_one_says_so() -> None:
    assert changes(trend(a=[(3, 10), (3, 10)], b=[(7, 10), (7, 10)])) == (Change("b", 7, 7, 1, sure=False),)


def test_one_week_alone_has_not_changed() -> None:
    assert changes(trend(a=[(3, 10)], b=[])) == ()


@given(VOTES, VOTES)
def test_what_is_said_is_within_ten_and_only_of_what_is_shown(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    found = changes(trend(one=one, other=other))
    assert len(found) <= 2
    for change in found:
        assert 0 <= change.before <= 10 and 0 <= change.after <= 10 and change.weeks >= 1
