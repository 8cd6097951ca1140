"""Turns of threads, in the order in which they asked: Python's own lock may let one wait for ever."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """A lock. Who lets go of it hands it to the one who has waited longest."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def acquire(self, timeout: float) -> bool:
        """Whether it's this thread's turn within so many seconds; then it must `release`."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=max(timeout, 0)):
            return True
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        # It was handed over just as the time was over.
        return True

    def release(self) -> None:
        """The next one's turn."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
