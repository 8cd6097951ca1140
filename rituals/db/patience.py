"""How long a transaction may wait in all: for its turn, somebody else's lock, a server that is frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

Left = Callable[[], float]

# In seconds. Whoever comes late still gets a moment, so that a database that is well answers everybody.
A_MOMENT = 0.2


_LEFT: ContextVar[Left] = ContextVar("left", default=lambda: inf)


@contextmanager
def waiting_only(left: Left) -> Iterator[None]:
    """What this thread asks of a database meanwhile waits no longer than `left()` says, in seconds."""
    token = _LEFT.set(left)
    try:
        yield
    finally:
        _LEFT.reset(token)


def left(at_least: float = -inf, at_most: float = inf) -> float:
    """Seconds that this thread may still wait; negative if it should have stopped already."""
    return min(max(_LEFT.get()(), at_least), at_most)
