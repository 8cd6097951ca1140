"""Several rituals of one channel at one minute: whoever sets up the next one is told."""

from datetime import time
from typing import Any

import pytest

from rituals import schedules
from rituals.schedules import Rhythm
from tests.cast import ANA, BRUNO, KUDOS, scene
from tests.databases import Act
from tests.wishes import EVERY_DAY, wishes

MONDAY, THURSDAY = frozenset({0}), frozenset({3})


def beside(act: Act, **wished: object) -> list[int]:
    """Which of those that are there come together with a new one."""
    new = act(schedules.set_up, scene(BRUNO), wishes(**wished), "new")
    return [each.id for each in act(schedules.beside, scene(BRUNO), new)]


@pytest.mark.parametrize(
    ("wished", "together"),
    [
        ({}, True),
        ({"weekdays": THURSDAY}, True),
        ({"weekdays": EVERY_DAY, "rhythm": Rhythm.MONTHLY}, True),
        ({"weekdays": MONDAY, "rhythm": Rhythm.FORTNIGHTLY}, True),
        # Ten in Berlin is nine in Lisbon.
        ({"at": time(10), "zone": "Europe/Berlin"}, True),
        ({"at": time(9, 1)}, False),
        ({"zone": "Europe/Berlin"}, False),
        ({"weekdays": frozenset({5, 6})}, False),
        ({"channel": KUDOS}, False),
    ],
)
def test_a_ritual_comes_together_with_those_of_its_channel_at_its_minute(
    act: Act, wished: dict[str, Any], together: bool
) -> None:
    there = act(schedules.set_up, scene(ANA), wishes(), "there")
    assert beside(act, **wished) == ([there.id] if together else [])


def test_a_first_monday_meets_a_second_week_that_is_weeks_away(act: Act) -> None:
    there = act(schedules.set_up, scene(ANA), wishes(weekdays=MONDAY, rhythm=Rhythm.MONTHLY), "there")
    assert beside(act, weekdays=MONDAY, rhythm=Rhythm.FORTNIGHTLY) == [there.id]


def test_one_that_is_paused_comes_together_with_nothing(act: Act) -> None:
    there = act(schedules.set_up, scene(ANA), wishes(), "there")
    act(schedules.pause, scene(ANA), there.id)
    assert beside(act) == []


def test_all_that_come_together_are_named(act: Act) -> None:
    there = [act(schedules.set_up, scene(ANA), wishes(), f"there-{number}").id for number in range(2)]
    assert beside(act) == there
