"""The app is taken out of the workspace, and comes back."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.conftest import Refuses
from tests.playground.shapes import words
from tests.playground.small_bot import SmallBot


async def test_the_app_is_told_once_that_it_was_taken_out(slack: StandIn, either_bot: SmallBot) -> None:
    await slack.hands.uninstall()
    await slack.hands.uninstall()
    await slack.settled()
    [gone], [revoked] = either_bot.events("app_uninstalled"), either_bot.events("tokens_revoked")
    assert gone.keys() == {"type", "event_ts"}
    assert revoked["tokens"] == {"oauth": [], "bot": ["U0HEADFIRST"]}


async def test_its_token_opens_nothing_until_it_is_back(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    await slack.hands.uninstall()
    for call in (client.auth_test(), client.chat_postMessage(channel="#support", text="Still here?")):
        assert (await refuses(call))["error"] == "account_inactive"
    assert slack.workspace.messages("#support") == []
    await slack.hands.reinstall()
    assert (await client.chat_postMessage(channel="#support", text="Back"))["ok"]


async def test_meanwhile_it_hears_nothing(slack: StandIn, bot: SmallBot, client: AsyncWebClient) -> None:
    button = {"type": "button", "action_id": "cheer", "text": words("Cheer")}
    blocks = [{"type": "actions", "elements": [button]}]
    posted = await client.chat_postMessage(channel="#support", text="A story", blocks=blocks)
    card = slack.workspace.message(posted["channel"], posted["ts"])
    assert card is not None
    await slack.hands.uninstall()
    await slack.settled()
    bot.heard.clear()
    assert (await slack.hands.command("ana", "#support", "/mindset")).error == "unknown_command"
    assert (await slack.hands.press("ana", card, "cheer")).error == "app_not_installed"
    await slack.hands.react("ana", card, "star2")
    await slack.settled()
    assert bot.heard == []
    await slack.hands.reinstall()
    assert (await slack.hands.press("ana", card, "cheer")).ok
