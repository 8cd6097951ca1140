"""Mishaps to order: what the network and Slack do to a bot on a bad day."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.playground.entities import Json

EVERY = "every method"


@dataclass(frozen=True)
class Fault:
    """One mishap for one call: `kind` is lost, refused, broken or limited."""

    kind: str
    error: str = ""
    retry_after: int | str | None = 0


class Hold:
    """A call that is kept waiting: it has taken effect, and its answer comes after `release()`."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._arrived = asyncio.Event()

    def release(self) -> None:
        """Let the answers go."""
        self._open.set()

    async def reached(self) -> None:
        """Wait until a call is being held; TimeoutError if none comes within a minute."""
        async with asyncio.timeout(60):
            await self._arrived.wait()

    async def wait(self) -> None:
        self._arrived.set()
        await self._open.wait()


class HeldEvents:
    """Events that happened and weren't brought to the bot: `envelopes`, in the order of happening."""

    def __init__(self, tell: Callable[[Json], Awaitable[object]], let_go: Callable[[], None]) -> None:
        self._tell, self._let_go = tell, let_go
        self.envelopes: list[Json] = []

    @property
    def kinds(self) -> list[str]:
        """What waits, by type: `["reaction_added", "reaction_removed"]`."""
        return [envelope["event"]["type"] for envelope in self.envelopes]

    async def release(self, order: Sequence[int] | None = None) -> None:
        """Bring them, each when the one before was answered, and hold no more. `order` names them by their
        place: one that it leaves out is lost, one that it names twice comes twice."""
        self._let_go()
        for place in range(len(self.envelopes)) if order is None else order:
            await self._tell(self.envelopes[place])


class Faults:
    """What should go wrong next: by Web API method, and on the way of events to the bot."""

    def __init__(self, tell: Callable[[Json], Awaitable[object]]) -> None:
        self._tell = tell
        self._held: HeldEvents | None = None
        self._on_the_way: deque[tuple[str, str | None]] = deque()
        self._due: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._holds: defaultdict[str, list[Hold]] = defaultdict(list)
        self._slow = 0.0

    def lose_answers(self, method: str, times: int = 1) -> None:
        """The next calls take effect, and the connection drops before the answer."""
        self._due[method].extend([Fault("lost")] * times)

    def refuse(self, method: str, error: str, times: int = 1) -> None:
        """The next calls are answered `ok: false` with this error, and do nothing."""
        self._due[method].extend([Fault("refused", error=error)] * times)

    def server_errors(self, method: str, times: int = 1) -> None:
        """The next calls are answered HTTP 500, and do nothing."""
        self._due[method].extend([Fault("broken")] * times)

    def rate_limit(self, method: str, retry_after: int | str | None, times: int = 1) -> None:
        """The next calls are answered HTTP 429 with `Retry-After`, and do nothing.

        Slack sends whole seconds; proxies leave the header out, empty it, or make it a fraction or a date.
        """
        self._due[method].extend([Fault("limited", retry_after=retry_after)] * times)

    def hold(self, method: str) -> Hold:
        """Keep the answers of this method back until the hold is released."""
        hold = Hold()
        self._holds[method].append(hold)
        return hold

    def slow_down(self, seconds: float) -> None:
        """Every call of the Web API takes so long from now on."""
        self._slow = seconds

    def silence(self) -> Hold:
        """No call of the Web API is answered any more, until the hold is released."""
        return self.hold(EVERY)

    # --- events

    def hold_events(self) -> HeldEvents:
        """Keep back all events from now on, until they are released. Each keeps its id and its moment."""
        self._held = HeldEvents(self._tell, self._let_go)
        return self._held

    def lose_events(self, times: int = 1, kind: str | None = None) -> None:
        """The next events (of this type) never reach the bot."""
        self._on_the_way.extend([("lost", kind)] * times)

    def repeat_events(self, times: int = 1, kind: str | None = None) -> None:
        """The next events (of this type) come twice, under one id."""
        self._on_the_way.extend([("repeated", kind)] * times)

    def waylay(self, envelope: Json) -> int:
        """How often this event is to be brought now: once on a good day."""
        if self._held is not None:
            self._held.envelopes.append(envelope)
            return 0
        for mishap in self._on_the_way:
            if mishap[1] in (None, envelope["event"]["type"]):
                self._on_the_way.remove(mishap)
                return 0 if mishap[0] == "lost" else 2
        return 1

    def _let_go(self) -> None:
        self._held = None

    # --- what they meet

    def take(self, method: str) -> Fault | None:
        """The mishap that this call meets, if any; each is met once."""
        due = self._due[method]
        return due.popleft() if due else None

    async def wait_for_holds(self, method: str) -> None:
        if self._slow:
            await asyncio.sleep(self._slow)
        for hold in [*self._holds[method], *self._holds[EVERY]]:
            await hold.wait()

    def release_all(self) -> None:
        """Let go of everything that waits, for the end of a test."""
        for holds in self._holds.values():
            for hold in holds:
                hold.release()
