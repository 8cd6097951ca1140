"""Mishaps to order: what the network and Slack do to a bot on a bad day."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One mishap for one call: `kind` is lost, refused, broken or limited."""

    kind: str
    error: str = ""
    retry_after: int = 0


class Hold:
    """A call that is kept waiting: it has taken effect, and its answer comes after `release()`."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._arrived = asyncio.Event()

    def release(self) -> None:
        """Let the answers go."""
        self._open.set()

    async def reached(self) -> None:
        """Wait until a call is being held."""
        await self._arrived.wait()

    async def wait(self) -> None:
        self._arrived.set()
        await self._open.wait()


class Faults:
    """What shall go wrong next, by Web API method."""

    def __init__(self) -> None:
        self._due: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._holds: defaultdict[str, list[Hold]] = defaultdict(list)

    def lose_answers(self, method: str, times: int = 1) -> None:
        """The next calls take effect, and the connection drops before the answer."""
        self._due[method].extend([Fault("lost")] * times)

    def refuse(self, method: str, error: str, times: int = 1) -> None:
        """The next calls are answered `ok: false` with this error, and do nothing."""
        self._due[method].extend([Fault("refused", error=error)] * times)

    def server_errors(self, method: str, times: int = 1) -> None:
        """The next calls are answered HTTP 500, and do nothing."""
        self._due[method].extend([Fault("broken")] * times)

    def rate_limit(self, method: str, retry_after: int, times: int = 1) -> None:
        """The next calls are answered HTTP 429 with `Retry-After` seconds, and do nothing."""
        self._due[method].extend([Fault("limited", retry_after=retry_after)] * times)

    def hold(self, method: str) -> Hold:
        """Keep the answers of this method back until the hold is released."""
        hold = Hold()
        self._holds[method].append(hold)
        return hold

    def take(self, method: str) -> Fault | None:
        """The mishap that this call meets, if any; each is met once."""
        due = self._due[method]
        return due.popleft() if due else None

    async def wait_for_holds(self, method: str) -> None:
        for hold in list(self._holds[method]):
            await hold.wait()

    def release_all(self) -> None:
        """Let go of everything that is held, for the end of a test."""
        for holds in self._holds.values():
            for hold in holds:
                hold.release()
