"""response_urls: five answers in thirty minutes, to the place where somebody did something."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground import StandIn
from bot.service.clock import MovableClock
from tests.playground.small_bot import SmallBot


async def respond(url: str, **body: Any) -> tuple[int, str]:
    answer = await AsyncWebhookClient(url, retry_handlers=[]).send_dict(body)
    return answer.status_code, answer.body


@pytest.fixture
async def response_url(slack: StandIn, bot: SmallBot) -> str:
    """Ana typed a command in #support."""
    await slack.hands.command("ana", "#support", "/mindset")
    url: str = bot.last["response_url"]
    return url


async def test_an_answer_is_for_the_person_unless_it_says_otherwise(
    slack: StandIn, response_url: str
) -> None:
    assert await respond(response_url, text="For you") == (200, "ok")
    assert await respond(response_url, text="For all", response_type="in_channel") == (200, "ok")
    first, second = slack.workspace.messages("#support")
    assert (first.text, first.seen_by) == ("For you", "U0ANADUARTE")
    assert (second.text, second.ephemeral) == ("For all", False)


async def test_the_sixth_answer_comes_too_late(response_url: str) -> None:
    for _ in range(5):
        assert (await respond(response_url, text="x"))[0] == 200
    assert await respond(response_url, text="x") == (404, '{"ok":false,"error":"used_url"}')


async def test_after_thirty_minutes_it_is_too_late(response_url: str, clock: MovableClock) -> None:
    clock.advance(timedelta(minutes=29))
    assert (await respond(response_url, text="x"))[0] == 200
    clock.advance(timedelta(minutes=1))
    assert await respond(response_url, text="x") == (404, '{"ok":false,"error":"expired_url"}')


async def test_the_first_answer_to_a_command_can_be_replaced(slack: StandIn, response_url: str) -> None:
    await respond(response_url, text="Working on it")
    await respond(response_url, text="Done", replace_original=True)
    assert [m.text for m in slack.workspace.messages("#support")] == ["Done"]


async def test_the_pressed_message_can_be_replaced_and_deleted(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    await client.chat_postMessage(channel="#support", text="Press", blocks=blocks)
    [message] = slack.workspace.messages("#support")
    await slack.hands.press("ana", message, "go")
    url = bot.last["response_url"]
    await respond(url, text="Pressed", replace_original=True)
    assert (message.text, message.blocks) == ("Pressed", None)
    await respond(url, delete_original=True)
    assert slack.workspace.messages("#support") == []


async def test_a_private_answer_reaches_rooms_that_the_bot_is_not_in(slack: StandIn, bot: SmallBot) -> None:
    await slack.hands.command("ana", "D0ANABRUNO0", "/mindset")
    assert (await respond(bot.last["response_url"], text="Psst"))[0] == 200
    assert slack.workspace.messages("D0ANABRUNO0")[0].seen_by == "U0ANADUARTE"


async def test_an_answer_into_a_thread_is_for_all(slack: StandIn, bot: SmallBot, response_url: str) -> None:
    head = await slack.hands.say("ana", "#support", "Head")
    await respond(response_url, text="Reply", response_type="in_channel", thread_ts=head.ts)
    assert [m.text for m in slack.workspace.replies(head)] == ["Reply"]


@pytest.mark.parametrize(
    ("body", "error"), [({"blocks": [{"type": "nonsense"}]}, "invalid_blocks"), ({"text": ""}, "no_text")]
)
async def test_what_slack_would_not_show_is_refused(
    response_url: str, body: dict[str, Any], error: str
) -> None:
    assert await respond(response_url, **body) == (400, f'{{"ok":false,"error":"{error}"}}')


async def test_nothing_is_behind_an_invented_address(slack: StandIn, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{slack.url}/hooks/commands/T0HARBOUR/1/invented", json={"text": "x"}) as answer:
        assert answer.status == 404
    async with session.post(f"{slack.url}/hooks/commands/T0HARBOUR/1/invented", data=b"x") as answer:
        assert answer.status == 400
