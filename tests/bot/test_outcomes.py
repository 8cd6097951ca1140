"""What Slack's errors mean for a post: values only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outcomes import asked_to_wait
from tests.cast import NOW


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        (" 1.5 ", 1.5),
        (None, 5),
        ("", 5),
        ("soon", 5),
        ("0", 1),
        ("-3", 1),
        ("nan", 1),
        ("9e99", 3600),
        (f"{NOW + timedelta(seconds=40):%a, %d %b %Y %H:%M:%S GMT}", 40),
        (f"{NOW - timedelta(days=4):%a, %d %b %Y %H:%M:%S GMT}", 1),
    ],
)
def test_a_retry_after_is_read_leniently(header: str | None, seconds: float) -> None:
    assert asked_to_wait(header, NOW) == timedelta(seconds=seconds)


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+:\d+ [+A-Z]\d*"))
def test_whatever_retry_after_says_the_wait_is_between_a_second_and_an_hour(header: str) -> None:
    assert timedelta(seconds=1) <= asked_to_wait(header, NOW) <= timedelta(hours=1)
