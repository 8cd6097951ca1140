"""The wire log: every exchange, one JSON object a line, and no secrets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground import StandIn, serve
from bot.service.clock import MovableClock
from tests.playground.conftest import api
from tests.playground.small_bot import by_http, by_socket

KEYS = {"at", "dir", "kind", "name", "body", "answer", "status"}


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


async def live_a_little(slack: StandIn, session: aiohttp.ClientSession, way: Any) -> None:
    client = api(slack, session)
    async with way(slack, client) as bot:
        bot.says = {"text": "Hello Ana"}
        await slack.hands.command("ana", "#support", f"/mindset my token is {slack.bot_token}")
        command = bot.last
        view = {
            "type": "modal",
            "title": {"type": "plain_text", "text": "Hi"},
            "blocks": [{"type": "divider"}],
        }
        await client.views_open(trigger_id=command["trigger_id"], view=view)
        await AsyncWebhookClient(command["response_url"]).send(text=f"It was {command['response_url']}")
        bot.says = {}
        await slack.hands.say("ana", "#support", "Hello")
        slack.faults.lose_answers("auth.test")
        with pytest.raises(aiohttp.ClientConnectionError):
            await client.auth_test()
        await slack.settled()


async def test_every_exchange_is_one_line(
    tmp_path: Path, clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    for way, kind in ((by_socket, "socket"), (by_http, "http")):
        file = tmp_path / f"{kind}.jsonl"
        slack = StandIn(clock, town="quiet", wire_log=file, rate_limits=False)
        async with serve(slack):
            await live_a_little(slack, session, way)
        lines = read(file)
        assert all(line.keys() == KEYS for line in lines)
        seen = [(line["dir"], line["kind"], line["name"], line["status"]) for line in lines]
        assert ("to_bot", kind, "/mindset", 200) in seen
        assert ("to_bot", kind, "message", 200) in seen
        assert ("from_bot", "web_api", "views.open", 200) in seen
        assert ("from_bot", "web_api", "auth.test", None) in seen
        assert ("from_bot", "http", "response_url", 200) in seen
        [command] = [line for line in lines if line["name"] == "/mindset"]
        assert command["answer"]["text"] == "Hello Ana"
        assert command["at"].startswith("2026-03-02T08:45")


async def test_no_secret_is_written(
    tmp_path: Path, clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    file = tmp_path / "wire.jsonl"
    slack = StandIn(clock, town="quiet", wire_log=file, rate_limits=False)
    async with serve(slack):
        await live_a_little(slack, session, by_socket)
    text = file.read_text()
    assert "my token is [redacted]" in text
    for secret in (*slack.app.hidden, *slack.triggers.names, *slack.hooks.paths, *slack.sockets.tickets):
        assert secret not in text
