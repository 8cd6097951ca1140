"""What the page talks to: the live line, the gestures, and the guard at the door."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from bot.service.clock import MovableClock
from tests.playground.small_bot import SmallBot

ANA, BRUNO = "U0ANADUARTE", "U0BRUNOCOSTA"
SNAPSHOT = {
    *("type", "now", "clock_moved_by", "me", "team", "bot", "users", "channels", "messages", "home", "modal"),
    *("modal_depth", "commands", "shortcuts", "emoji", "groups"),
    *("signposts", "steps"),
}


@pytest.fixture
def page(slack: StandIn, session: aiohttp.ClientSession) -> Page:
    return Page(slack.url, session)


class Page:
    """A page without a browser."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session = url, session

    async def does(self, gesture: str, who: str = ANA, **fields: Any) -> dict[str, Any]:
        asked = {"as": who, "gesture": gesture, **fields}
        async with self.session.post(f"{self.url}/gesture", json=asked) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def sees(self, who: str = ANA) -> dict[str, Any]:
        async with self.session.ws_connect(f"{self.url}/live?as={who}") as socket:
            snapshot: dict[str, Any] = await socket.receive_json()
            return snapshot


async def test_a_snapshot_has_all_that_a_person_may_see(slack: StandIn, page: Page) -> None:
    said = await slack.hands.say("bruno", "#support", "Hello @ana")
    seen = await page.sees()
    assert seen.keys() == SNAPSHOT
    assert seen["me"] == ANA
    assert [c["name"] for c in seen["channels"]] == [
        *("general", "support", "kudos", "escalations", "bakery-partners", "", ""),
    ]
    support = seen["channels"][1]
    assert support.keys() == {
        *("id", "name", "kind", "with", "members", "archived", "topic", "shared_with", "unread", "member"),
    }
    assert (support["unread"], support["member"]) == (1, True)
    [message] = seen["messages"]["C0SUPPORT00"]
    assert message.keys() == {
        *("ts", "user", "text", "blocks", "thread_ts", "replies", "reply_users", "reactions", "edited"),
        *("ephemeral", "bot", "subtype", "state", "username", "files"),
    }
    assert (message["ts"], message["text"]) == (said.ts, "Hello <@U0ANADUARTE>")
    assert seen["emoji"]["star2"] == "🌟"


async def test_nobody_sees_what_is_not_for_them(slack: StandIn, page: Page, client: AsyncWebClient) -> None:
    await slack.hands.say("ana", "#escalations", "Among us")
    await client.chat_postEphemeral(channel="C0SUPPORT00", user=ANA, text="For Ana")
    seen = await page.sees("dora")
    assert "C0ESCALATES" not in seen["messages"]
    assert "D0ANABRUNO0" not in seen["messages"]
    assert seen["messages"]["C0SUPPORT00"] == []


async def test_every_change_is_shown_at_once_and_one_may_become_another(slack: StandIn, page: Page) -> None:
    async with page.session.ws_connect(f"{slack.url}/live") as socket:
        assert (await socket.receive_json())["me"] == ANA
        await slack.hands.say("bruno", "#support", "Hello")
        seen = await socket.receive_json()
        assert [m["text"] for m in seen["messages"]["C0SUPPORT00"]] == ["Hello"]
        await socket.send_json({"as": "bruno"})
        assert (await socket.receive_json())["me"] == BRUNO


async def test_a_conversation_by_gestures(slack: StandIn, page: Page) -> None:
    assert (await page.does("say", channel="C0SUPPORT00", text="Hello @bruno"))["ok"]
    [said] = slack.workspace.messages("#support")
    where = {"channel": said.channel, "ts": said.ts}
    await page.does("say", BRUNO, channel="C0SUPPORT00", text="Hi", thread=said.ts)
    await page.does("react", BRUNO, **where, name="wave")
    await page.does("edit", **where, text="Hello <all>")
    assert (said.text, said.reactions) == ("Hello &lt;all&gt;", {"wave": [BRUNO]})
    await page.does("unreact", BRUNO, **where, name="wave")
    await page.does("seen", BRUNO, channel="C0SUPPORT00")
    assert (await page.sees(BRUNO))["channels"][1]["unread"] == 0
    assert said.reactions == {}
    refused = await page.does("delete", BRUNO, **where)
    assert refused == {"ok": False, "error": "Only the author may do that.", "errors": {}}


async def test_a_modal_by_gestures(slack: StandIn, page: Page, bot: SmallBot, client: AsyncWebClient) -> None:
    element = {"type": "plain_text_input", "action_id": "words"}
    label = {"type": "plain_text", "text": "Words"}
    blocks: list[dict[str, Any]] = [
        {"type": "input", "block_id": "story", "label": label, "element": element}
    ]
    button = {"type": "button", "action_id": "more", "text": label}
    blocks.append({"type": "actions", "block_id": "row", "elements": [button]})
    view = {"type": "modal", "title": label, "submit": label, "blocks": blocks}
    await client.views_open(trigger_id=slack.triggers.make(ANA), view=view)
    seen = await page.sees()
    assert seen["modal_depth"] == 1
    view_id = seen["modal"]["id"]
    values = {"story": {"words": "She sang"}}
    where = {"kind": "view", "view_id": view_id}
    assert (await page.does("press", where=where, action_id="more", block_id="row", values=values))["ok"]
    bot.says = {"response_action": "errors", "errors": {"story": "Say more"}}
    answer = await page.does("submit", view_id=view_id, values=values)
    assert (answer["ok"], answer["errors"]) == (False, {"story": "Say more"})
    assert (await page.does("close", view_id=view_id))["ok"]
    late = await page.does("submit", view_id=view_id, values=values)
    assert late["error"] == "This window was closed."


async def test_commands_buttons_shortcuts_and_home_by_gestures(
    slack: StandIn, page: Page, bot: SmallBot
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}
    bot.says = {"text": "x", "blocks": [{"type": "actions", "elements": [button]}]}
    assert (await page.does("command", channel="C0SUPPORT00", line="/mindset"))["ok"]
    bot.says = {}
    [message] = slack.workspace.messages("#support")
    where = {"kind": "message", "channel": message.channel, "ts": message.ts}
    assert (await page.does("press", where=where, action_id="go", value="1"))["ok"]
    assert (await page.does("shortcut", callback_id="tell_story"))["ok"]
    assert (await page.does("open_home"))["ok"]
    kinds = [body.get("type") or body["command"] for body in bot.heard]
    assert kinds == ["/mindset", "block_actions", "shortcut", "event_callback"]


@pytest.mark.parametrize(
    ("asked", "moved"),
    [({"by": 3600}, 3600), ({"to": "09:00"}, 15 * 60), ({"to": "08:30"}, 23.75 * 3600)],
)
async def test_the_clock_moves_ahead(
    slack: StandIn, page: Page, clock: MovableClock, asked: dict[str, Any], moved: float
) -> None:
    assert (await page.does("clock", **asked))["ok"]
    assert abs((await page.sees())["clock_moved_by"] - moved) <= 2


@pytest.mark.parametrize(
    ("gesture", "fields"),
    [
        ("clock", {"by": -60}),
        ("say", {"channel": "C0NOWHERE00", "text": "x"}),
        ("say", {"channel": "C0SUPPORT00"}),
        ("press", {"where": {"kind": "home"}, "action_id": "x"}),
        ("dance", {}),
    ],
)
async def test_what_cannot_be_done_is_said(page: Page, gesture: str, fields: dict[str, Any]) -> None:
    answer = await page.does(gesture, **fields)
    assert answer["ok"] is False
    assert answer["error"]


async def test_other_sites_stay_outside(slack: StandIn, session: aiohttp.ClientSession) -> None:
    say = {"as": ANA, "gesture": "say", "channel": "C0SUPPORT00", "text": "x"}
    for headers in ({"Origin": "http://evil.test"}, {"Host": "evil.test"}, {"Origin": "http://127.0.0.1:1"}):
        async with session.post(f"{slack.url}/gesture", json=say, headers=headers) as answer:
            assert answer.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{slack.url}/live", headers=headers)
    async with session.post(f"{slack.url}/gesture", json=say, headers={"Origin": slack.url}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/archives/C0SUPPORT00/p1772441100000001"])
async def test_the_page_is_served_fresh(slack: StandIn, session: aiohttp.ClientSession, path: str) -> None:
    async with session.get(f"{slack.url}{path}") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        assert answer.headers["Cache-Control"] == "no-cache"
    async with session.get(f"{slack.url}/page/icon.svg") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-cache")
