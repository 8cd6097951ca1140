"""Slack's limits: how often something may be done, and how long to wait where it was too often."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Slack allows some fifty changes a minute for all messages of a workspace together, and a few at once. One
# message changes no faster than that either, however many processes there are.
CHANGE_PACE = 1.25
CHANGES_AT_ONCE = 10
# How long to leave Slack alone, in seconds, where it says "too fast" and not for how long; and at most.
UNSAID = 5.0
LONGEST_WAIT = 3600.0


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


def asked_to_wait(header: str | None, now: datetime) -> timedelta:
    """What a `Retry-After` header asks for. Proxies make it empty, a fraction or a date."""
    seconds = UNSAID
    with suppress(ValueError, TypeError, OverflowError):
        seconds = _seconds_until(header, now) if ":" in str(header) else float(header or UNSAID)
    # In this order: what isn't a number becomes one second.
    return timedelta(seconds=min(max(1.0, seconds), LONGEST_WAIT))


def _seconds_until(date: str | None, now: datetime) -> float:
    moment = parsedate_to_datetime(date or "")
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
