"""A real Bolt app that hears everything, and answers what the test tells it to."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn

ANYTHING = re.compile(".*")


class SmallBot:
    """`heard` keeps every body; `says` is the next acknowledgement; `deaf` lets that many go unanswered."""

    def __init__(self, slack: StandIn, client: AsyncWebClient) -> None:
        self.heard: list[dict[str, Any]] = []
        self.headers: list[dict[str, Any]] = []
        self.says: dict[str, Any] = {}
        self.deaf = 0
        self.slack = slack
        self.app = AsyncApp(client=client, signing_secret=slack.signing_secret, process_before_response=True)
        self.app.use(self._listen)

    async def _listen(self, req: Any, body: dict[str, Any], ack: Any) -> BoltResponse:
        self.headers.append(req.headers)
        self.heard.append(body)
        if self.deaf:
            self.deaf -= 1
            return BoltResponse(status=500, body="")
        answer: BoltResponse = await ack(**self.says)
        return answer

    def turn_deaf(self, times: int) -> None:
        """Leave the next ones unanswered; nobody in a test waits three seconds for that."""
        self.deaf = times
        self.slack.delivery.link.limit = 0.2

    @property
    def last(self) -> dict[str, Any]:
        return self.heard[-1]

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The events of one type that it heard."""
        found = (body["event"] for body in self.heard if "event" in body)
        return [event for event in found if event["type"] == kind]


@asynccontextmanager
async def by_socket(slack: StandIn, client: AsyncWebClient) -> AsyncIterator[SmallBot]:
    """A bot connected over Socket Mode."""
    bot = SmallBot(slack, client)
    handler = AsyncSocketModeHandler(bot.app, slack.app_token, web_client=client)
    await handler.connect_async()
    await slack.connected()
    yield bot
    await handler.close_async()


@asynccontextmanager
async def by_http(slack: StandIn, client: AsyncWebClient) -> AsyncIterator[SmallBot]:
    """A bot that serves the Events API over HTTP and checks signatures."""
    bot = SmallBot(slack, client)

    async def door(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bot.app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/events", door)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    slack.over_http(f"http://{host}:{port}/slack/events")
    yield bot
    await runner.cleanup()
