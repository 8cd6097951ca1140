"""Slack's side of the wire: signed requests, as fast as they are answered or at a pace."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter

from bot.service.clock import WallClock
from tests.bench.paths.floor import SECRET

HEAD = (
    "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n"
    "x-slack-request-timestamp: {now}\r\nx-slack-signature: v0={signature}\r\n\r\n"
)
# In seconds: Slack waits no longer.
GIVEN_UP = 3.0


def signed(body: bytes, path: str) -> bytes:
    """The whole request, as Slack sends it now."""
    now = str(int(WallClock().now().timestamp()))
    signature = hmac.new(SECRET.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256).hexdigest()
    kind = "application/json" if body.startswith(b"{") else "application/x-www-form-urlencoded"
    head = HEAD.format(path=path, kind=kind, length=len(body), now=now, signature=signature)
    return head.encode() + body


@dataclass
class Told:
    """How requests were answered: by status, and after how many seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds that so large a share of the answers took at most."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0


class Connection:
    """One keep-alive connection, one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> int:
        """The status; 0 if the connection was closed instead."""
        try:
            return await self._ask(request)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return 0

    async def _ask(self, request: bytes) -> int:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        await self._reader.readexactly(length)
        if b"connection: close" in head:
            self.close()
        return int(head[9:12])

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def full_speed(requests: Iterable[bytes], ports: list[int], connections: int = 8) -> Told:
    """One request after the other on each connection; the processes in turns."""
    told, waiting = Told(), iter(requests)

    async def hand(port: int) -> None:
        connection = Connection(port)
        for request in waiting:
            begun = perf_counter()
            told.statuses[await connection.ask(request)] += 1
            told.times.append(perf_counter() - begun)
        connection.close()

    begun = perf_counter()
    await asyncio.gather(*(hand(ports[number % len(ports)]) for number in range(connections)))
    told.seconds = perf_counter() - begun
    return told


async def at_pace(requests: Iterable[bytes], ports: list[int], a_second: float) -> Told:
    """So many requests a second, however long the answers take; each counts from when it was due.

    Like Slack, it gives up after three seconds: those have the status -1.
    """
    told, idle = Told(), {port: list[Connection]() for port in ports}
    begun = perf_counter()

    async def one(number: int, request: bytes) -> None:
        due, port = begun + number / a_second, ports[number % len(ports)]
        connection = idle[port].pop() if idle[port] else Connection(port)
        try:
            async with asyncio.timeout_at(
                asyncio.get_running_loop().time() + due + GIVEN_UP - perf_counter()
            ):
                status = await connection.ask(request)
        except TimeoutError:
            connection.close()
            status = -1
        told.statuses[status] += 1
        told.times.append(perf_counter() - due)
        idle[port].append(connection)

    async with asyncio.TaskGroup() as group:
        for number, request in enumerate(requests):
            await asyncio.sleep(max(0.0, begun + number / a_second - perf_counter()))
            group.create_task(one(number, request))
    told.seconds = perf_counter() - begun
    for connections in idle.values():
        for connection in connections:
            connection.close()
    return told


def numbered(begin: int = 0) -> Iterator[str]:
    """People of whom each comes once."""
    while True:
        yield f"U0CROWD{begin:06}"
        begin += 1
