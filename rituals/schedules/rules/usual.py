"""When each kind of ritual does most good, for people who have no time of their own in mind. Pure."""

from __future__ import annotations

from datetime import time

EVERY_WORKING_DAY = frozenset(range(5))
MONDAY, WEDNESDAY, THURSDAY, FRIDAY = frozenset({0}), frozenset({2}), frozenset({3}), frozenset({4})
DAILY = EVERY_WORKING_DAY, time(9)
# Those that ask for more than a line, or sum a week up, come once a week.
WEEKLY = {
    "case_study": (WEDNESDAY, time(9)),
    "story_call": (THURSDAY, time(15)),
    "look_ahead": (MONDAY, time(9)),
    "poll": (FRIDAY, time(15)),
    "digest": (FRIDAY, time(16)),
}


def usual(kind: str) -> tuple[frozenset[int], time]:
    """The weekdays, from Monday as 0, and the local time that are proposed for a kind of ritual."""
    return WEEKLY.get(kind, DAILY)
