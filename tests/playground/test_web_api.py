"""The way of a Web API call: token, scopes, arguments, answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from bot.playground.web_api import COVERED, METHODS
from tests.playground.conftest import Refuses, api


async def ask(session: aiohttp.ClientSession, url: str, **how: object) -> dict[str, Any]:
    async with session.post(url, **how) as response:  # type: ignore[arg-type]
        body: dict[str, Any] = await response.json()
        return body


async def test_the_list_of_covered_methods_is_what_the_routes_answer(
    slack: StandIn, session: aiohttp.ClientSession
) -> None:
    assert sorted(METHODS) == list(COVERED)
    for name in COVERED:
        answer = await ask(session, f"{slack.url}/api/{name}")
        assert answer == {"ok": False, "error": "not_authed"}, name


async def test_a_method_that_is_not_covered_is_unknown(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    assert await refuses(client.api_call("chat.meMessage")) == {
        "ok": False,
        "error": "unknown_method",
        "req_method": "chat.meMessage",
    }


async def test_a_wrong_token_is_refused(
    slack: StandIn, session: aiohttp.ClientSession, refuses: Refuses
) -> None:
    assert (await refuses(api(slack, session, "xoxb-somebody-else").auth_test()))["error"] == "invalid_auth"


async def test_each_kind_of_token_opens_its_own_methods(
    slack: StandIn, session: aiohttp.ClientSession, refuses: Refuses
) -> None:
    with_app_token = api(slack, session, slack.app_token)
    assert (await refuses(with_app_token.auth_test()))["error"] == "not_allowed_token_type"
    with_bot_token = api(slack, session)
    assert (await refuses(with_bot_token.api_call("apps.connections.open")))[
        "error"
    ] == "not_allowed_token_type"


async def test_the_bot_learns_who_it_is(client: AsyncWebClient) -> None:
    me = (await client.auth_test()).data
    assert isinstance(me, dict)
    assert (
        me.items()
        >= {
            "ok": True,
            "team": "Harbour Lane",
            "team_id": "T0HARBOUR",
            "user_id": "U0HEADFIRST",
            "bot_id": "B0HEADFIRST",
        }.items()
    )


async def test_a_missing_scope_is_named(slack: StandIn, client: AsyncWebClient, refuses: Refuses) -> None:
    slack.app.scopes = {"commands", "users:read"}
    refusal = await refuses(client.chat_postMessage(channel="#support", text="Hello"))
    assert refusal == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands,users:read",
    }


async def test_private_channels_need_the_scopes_for_groups(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    slack.app.scopes -= {"groups:read", "groups:history"}
    info = await refuses(client.conversations_info(channel="C0ESCALATES"))
    history = await refuses(client.conversations_history(channel="C0ESCALATES"))
    assert (info["error"], info["needed"]) == ("missing_scope", "groups:read")
    assert (history["error"], history["needed"]) == ("missing_scope", "groups:history")
    assert (await client.conversations_info(channel="C0SUPPORT00"))["ok"]


async def test_a_missing_argument_is_named(client: AsyncWebClient, refuses: Refuses) -> None:
    refusal = await refuses(client.api_call("chat.postMessage", json={"text": "To nobody"}))
    assert refusal["error"] == "invalid_arguments"
    assert refusal["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


@pytest.mark.parametrize("argument", [{"channel": 7}, {"channel": "#support", "limit": "many"}])
async def test_arguments_of_the_wrong_type_are_refused(
    client: AsyncWebClient, refuses: Refuses, argument: dict[str, Any]
) -> None:
    refusal = await refuses(client.api_call("conversations.history", json=argument))
    assert refusal["error"] == "invalid_arguments"


async def test_a_form_carries_blocks_as_text(slack: StandIn, session: aiohttp.ClientSession) -> None:
    blocks = json.dumps([{"type": "divider"}])
    form = {"token": slack.bot_token, "channel": "C0SUPPORT00", "text": "Hello", "blocks": blocks}
    answer = await ask(session, f"{slack.url}/api/chat.postMessage", data=form)
    assert answer["ok"]
    broken = await ask(session, f"{slack.url}/api/chat.postMessage", data={**form, "blocks": "[{"})
    assert broken["error"] == "invalid_blocks_format"


async def test_calls_are_kept_in_order_and_without_tokens(
    slack: StandIn, session: aiohttp.ClientSession
) -> None:
    form = {"token": slack.bot_token, "channel": "C0SUPPORT00", "text": "Hello"}
    await ask(session, f"{slack.url}/api/chat.postMessage", data=form)
    await api(slack, session).auth_test()
    assert slack.calls == [
        ("chat.postMessage", {"channel": "C0SUPPORT00", "text": "Hello"}),
        ("auth.test", {}),
    ]


async def test_the_manifest_decides_on_scopes_commands_and_the_name(
    slack: StandIn, client: AsyncWebClient
) -> None:
    slack.configure(
        {
            "display_information": {"name": "Headfirst"},
            "features": {
                "bot_user": {"display_name": "Heady Two"},
                "slash_commands": [{"command": "/mindset", "description": "Today's thought"}],
            },
            "oauth_config": {"scopes": {"bot": ["commands"], "bot_optional": ["users:read"]}},
        }
    )
    assert slack.app.scopes == {"commands", "users:read"}
    assert (await client.users_info(user="U0HEADFIRST"))["user"]["real_name"] == "Heady Two"
    assert (await slack.hands.command("ana", "#support", "/other")).error == "unknown_command"


def test_the_playground_imports_nothing_of_the_bot_but_its_clock() -> None:
    import bot.playground

    folder = Path(bot.playground.__file__).parent
    lines = [line for file in folder.rglob("*.py") for line in file.read_text().splitlines()]
    imports = {
        line.split()[1]
        for line in lines
        if line.lstrip().startswith(("from bot", "import bot", "from rituals"))
    }
    assert {name for name in imports if not name.startswith("bot.playground")} == {"bot.service.clock"}
