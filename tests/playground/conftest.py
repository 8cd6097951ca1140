"""The stand-in with a client on its Web API, and where a test needs one, a small real Bolt app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn, serve
from bot.service.clock import MovableClock
from tests.playground.small_bot import SmallBot, by_http, by_socket

NOW = datetime(2026, 3, 2, 8, 45, tzinfo=UTC)
Refusal = dict[str, Any]
Refuses = Callable[[Awaitable[Any]], Awaitable[Refusal]]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
async def slack(clock: MovableClock) -> AsyncIterator[StandIn]:
    """The quiet town on the network; events are retried at once, and nothing is rate limited."""
    standin = StandIn(clock, town="quiet", retry_delays=(0, 0, 0), rate_limits=False)
    async with serve(standin):
        yield standin


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def client(slack: StandIn, session: aiohttp.ClientSession) -> AsyncWebClient:
    """What the bot would call Slack with."""
    return api(slack, session)


def api(slack: StandIn, session: aiohttp.ClientSession, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(
        token=token or slack.bot_token, base_url=f"{slack.url}/api/", session=session, retry_handlers=[]
    )


@pytest.fixture
async def bot(slack: StandIn, client: AsyncWebClient) -> AsyncIterator[SmallBot]:
    """A Bolt app connected over Socket Mode."""
    async with by_socket(slack, client) as bot:
        yield bot


@pytest.fixture(params=["socket", "http"])
async def either_bot(
    request: pytest.FixtureRequest, slack: StandIn, client: AsyncWebClient
) -> AsyncIterator[SmallBot]:
    """A Bolt app that hears by Socket Mode, and one that hears by signed HTTP."""
    async with AsyncExitStack() as stack:
        way = by_socket if request.param == "socket" else by_http
        yield await stack.enter_async_context(way(slack, client))


@pytest.fixture
def refuses() -> Refuses:
    """The body with which a call is refused: `(await refuses(client.auth_test()))["error"]`."""

    async def refused(call: Awaitable[Any]) -> Refusal:
        with pytest.raises(SlackApiError) as caught:
            await call
        body = caught.value.response.data
        assert isinstance(body, dict)
        return body

    return refused
