"""How long Slack takes to answer lately, and which request is waiting for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TypeVar

from bot.service.clock import steady

T = TypeVar("T")

_ASKS: ContextVar[asyncio.Event | None] = ContextVar("asks", default=None)


class Pace:
    """What requests wait for goes through here, so that the door knows when not to wait any longer.

    `now` counts seconds, steadily.
    """

    def __init__(self, now: Callable[[], float] = steady) -> None:
        self.now = now
        self._begun: dict[int, float] = {}
        self._number = 0
        self._last = 0.0

    def watched(self) -> asyncio.Event:
        """Set once this task, or one that it begins, waits for Slack."""
        asks = asyncio.Event()
        _ASKS.set(asks)
        return asks

    async def answer(self, call: Awaitable[T]) -> T:
        """What a call answers that a request can't go on without."""
        if asks := _ASKS.get():
            asks.set()
        self._number += 1
        number, begun = self._number, self.now()
        self._begun[number] = begun
        try:
            return await call
        finally:
            del self._begun[number]
            self._last = self.now() - begun

    def slowest(self) -> float:
        """Seconds that the longest wait has lasted; if nobody waits now, that the last one took."""
        return max((self.now() - begun for begun in self._begun.values()), default=self._last)
