"""Bringing things to the bot: asking and waiting for the answer, telling and trying again."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from bot.playground.entities import Json
from bot.playground.links import Answer, Link, Parcel

if TYPE_CHECKING:
    from bot.playground.wire_log import WireLog

T = TypeVar("T")


class Delivery:
    """Sends over one link; knows what is still unanswered."""

    def __init__(self, link: Link, wire: WireLog, retry_delays: Sequence[float]) -> None:
        self.link = link
        self._wire = wire
        self._retry_delays = tuple(retry_delays)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._asleep = 0
        self._moved = asyncio.Event()

    async def ask(self, kind: str, name: str, payload: Json) -> Answer:
        """Send a command or an interaction, once, and wait for its answer."""
        return await self._start(self._send(Parcel(kind, name, copy.deepcopy(payload))))

    def tell(self, envelope: Json) -> asyncio.Future[Answer]:
        """Send an event in the background, and again when it isn't acknowledged; the future holds the first
        answer."""
        first: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        # A copy, because a retry must say what was true when the event happened.
        self._start(self._send_until_acknowledged(copy.deepcopy(envelope), first))
        return first

    async def settled(self, retries: bool = True) -> None:
        """Wait until nothing sent is unanswered; `retries=False` doesn't wait for retries still to come."""
        while len(self._tasks) > (0 if retries else self._asleep):
            self._moved.clear()
            await self._moved.wait()

    async def stop(self) -> None:
        """Give up on everything that is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        self._moved.set()

    async def _send_until_acknowledged(self, envelope: Json, first: asyncio.Future[Answer]) -> None:
        name = envelope["event"]["type"]
        try:
            answer = await self._send(Parcel("events_api", name, envelope))
            first.set_result(answer)
        finally:
            first.cancel()
        for number, delay in enumerate(self._retry_delays, start=1):
            if answer.ok or answer.no_retry:
                return
            await self._rest(delay)
            answer = await self._send(Parcel("events_api", name, envelope, number, answer.retry_reason))

    async def _rest(self, delay: float) -> None:
        self._asleep += 1
        self._moved.set()
        try:
            await asyncio.sleep(delay)
        finally:
            self._asleep -= 1

    async def _send(self, parcel: Parcel) -> Answer:
        answer = await self.link.send(parcel)
        self._wire.note("to_bot", self.link.kind, parcel.label, parcel.payload, answer.body, answer.status)
        return answer
