"""How long what came in is worked on, and when it is tried again. Pure."""

from __future__ import annotations

from datetime import timedelta

# Far longer than the work on one request takes: a claim that runs out was a crash.
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
# How long somebody can still go on with what they had asked for.
OFFERED = timedelta(days=1)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 2, 4, 8 … seconds."""
    return timedelta(seconds=2**attempts)
