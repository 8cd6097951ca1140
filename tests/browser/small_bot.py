"""A bot just big enough to make the page show everything that it can show."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.small_views import board, card, find_view, home_view, plan_view, step, story_view

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Headfirst"},
    "features": {
        "bot_user": {"display_name": "Headfirst"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/mindset",
                "description": "Try a mindset",
                "usage_hint": "[story | poll | stack | plan]",
                "should_escape": True,
            },
            {"command": "/silent", "description": "Never answers", "should_escape": True},
        ],
        "shortcuts": [
            {
                "name": "Which mindset was this?",
                "type": "message",
                "callback_id": "which",
                "description": "Ask the team",
            },
            {"name": "Tell a story", "type": "global", "callback_id": "tell", "description": "From anywhere"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "chat:write.public",
                "reactions:read",
                "im:write",
                "files:write",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
        "interactivity": {"is_enabled": True},
    },
}


def small_bot(token: str, url: str) -> AsyncApp:
    """The app, with its Web API at the stand-in."""
    app = AsyncApp(client=AsyncWebClient(token, base_url=f"{url}/api/"), process_before_response=True)
    votes = {"count": 0}
    _commands(app)
    _polls(app, votes)
    _modals(app)
    _home(app)
    return app


def _commands(app: AsyncApp) -> None:
    @app.command("/mindset")
    async def mindset(ack: AsyncAck, body: Json, client: AsyncWebClient, say: AsyncSay) -> None:
        views = {"story": story_view, "stack": lambda: step(1), "plan": plan_view, "find": find_view}
        word = body["text"].split(" ")[0]
        if word in views:
            await client.views_open(trigger_id=body["trigger_id"], view=views[word]())
            await ack()
        elif word == "poll":
            await say(text="A quick poll", blocks=card(0))
            await ack()
        elif word == "board":
            await say(text="A board", blocks=board())
            await ack()
        else:
            await ack(f"You said *{body['text'] or 'nothing'}*.")

    @app.command("/silent")
    async def silent(body: Json) -> None:
        raise RuntimeError("on purpose: the page shall say that the bot did not answer")

    @app.error
    async def quietly(error: Exception) -> None: ...


def _polls(app: AsyncApp, votes: dict[str, int]) -> None:
    @app.action("vote")
    async def voted(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        votes["count"] += 1
        message = body["message"]
        await client.chat_update(
            channel=body["channel"]["id"], ts=message["ts"], text="A quick poll", blocks=card(votes["count"])
        )
        await ack()

    @app.action("end")
    async def ended(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond("It is over.", replace_original=True)
        await ack()

    @app.action(re.compile("^board_"))
    async def chosen(ack: AsyncAck, action: Json, say: AsyncSay) -> None:
        kept = {k: v for k, v in action.items() if k.startswith("selected")}
        await say(f"Chosen: {read(kept)}")
        await ack()

    @app.shortcut("which")
    async def which(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=step(1))
        await ack()

    @app.shortcut("tell")
    async def tell(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=story_view())
        await ack()


def _modals(app: AsyncApp) -> None:
    @app.action("it")
    async def chosen(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        view = body["view"]
        await client.views_update(view_id=view["id"], hash=view["hash"], view=story_view(extra=True))
        await ack()

    @app.action("seek")
    async def sought(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        view = find_view(body["actions"][0]["value"] or "nothing")
        await client.views_update(view_id=body["view"]["id"], view=view)
        await ack()

    @app.view_closed("find")
    async def closed(ack: AsyncAck, body: Json, say: AsyncSay) -> None:
        held = body["view"]["state"]["values"]
        await say(channel="#support", text=f"Closed, all of it: {body['is_cleared']}, holding {held}")
        await ack()

    @app.action("deeper")
    async def deeper(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_push(trigger_id=body["trigger_id"], view=step(2))
        await ack()

    @app.view("story")
    async def shared(ack: AsyncAck, body: Json, view: Json, say: AsyncSay) -> None:
        words = view["state"]["values"]["words"]["it"]["value"]
        if len(words) < 10:
            await ack(response_action="errors", errors={"words": "A little more, please."})
            return
        await say(channel="#support", text=f"A story: {words}")
        await ack()

    @app.view("plan")
    async def planned(ack: AsyncAck, view: Json, say: AsyncSay) -> None:
        found = {block: read(values["it"]) for block, values in view["state"]["values"].items()}
        await say(channel="#support", text=f"Planned: {found}")
        await ack()


def read(value: Json) -> Any:
    """The plain value in what Slack sends for an input of any kind."""
    for key, got in value.items():
        if key == "type" or got is None:
            continue
        if key == "selected_option":
            return got["value"]
        return [one["value"] for one in got] if key == "selected_options" else got
    return None


def _home(app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        if event["tab"] != "home":
            return
        await client.views_publish(user_id=event["user"], view=home_view())

    @app.action(re.compile("^home_"))
    async def pressed(ack: AsyncAck, body: Json, action: Json, client: AsyncWebClient) -> None:
        values = body["view"]["state"]["values"]
        held = {name: read(entry) for block in values.values() for name, entry in block.items()}
        seen = f"{action['action_id']}: {held}"
        await client.views_publish(user_id=body["user"]["id"], view=home_view(seen))
        await ack()
