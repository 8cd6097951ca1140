"""Mishaps to order, and Slack's own rate limits."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.playground import StandIn, serve
from bot.playground.limits import Limits
from bot.playground.refusals import TooFast
from tests.playground.conftest import Refuses, api


async def test_a_lost_answer_took_effect(slack: StandIn, client: AsyncWebClient) -> None:
    slack.faults.lose_answers("chat.postMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="#support", text="Once")
    assert [m.text for m in slack.workspace.messages("#support")] == ["Once"]
    assert (await client.chat_postMessage(channel="#support", text="Again"))["ok"]


async def test_a_refusal_to_order_does_nothing(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    slack.faults.refuse("chat.postMessage", "restricted_action")
    call = client.chat_postMessage(channel="#support", text="x")
    assert await refuses(call) == {"ok": False, "error": "restricted_action"}
    assert slack.workspace.messages("#support") == []


async def test_a_server_error_does_nothing(slack: StandIn, client: AsyncWebClient) -> None:
    slack.faults.server_errors("chat.postMessage", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel="#support", text="x")
        assert caught.value.response.status_code == 500
    assert slack.workspace.messages("#support") == []
    assert (await client.chat_postMessage(channel="#support", text="x"))["ok"]


async def test_a_rate_limit_to_order_says_how_long(slack: StandIn, client: AsyncWebClient) -> None:
    slack.faults.rate_limit("chat.update", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_update(channel="C0SUPPORT00", ts="1.000001", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert caught.value.response["error"] == "ratelimited"


async def test_a_held_call_has_taken_effect_and_is_answered_later(
    slack: StandIn, client: AsyncWebClient
) -> None:
    hold = slack.faults.hold("chat.postMessage")
    posting = asyncio.create_task(client.chat_postMessage(channel="#support", text="Held"))
    await hold.reached()
    assert [m.text for m in slack.workspace.messages("#support")] == ["Held"]
    assert not posting.done()
    hold.release()
    assert (await posting)["ok"]


async def test_one_message_a_second_in_a_channel(clock: MovableClock, session: aiohttp.ClientSession) -> None:
    slack = StandIn(clock, town="quiet")
    async with serve(slack):
        client = api(slack, session)
        await client.chat_postMessage(channel="C0SUPPORT00", text="One")
        await client.chat_postMessage(channel="C0KUDOSFEED", text="Elsewhere")
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel="C0SUPPORT00", text="Two")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "1"
        assert len(slack.workspace.messages("#support")) == 1


@pytest.mark.parametrize(
    ("method", "tier", "most"),
    [("conversations.list", "t2", 20), ("chat.update", "t3", 50), ("views.open", "t4", 100)],
)
async def test_a_method_is_called_so_many_times_a_minute(method: str, tier: str, most: int) -> None:
    limits = Limits()
    for _ in range(most):
        limits.admit(method, tier, None)
    with pytest.raises(TooFast) as refused:
        limits.admit(method, tier, None)
    assert 59 <= refused.value.retry_after <= 60


async def test_the_limits_can_be_switched_off() -> None:
    limits = Limits(enabled=False)
    for _ in range(500):
        limits.admit("chat.postMessage", "special", "C0SUPPORT00")
