"""The page's live line: a fresh snapshot after every change, for as many people as look on."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.snapshot import snapshot

if TYPE_CHECKING:
    from bot.playground.standin import StandIn

PAUSE = 0.05  # at most twenty snapshots a second


class Onlooker:
    """One open page."""

    def __init__(self, slack: StandIn, socket: WebSocket, me: str) -> None:
        self._slack, self._socket, self._me = slack, socket, me
        self._news = asyncio.Event()

    async def stay(self) -> None:
        """Send snapshots until the page is closed."""
        await self._socket.accept()
        self._news.set()
        self._slack.workspace.watchers.append(self._news.set)
        sending = asyncio.create_task(self._send())
        try:
            while True:
                self._become(await self._socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._slack.workspace.watchers.remove(self._news.set)
            sending.cancel()

    async def _send(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._socket.send_text(json.dumps(snapshot(self._slack, self._me)))
            except (WebSocketDisconnect, RuntimeError):
                return
            await asyncio.sleep(PAUSE)

    def _become(self, text: str) -> None:
        try:
            self._me = self._slack.workspace.find_user(json.loads(text)["as"]).id
        except (ValueError, KeyError, TypeError):
            return
        self._news.set()


async def look_on(slack: StandIn, socket: WebSocket) -> None:
    """Serve `WS /live?as=…`."""
    try:
        me = slack.workspace.find_user(socket.query_params.get("as") or "ana")
    except KeyError:
        await socket.close(1008)
        return
    await Onlooker(slack, socket, me.id).stay()
