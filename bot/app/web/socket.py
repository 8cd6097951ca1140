"""The Socket Mode way in. It counts what is under way, so that a stop cuts nothing in half."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.web.gate import Gate
from bot.service.clock import WallClock

# In seconds.
PATIENCE, GOODBYE = 4.0, 1.0


class Socket:
    """One connection to Slack. What arrives after `drain` began isn't acknowledged: Slack sends it again."""

    def __init__(self, app: AsyncApp, slack: AsyncWebClient, app_token: str) -> None:
        self._gate = Gate(app)
        self._slack = slack
        self._app_token = app_token
        self._draining = False
        self._underway: set[asyncio.Task[None]] = set()
        self._client = SocketModeClient(
            app_token=app_token, web_client=slack, logger=logging.getLogger("headfirst.socket")
        )
        self._client.socket_mode_request_listeners.append(self._received)

    async def connect(self) -> None:
        """Connect. SlackApiError if Slack doesn't accept the app token."""
        # Asked here, for the client would log each refusal and ask again for ever.
        answer = await self._slack.apps_connections_open(app_token=self._app_token)
        self._client.wss_uri = answer["url"]
        await self._client.connect()

    async def connected(self) -> bool:
        return await self._client.is_connected()

    async def drain(self) -> None:
        """Answer what is under way, then close. What takes too long isn't acknowledged either."""
        self._draining = True
        if self._underway:
            _, late = await asyncio.wait(self._underway, timeout=PATIENCE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        # A Slack that hangs doesn't say goodbye.
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE):
                await self._client.close()

    async def _received(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if self._draining:
            return
        # A task of our own: closing the client cancels the one that runs this.
        task = asyncio.create_task(self._answer(client, request))
        self._underway.add(task)
        task.add_done_callback(self._underway.discard)
        await asyncio.shield(task)

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        start = WallClock().now().timestamp()
        response = await self._gate.answer(request.payload)
        await send_async_response(client, request, response, start)
