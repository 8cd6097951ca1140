"""Slack's rate limits: so many calls a minute for a method, and one message a second in a channel."""

from __future__ import annotations

import asyncio
import math
from collections import defaultdict, deque

from bot.playground.refusals import TooFast

# Calls a minute by tier, as Slack prints them. "special" methods are generous: Slack names no figure.
PER_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100, "special": 600}
MESSAGES_A_MINUTE = 300


class Limits:
    """Counts real seconds, whatever the workspace's clock says."""

    def __init__(self, enabled: bool = True) -> None:
        self.enabled = enabled
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def admit(self, method: str, tier: str, channel: str | None) -> None:
        """Count this call, or raise TooFast with the whole seconds to wait."""
        if not self.enabled:
            return
        wanted = [(method, PER_MINUTE[tier], 60.0)]
        if method == "chat.postMessage":
            wanted = [(method, MESSAGES_A_MINUTE, 60.0), (f"{method} {channel}", 1, 1.0)]
        now = asyncio.get_running_loop().time()
        for key, most, seconds in wanted:
            self._refuse_over(self._calls[key], most, seconds, now)
        for key, _, _ in wanted:
            self._calls[key].append(now)

    def _refuse_over(self, calls: deque[float], most: int, seconds: float, now: float) -> None:
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) >= most:
            raise TooFast(max(1, math.ceil(calls[0] + seconds - now)))
