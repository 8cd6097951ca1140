"""What the small bot shows: cards, windows and its Home."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


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


SURE: Json = {
    "title": plain("Sure?"),
    "text": plain("This can't be undone."),
    "confirm": plain("Do it"),
    "deny": plain("Not now"),
}


def card(votes: int) -> list[Json]:
    return [
        {"type": "header", "text": plain("A quick poll")},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{votes}* votes"}},
        {
            "type": "actions",
            "elements": [button("vote", "Vote"), button("end", "End it", style="danger", confirm=SURE)],
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


def board() -> list[Json]:
    """A message with all that one may choose from without a form."""
    menu = {"type": "overflow", "options": [option("Hide"), option("Share")], "confirm": SURE}
    kinds: list[Json] = [
        menu,
        {"type": "datepicker"},
        {"type": "users_select"},
        {"type": "multi_users_select"},
    ]
    elements = [{**one, "action_id": f"board_{one['type']}"} for one in kinds]
    return [{"type": "actions", "block_id": "board", "elements": elements}]


def typing(action: str, when: str) -> Json:
    told = {"dispatch_action_config": {"trigger_actions_on": [when]}}
    return {"type": "plain_text_input", "action_id": action, **told}


def find_view(found: str = "") -> Json:
    blocks = [
        asking("query", "Search", typing("seek", "on_character_entered"), dispatch_action=True),
        asking("note", "Note", {"type": "plain_text_input"}, optional=True),
    ]
    if found:
        blocks.insert(1, {"type": "section", "text": plain(f"Looking for {found}.")})
    return window("find", "Find", "Keep", blocks) | {"notify_on_close": True}


def home_view(seen: str = "") -> Json:
    who = {"type": "users_select", "action_id": "home_who"}
    kind = {"type": "static_select", "action_id": "home_kind", "options": [option("Small"), option("Great")]}
    blocks = [
        {"type": "header", "text": plain("Good to see you")},
        asking("query", "Search", typing("home_query", "on_enter_pressed"), dispatch_action=True),
        asking("note", "Note", {"type": "plain_text_input"}, optional=True),
        {"type": "section", "block_id": "who", "text": plain("Who"), "accessory": who},
        {"type": "actions", "block_id": "row", "elements": [kind, button("home_begin", "Begin")]},
    ]
    if seen:
        blocks.append({"type": "section", "text": plain(seen)})
    return {"type": "home", "blocks": blocks}
