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
from tests.playground.shapes import asks
from tests.playground.small_bot import SmallBot


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
    assert 59 <= int(refused.value.headers["Retry-After"]) <= 60


async def test_the_limits_can_be_switched_off() -> None:
    limits = Limits(enabled=False)
    for _ in range(500):
        limits.admit("chat.postMessage", "special", "C0SUPPORT00")


# --- events


async def heard_kinds(slack: StandIn, bot: SmallBot) -> list[str]:
    await slack.settled()
    return [body["event"]["type"] for body in bot.heard]


async def test_events_that_were_held_come_in_the_order_that_one_wants(slack: StandIn, bot: SmallBot) -> None:
    held = slack.faults.hold_events()
    said = await slack.hands.say("bruno", "#support", "Hello")
    await slack.hands.react("ana", said, "star2")
    await slack.hands.unreact("ana", said, "star2")
    assert await heard_kinds(slack, bot) == []
    assert held.kinds == ["message", "reaction_added", "reaction_removed"]
    await held.release([2, 1])
    assert await heard_kinds(slack, bot) == ["reaction_removed", "reaction_added"]
    removed, added = (float(body["event"]["event_ts"]) for body in bot.heard)
    assert added < removed
    await slack.hands.react("ana", said, "heart")
    assert (await heard_kinds(slack, bot))[2:] == ["reaction_added"]


async def test_an_event_named_twice_comes_twice_under_one_id(slack: StandIn, bot: SmallBot) -> None:
    held = slack.faults.hold_events()
    await slack.hands.say("bruno", "#support", "Hello")
    await held.release([0, 0])
    assert await heard_kinds(slack, bot) == ["message", "message"]
    assert len({body["event_id"] for body in bot.heard}) == 1


async def test_what_happens_later_does_not_change_what_is_held(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    search = asks("search", {"type": "plain_text_input"}, dispatch_action=True)
    await client.views_publish(user_id="U0ANADUARTE", view={"type": "home", "blocks": [search]})
    held = slack.faults.hold_events()
    await slack.hands.open_home("ana")
    await slack.hands.press("ana", "home", "search-element", selected="cake")
    await held.release()
    [opened] = bot.events("app_home_opened")
    assert opened["view"]["state"]["values"]["search"]["search-element"]["value"] is None


async def test_events_are_lost_and_repeated_to_order(slack: StandIn, bot: SmallBot) -> None:
    slack.faults.lose_events(kind="reaction_added")
    slack.faults.repeat_events(times=2, kind="reaction_removed")
    said = await slack.hands.say("bruno", "#support", "Hello")
    for person in ("ana", "carla"):
        await slack.hands.react(person, said, "star2")
        await slack.hands.unreact(person, said, "star2")
    assert sorted(await heard_kinds(slack, bot)) == [
        *("message", "reaction_added"),
        *["reaction_removed"] * 4,
    ]


async def test_looking_at_home_waits_for_nobody_whose_events_are_held(slack: StandIn, bot: SmallBot) -> None:
    held = slack.faults.hold_events()
    assert await slack.hands.open_home("ana") is None
    assert held.kinds == ["app_home_opened"]
