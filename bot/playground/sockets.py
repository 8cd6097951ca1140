"""Socket Mode, Slack's side of it: the connections that bots hold open."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.entities import Json

if TYPE_CHECKING:
    from bot.playground.wire_log import WireLog

MOST_CONNECTIONS = 10


class Connection:
    """One WebSocket of a bot, with the envelopes that it hasn't acknowledged yet."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.going = False
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def exchange(self, envelope: Json) -> Json:
        """Send an envelope and wait for its acknowledgement; ConnectionError if the bot goes away first."""
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = answer
        try:
            await self.send(envelope)
            return await answer
        finally:
            self._waiting.pop(envelope["envelope_id"], None)

    async def send(self, frame: Json) -> None:
        try:
            await self.socket.send_text(json.dumps(frame))
        except (WebSocketDisconnect, RuntimeError) as gone:
            raise ConnectionError("The bot has closed this connection.") from gone

    def acknowledged(self, frame: Json) -> None:
        answer = self._waiting.get(frame.get("envelope_id", ""))
        if answer is not None and not answer.done():
            answer.set_result(frame.get("payload") or {})

    def lost(self) -> None:
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError("The bot has gone."))


class Sockets:
    """The open connections; each envelope goes to one of them, in turn."""

    def __init__(self, app_id: str, wire: WireLog, changed: Callable[[], None]) -> None:
        self._app_id, self._wire, self._changed = app_id, wire, changed
        self.connections: list[Connection] = []
        # Every ticket that was given out, and whether a connection has come in on it.
        self.tickets: dict[str, bool] = {}
        self._turn = 0
        self._arrived = asyncio.Event()

    @property
    def connected(self) -> bool:
        return any(not c.going for c in self.connections)

    async def arrived(self) -> None:
        """Wait until a bot is connected."""
        await self._arrived.wait()

    def ticket(self) -> str:
        """A pass for one connection."""
        ticket = secrets.token_hex(16)
        self.tickets[ticket] = False
        return ticket

    def next_connection(self) -> Connection | None:
        ready = [c for c in self.connections if not c.going]
        self._turn += 1
        return ready[self._turn % len(ready)] if ready else None

    async def serve(self, socket: WebSocket) -> None:
        """Keep one connection: hello, then acknowledgements until it closes."""
        ticket = socket.query_params.get("ticket", "")
        if self.tickets.get(ticket, True):
            await socket.close(1008)
            return
        self.tickets[ticket] = True
        await socket.accept()
        connection = Connection(socket)
        await self._welcome(connection)
        try:
            while True:
                self._read(connection, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._gone(connection)

    def _read(self, connection: Connection, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            return
        if isinstance(frame, dict):
            connection.acknowledged(frame)

    async def _welcome(self, connection: Connection) -> None:
        debug = {"host": "applink-playground", "build_number": 1, "approximate_connection_time": 18060}
        hello = {"type": "hello", "num_connections": len(self.connections) + 1, "debug_info": debug}
        hello["connection_info"] = {"app_id": self._app_id}
        await connection.send(hello)
        self._wire.note("to_bot", "socket", "hello", hello, None, None)
        if len(self.connections) >= MOST_CONNECTIONS:
            await self._ask_to_leave(connection, "too_many_websockets")
            return
        self.connections.append(connection)
        self._arrived.set()
        self._changed()

    def _gone(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        connection.lost()
        if not self.connected:
            self._arrived.clear()
        self._changed()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connected bot to reconnect; all but a `warning` are closed at once."""
        for connection in list(self.connections):
            await self._ask_to_leave(connection, reason)

    async def _ask_to_leave(self, connection: Connection, reason: str) -> None:
        frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-playground"}}
        self._wire.note("to_bot", "socket", "disconnect", frame, None, None)
        connection.going = reason != "warning"
        if not self.connected:
            self._arrived.clear()
        await connection.send(frame)
        if connection.going:
            await connection.socket.close()

    async def close(self) -> None:
        """Hang up on everybody."""
        for connection in list(self.connections):
            connection.going = True
            connection.lost()
            try:
                await connection.socket.close()
            except (RuntimeError, WebSocketDisconnect):
                continue
