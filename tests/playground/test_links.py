"""The two ways to a bot: Socket Mode with its connections, and HTTP with its signatures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn, serve
from bot.service.clock import MovableClock
from tests.playground.conftest import api
from tests.playground.small_bot import by_socket


async def plug_in(slack: StandIn, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    """A bare connection, to see the frames themselves."""
    answer = await api(slack, session, slack.app_token).apps_connections_open(app_token=slack.app_token)
    return await session.ws_connect(answer["url"])


async def test_a_connection_begins_with_hello(slack: StandIn, session: aiohttp.ClientSession) -> None:
    async with await plug_in(slack, session) as socket:
        hello = await socket.receive_json()
        assert hello.keys() == {"type", "num_connections", "debug_info", "connection_info"}
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"] == {"app_id": slack.app.app_id}


async def test_a_ticket_is_good_for_one_connection(slack: StandIn, session: aiohttp.ClientSession) -> None:
    answer = await api(slack, session, slack.app_token).apps_connections_open(app_token=slack.app_token)
    async with session.ws_connect(answer["url"]):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(answer["url"])


async def test_an_envelope_tells_its_kind_and_whether_it_takes_an_answer(
    slack: StandIn, session: aiohttp.ClientSession
) -> None:
    async with await plug_in(slack, session) as socket:
        await socket.receive_json()
        await slack.hands.say("ana", "#support", "Hello")
        event = await socket.receive_json()
        assert event.keys() == {
            *("envelope_id", "type", "payload", "accepts_response_payload", "retry_attempt", "retry_reason"),
        }
        assert (event["type"], event["accepts_response_payload"]) == ("events_api", False)
        await socket.send_json({"envelope_id": event["envelope_id"]})
        typing = asyncio.create_task(slack.hands.command("ana", "#support", "/mindset"))
        command = await socket.receive_json()
        assert command.keys() == {"envelope_id", "type", "payload", "accepts_response_payload"}
        assert (command["type"], command["accepts_response_payload"]) == ("slash_commands", True)
        await socket.send_json({"envelope_id": command["envelope_id"], "payload": {"text": "Hi"}})
        assert (await typing).body == {"text": "Hi"}


async def test_each_envelope_goes_to_one_of_the_connections_in_turn(
    slack: StandIn, session: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    async with by_socket(slack, client) as first, by_socket(slack, client) as second:
        for number in range(4):
            await slack.hands.say("ana", "#support", f"Line {number}")
        await slack.settled()
        assert len(first.heard) == len(second.heard) == 2


async def test_an_event_is_sent_again_when_the_connection_breaks_before_the_ack(
    slack: StandIn, session: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    async with await plug_in(slack, session) as broken:
        await broken.receive_json()
        await slack.hands.say("ana", "#support", "Hello")
        await broken.receive_json()
        async with by_socket(slack, client) as bot:
            await broken.close()
            await slack.settled()
            assert [event["text"] for event in bot.events("message")] == ["Hello"]
            assert bot.headers[0]["x-slack-retry-reason"] == ["connection_failed"]


async def test_a_bot_that_is_asked_to_leave_comes_back(slack: StandIn, client: AsyncWebClient) -> None:
    async with by_socket(slack, client) as bot:
        await slack.sockets.disconnect("refresh_requested")
        await slack.connected()
        await slack.hands.say("ana", "#support", "Hello again")
        await slack.settled()
        assert [event["text"] for event in bot.events("message")] == ["Hello again"]


async def test_a_warning_leaves_the_connection_open(slack: StandIn, session: aiohttp.ClientSession) -> None:
    async with await plug_in(slack, session) as socket:
        await socket.receive_json()
        await slack.sockets.disconnect("warning")
        assert (await socket.receive_json())["reason"] == "warning"
        assert slack.sockets.connected


async def test_an_eleventh_connection_is_one_too_many(slack: StandIn, session: aiohttp.ClientSession) -> None:
    sockets = [await plug_in(slack, session) for _ in range(11)]
    last = sockets[-1]
    assert (await last.receive_json())["type"] == "hello"
    assert (await last.receive_json())["reason"] == "too_many_websockets"
    for socket in sockets:
        await socket.close()


@asynccontextmanager
async def ear(status: int = 200, **headers: str) -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A server that keeps what it is sent and always answers the same."""
    heard: list[web.Request] = []

    async def door(request: web.Request) -> web.Response:
        await request.read()
        heard.append(request)
        return web.Response(status=status, headers=headers)

    server = web.Application()
    server.router.add_post("/", door)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/", heard
    await runner.cleanup()


async def test_http_is_signed_as_slack_signs(slack: StandIn) -> None:
    async with ear() as (url, heard):
        slack.over_http(url)
        await slack.hands.say("ana", "#support", "Grüße, <b>")
        await slack.hands.command("ana", "#support", "/mindset ä & ö")
        await slack.hands.shortcut("ana", "tell_story")
        await slack.settled()
        verifier = SignatureVerifier(slack.signing_secret)
        for request in heard:
            assert verifier.is_valid_request(await request.read(), dict(request.headers))
        kinds = [request.content_type for request in heard]
        assert sorted(kinds) == ["application/json", *["application/x-www-form-urlencoded"] * 2]


async def test_interactions_come_as_a_form_with_one_payload(slack: StandIn) -> None:
    async with ear() as (url, heard):
        slack.over_http(url)
        await slack.hands.shortcut("ana", "tell_story")
        form: Any = await heard[0].post()
        assert list(form) == ["payload"]
        assert json.loads(form["payload"])["callback_id"] == "tell_story"


async def test_a_server_that_wants_no_retry_gets_none(slack: StandIn) -> None:
    async with ear(500, **{"x-slack-no-retry": "1"}) as (url, heard):
        slack.over_http(url)
        await slack.hands.say("ana", "#support", "Hello")
        await slack.settled()
        assert len(heard) == 1


async def test_waiting_does_not_last_as_long_as_the_retries_to_come(clock: MovableClock) -> None:
    slack = StandIn(clock, town="quiet", retry_delays=(600,))
    async with serve(slack):
        await slack.hands.say("ana", "#support", "Nobody hears this")
        await slack.settled(retries=False)
        assert len(slack.events.sent) == 1


async def test_the_stand_in_stays_on_this_machine(clock: MovableClock) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        async with serve(StandIn(clock, town="quiet"), host="0.0.0.0"):
            pass


async def test_an_unknown_token_gets_no_connection(slack: StandIn, session: aiohttp.ClientSession) -> None:
    with pytest.raises(SlackApiError):
        await api(slack, session).apps_connections_open(app_token="xapp-somebody-else")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(f"{slack.url}/socket/?ticket=invented")
