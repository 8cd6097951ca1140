"""Numbers, lists and dates in words."""

from datetime import UTC, date, datetime

import pytest

from bot.slack.wording import (
    begun,
    coming,
    day,
    day_of_year,
    listed,
    moment,
    several,
    short_day,
    spelled,
)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 votes"), (1, "1 vote"), (3, "3 votes"), (1200, "1,200 votes")]
)
def test_one_is_singular(number: int, words: str) -> None:
    assert several(number, "vote") == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no stories"), (1, "one story"), (10, "ten stories"), (11, "11 stories")]
)
def test_small_numbers_are_spelled_out_where_there_is_room(number: int, words: str) -> None:
    assert spelled(number, "story", "stories") == words


@pytest.mark.parametrize(
    ("things", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A or B"), (["A", "B", "C"], "A, B or C")]
)
def test_things_stand_in_a_row(things: list[str], words: str) -> None:
    assert listed(things, "or") == words


def test_a_sentence_begins_with_a_capital_and_keeps_the_others() -> None:
    assert begun("one story in PDF") == "One story in PDF"


def test_a_date_has_its_weekday_and_its_year_only_where_that_helps() -> None:
    monday = date(2026, 3, 2)
    assert (short_day(monday), day(monday), day_of_year(monday)) == ("2 Mar", "Mon 2 Mar", "Mon 2 Mar 2026")


def test_a_moment_is_on_the_clock_of_its_reader() -> None:
    nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert moment(nine) == "<!date^1772442000^{date_short_pretty} at {time}|Mon 2 Mar, 09:00 UTC>"
    assert coming(nine) == "<!date^1772442000^{date_long_pretty} at {time}|Mon 2 Mar, 09:00 UTC>"
