"""How often something may be done: a few times at once, and then at a steady pace."""

from __future__ import annotations

# Slack allows some fifty changes a minute for all messages of a workspace together, and a few at once. One
# message changes no faster than that either, however many processes there are.
CHANGE_PACE = 1.25
CHANGES_AT_ONCE = 10


class Allowance:
    """`burst` times at once, and once more every `pace` seconds. Times are monotonic seconds that come in."""

    def __init__(self, burst: int, pace: float) -> None:
        self._burst, self._pace = burst, pace
        # When it will be as fresh as at first.
        self._full_at = 0.0

    def left(self, now: float) -> bool:
        """Whether there is one more at this moment."""
        return self._full_at - now <= (self._burst - 1) * self._pace

    def use(self, now: float) -> None:
        """One was used."""
        self._full_at = max(self._full_at, now) + self._pace

    def rest(self, until: float) -> None:
        """None are left until that moment."""
        self._full_at = max(self._full_at, until + (self._burst - 1) * self._pace)


def of_changes(pace: float = 1.0) -> Allowance:
    """What Slack allows of changes to messages; `pace` 0 for as many as one likes."""
    return Allowance(CHANGES_AT_ONCE, CHANGE_PACE * pace)
