"""A bot just big enough to make the page show everything that it can show."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

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


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


def button(action: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action, "text": plain(text), "value": "1", **more}


def asking(block: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {"action_id": "it", **element},
        **more,
    }


def card(votes: int) -> list[Json]:
    sure = {
        "title": plain("Sure?"),
        "text": plain("It cannot be undone."),
        "confirm": plain("Do it"),
        "deny": plain("Not now"),
    }
    return [
        {"type": "header", "text": plain("A quick poll")},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{votes}* votes"}},
        {
            "type": "actions",
            "elements": [button("vote", "Vote"), button("end", "End it", style="danger", confirm=sure)],
        },
    ]


def window(callback: str, title: str, submit: str, blocks: list[Json]) -> Json:
    about = {"title": plain(title), "submit": plain(submit), "close": plain("Cancel")}
    return {"type": "modal", "callback_id": callback, **about, "blocks": blocks}


def story_view(extra: bool = False) -> Json:
    kinds = [option("Small"), option("Great")]
    blocks = [
        asking("words", "What happened?", {"type": "plain_text_input", "multiline": True}),
        asking("kind", "Kind", {"type": "static_select", "options": kinds}, dispatch_action=True),
        asking("who", "Who did it", {"type": "multi_users_select"}, optional=True),
    ]
    if extra:
        blocks.insert(1, {"type": "section", "text": plain("A great one, then.")})
    return window("story", "Tell a story", "Share", blocks)


def step(number: int) -> Json:
    blocks = [
        asking("note", f"Note {number}", {"type": "plain_text_input"}, optional=True),
        {"type": "actions", "elements": [button("deeper", "Go deeper")]},
    ]
    return window("step", f"Step {number}", "Done", blocks)


def plan_view() -> Json:
    ways = [option("Calm"), option("Bold")]
    kinds: list[tuple[str, Json]] = [
        ("Day", {"type": "datepicker", "initial_date": "2026-11-24"}),
        ("Time", {"type": "timepicker", "initial_time": "09:00"}),
        ("Moment", {"type": "datetimepicker", "initial_date_time": 1_795_510_800}),
        ("Way", {"type": "radio_buttons", "options": ways, "initial_option": ways[0]}),
        ("Extras", {"type": "checkboxes", "options": ways}),
        (
            "Days",
            {
                "type": "multi_static_select",
                "options": [option("Mon"), option("Tue")],
                "initial_options": [option("Tue")],
            },
        ),
        ("Person", {"type": "users_select"}),
        ("Place", {"type": "conversations_select"}),
        ("Room", {"type": "channels_select"}),
        ("Number", {"type": "number_input", "is_decimal_allowed": False}),
        ("Mail", {"type": "email_text_input"}),
        ("Link", {"type": "url_text_input"}),
    ]
    blocks = [asking(label.lower(), label, element, optional=True) for label, element in kinds]
    return window("plan", "Plan", "Keep", blocks)


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
        views = {"story": story_view, "stack": lambda: step(1), "plan": plan_view}
        word = body["text"].split(" ")[0]
        if word in views:
            await client.views_open(trigger_id=body["trigger_id"], view=views[word]())
            await ack()
        elif word == "poll":
            await say(text="A quick poll", blocks=card(0))
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
        blocks = [
            {"type": "header", "text": plain("Good to see you")},
            {"type": "actions", "elements": [button("deeper_home", "Begin")]},
        ]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
