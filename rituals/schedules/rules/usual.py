"""When each kind of ritual does most good, for people who have no time of their own in mind. Pure."""

from __future__ import annotations

from datetime import time

from rituals.schedules.rules.occurring import Rhythm

EVERY_WORKING_DAY = frozenset(range(5))
MONDAY, WEDNESDAY, THURSDAY, FRIDAY = frozenset({0}), frozenset({2}), frozenset({3}), frozenset({4})
DAILY = EVERY_WORKING_DAY, time(9), Rhythm.WEEKLY
# Those that ask for more than a line, or sum a week or a month up, come seldom.
SELDOM = {
    "case_study": (WEDNESDAY, time(9), Rhythm.WEEKLY),
    "story_call": (THURSDAY, time(15), Rhythm.WEEKLY),
    "look_ahead": (MONDAY, time(9), Rhythm.WEEKLY),
    "poll": (FRIDAY, time(15), Rhythm.WEEKLY),
    "digest": (FRIDAY, time(16), Rhythm.WEEKLY),
    "story_of_the_month": (MONDAY, time(10), Rhythm.MONTHLY),
}


def usual(kind: str) -> tuple[frozenset[int], time, Rhythm]:
    """What is proposed for a kind of ritual: weekdays, from Monday as 0, local time, and rhythm."""
    return SELDOM.get(kind, DAILY)
