"""When polls close, what people type for one, and what a voter's mark tells."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from rituals.polls import Closing, closes_at, read_typed, usual_closing
from rituals.polls.rules import moved, pressed, voter_mark
from tests.cast import LISBON, NOW
from tests.rituals.polling import KEY, VOTERS


@pytest.mark.parametrize(
    ("closing", "now", "moment"),
    [
        (Closing.ONE_HOUR, "2026-03-02 08:45", "2026-03-02 09:45"),
        (Closing.TOMORROW, "2026-03-02 08:45", "2026-03-03 08:45"),
        (Closing.ONE_WEEK, "2026-03-02 08:45", "2026-03-09 08:45"),
        (Closing.END_OF_DAY, "2026-03-02 08:45", "2026-03-02 17:00"),
        (Closing.END_OF_DAY, "2026-03-02 17:00", "2026-03-03 17:00"),
        # Lisbon's clocks go ahead on the 29th: five in the afternoon there is then four in UTC.
        (Closing.END_OF_DAY, "2026-03-28 18:00", "2026-03-29 16:00"),
        (Closing.TOMORROW, "2026-03-28 18:00", "2026-03-29 17:00"),
        (Closing.ONE_WEEK, "2026-03-28 18:00", "2026-04-04 17:00"),
    ],
)
def test_a_poll_closes_when_its_maker_chose(closing: Closing, now: str, moment: str) -> None:
    started, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, moment))
    assert closes_at(closing, started, LISBON) == expected


def test_by_hand_has_no_time() -> None:
    assert closes_at(Closing.BY_HAND, NOW, LISBON) is None


def test_the_end_of_the_day_is_the_maker_s_own() -> None:
    ends = closes_at(Closing.END_OF_DAY, NOW, ZoneInfo("Asia/Tokyo"))
    assert ends is not None and ends.astimezone(UTC).day == 3


@pytest.mark.parametrize(
    ("hour", "usual"), [(8, Closing.END_OF_DAY), (16, Closing.TOMORROW), (20, Closing.TOMORROW)]
)
def test_a_poll_is_usually_open_until_five_unless_that_is_within_the_hour(hour: int, usual: Closing) -> None:
    assert usual_closing(NOW.replace(hour=hour, minute=30), LISBON) is usual


@pytest.mark.parametrize(
    ("line", "question", "options"),
    [
        ("", "", []),
        ("The refund call", "The refund call", []),
        ('"The refund call with Acme"', "The refund call with Acme", []),
        ("“The refund call”", "The refund call", []),
        ('"Lunch debrief?" "Learned" "Taught"', "Lunch debrief?", ["Learned", "Taught"]),
        ("“Lunch  debrief?” “Learned” “Taught”", "Lunch debrief?", ["Learned", "Taught"]),
        ("„Wie war es?“ „Gut“ „Nicht so gut“", "Wie war es?", ["Gut", "Nicht so gut"]),
        ('How was it? "Fine" "Rough"', "How was it?", ["Fine", "Rough"]),
        ("«Alors ?» «Bien» «Mal»", "Alors ?", ["Bien", "Mal"]),
        ('"Don\'t we?" "Yes" ""', "Don't we?", ["Yes"]),
    ],
)
def test_a_typed_poll_is_read_with_the_quotes_of_any_keyboard(
    line: str, question: str, options: list[str]
) -> None:
    typed = read_typed(line)
    assert (typed.question, list(typed.options)) == (question, options)


def test_a_voter_s_mark_says_nothing_without_the_key() -> None:
    marks = {voter_mark(person, key) for person in VOTERS for key in (KEY, b"another poll's")}
    assert len(marks) == 2 * len(VOTERS)
    assert not any(person in mark for person in VOTERS for mark in marks)
    assert voter_mark(VOTERS[0], None) == VOTERS[0]


def test_pressing_takes_back_what_was_chosen_and_replaces_what_was_not() -> None:
    assert pressed(["a"], "a", several=False) == []
    assert pressed(["a"], "b", several=False) == ["b"]
    assert pressed(["a"], "b", several=True) == ["a", "b"]
    assert pressed(["a", "b"], "a", several=True) == ["b"]


def test_counts_move_with_a_changed_vote_and_keep_every_option() -> None:
    assert moved({"a": 2, "b": 0}, ["a"], ["b"]) == {"a": 1, "b": 1}
    assert moved({"a": 1, "b": 0}, ["a"], []) == {"a": 0, "b": 0}
