"""Block Kit elements: what each may hold, by Slack's documented limits."""

from __future__ import annotations

from typing import Any

from bot.playground.block_rules import (
    Fields,
    Inspection,
    Rule,
    anything,
    boolean,
    either,
    items,
    look_over,
    matching,
    may,
    needs,
    number,
    obj,
    one_of,
    plain,
    string,
    typed,
)

DATE = matching(r"\d{4}-\d{2}-\d{2}", "a date of the form YYYY-MM-DD")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time of the form HH:MM")

CONFIRM = obj(
    {
        "title": needs(plain(100)),
        "text": needs(either(300)),
        "confirm": needs(plain(30)),
        "deny": needs(plain(30)),
        "style": may(one_of("primary", "danger")),
    }
)
OPTION_FIELDS: Fields = {"value": needs(string(150)), "description": may(plain(75))}
OPTION = obj({"text": needs(plain(75)), **OPTION_FIELDS})
LINK_OPTION = obj({"text": needs(plain(75)), "url": may(string(3000)), **OPTION_FIELDS})
RICH_OPTION = obj({"text": needs(either(75)), "value": needs(string(150)), "description": may(either(75))})
GROUP = obj({"label": needs(plain(75)), "options": needs(items(OPTION, 1, 100))})
FILTER = obj(
    {
        "include": may(items(one_of("im", "mpim", "private", "public"), 1, 4)),
        "exclude_external_shared_channels": may(boolean),
        "exclude_bot_users": may(boolean),
    }
)
DISPATCH = obj({"trigger_actions_on": needs(items(one_of("on_enter_pressed", "on_character_entered"), 1, 2))})

ACTION: Fields = {"action_id": may(string(255))}
FOCUS: Fields = {**ACTION, "focus_on_load": may(boolean)}
PICK: Fields = {**FOCUS, "placeholder": may(plain(150)), "confirm": may(CONFIRM)}
TYPE_IN: Fields = {
    **FOCUS,
    "placeholder": may(plain(150)),
    "initial_value": may(string(3000)),
    "dispatch_action_config": may(DISPATCH),
}
MANY: Fields = {**PICK, "max_selected_items": may(number(1, 10_000))}
LISTED: Fields = {"options": may(items(OPTION, 0, 100)), "option_groups": may(items(GROUP, 1, 100))}
IDS = items(string(255), 0, 1000)
IMAGE: Fields = {"image_url": may(string(3000)), "slack_file": may(anything), "alt_text": needs(string(2000))}

ELEMENTS: dict[str, Fields] = {
    "button": {
        **ACTION,
        "text": needs(plain(75)),
        "value": may(string(2000)),
        "url": may(string(3000)),
        "style": may(one_of("primary", "danger")),
        "confirm": may(CONFIRM),
        "accessibility_label": may(string(75)),
    },
    "overflow": {**ACTION, "options": needs(items(LINK_OPTION, 1, 5)), "confirm": may(CONFIRM)},
    "checkboxes": {
        **FOCUS,
        "options": needs(items(RICH_OPTION, 1, 10)),
        "initial_options": may(items(RICH_OPTION, 1, 10)),
        "confirm": may(CONFIRM),
    },
    "radio_buttons": {
        **FOCUS,
        "options": needs(items(RICH_OPTION, 1, 10)),
        "initial_option": may(RICH_OPTION),
        "confirm": may(CONFIRM),
    },
    "datepicker": {**PICK, "initial_date": may(DATE)},
    "timepicker": {**PICK, "initial_time": may(TIME), "timezone": may(string(255))},
    "datetimepicker": {
        **FOCUS,
        "initial_date_time": may(number(10**9, 10**10 - 1)),
        "confirm": may(CONFIRM),
    },
    "static_select": {**PICK, **LISTED, "initial_option": may(OPTION)},
    "multi_static_select": {**MANY, **LISTED, "initial_options": may(items(OPTION, 1, 100))},
    "external_select": {**PICK, "min_query_length": may(number(0, 100)), "initial_option": may(OPTION)},
    "multi_external_select": {
        **MANY,
        "min_query_length": may(number(0, 100)),
        "initial_options": may(items(OPTION, 1, 100)),
    },
    "users_select": {**PICK, "initial_user": may(string(255))},
    "multi_users_select": {**MANY, "initial_users": may(IDS)},
    "channels_select": {**PICK, "initial_channel": may(string(255)), "response_url_enabled": may(boolean)},
    "multi_channels_select": {**MANY, "initial_channels": may(IDS)},
    "conversations_select": {
        **PICK,
        "initial_conversation": may(string(255)),
        "default_to_current_conversation": may(boolean),
        "response_url_enabled": may(boolean),
        "filter": may(FILTER),
    },
    "multi_conversations_select": {
        **MANY,
        "initial_conversations": may(IDS),
        "default_to_current_conversation": may(boolean),
        "filter": may(FILTER),
    },
    "plain_text_input": {
        **TYPE_IN,
        "multiline": may(boolean),
        "min_length": may(number(0, 3000)),
        "max_length": may(number(1, 3000)),
    },
    "email_text_input": TYPE_IN,
    "url_text_input": TYPE_IN,
    "number_input": {
        **TYPE_IN,
        "is_decimal_allowed": needs(boolean),
        "min_value": may(anything),
        "max_value": may(anything),
    },
    "rich_text_input": {
        **FOCUS,
        "placeholder": may(plain(150)),
        "initial_value": may(anything),
        "dispatch_action_config": may(DISPATCH),
    },
    "file_input": {**ACTION, "filetypes": may(anything), "max_files": may(number(1, 10))},
    "workflow_button": {
        **ACTION,
        "text": needs(plain(75)),
        "workflow": needs(anything),
        "style": may(one_of("primary", "danger")),
        "accessibility_label": may(string(75)),
    },
    "image": IMAGE,
}

SELECTS = frozenset(name for name in ELEMENTS if name.endswith("_select"))
IN_ACTIONS = SELECTS | {
    "button",
    "checkboxes",
    "datepicker",
    "datetimepicker",
    "overflow",
    "radio_buttons",
    "rich_text_input",
    "timepicker",
    "workflow_button",
}
IN_SECTION = (IN_ACTIONS | {"image"}) - {"datetimepicker", "rich_text_input"}
TEXT_INPUTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
IN_INPUT = (
    SELECTS
    | TEXT_INPUTS
    | {
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "file_input",
        "radio_buttons",
        "rich_text_input",
        "timepicker",
    }
)


def _element(kind: str) -> Rule:
    """The rule of one kind of element, with what no list of fields can say."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        if not look_over(value, path, ELEMENTS[kind], seen):
            return
        _unique_action(value, path, seen)
        seen.focused += value.get("focus_on_load") is True
        if seen.focused > 1:
            seen.wrong("only one element may have focus_on_load", f"{path}/focus_on_load")
        listed = kind in ("static_select", "multi_static_select")
        if listed and bool(value.get("options")) == bool(value.get("option_groups")):
            seen.wrong("must provide exactly one of options, option_groups", path)
        if kind == "image" and bool(value.get("image_url")) == bool(value.get("slack_file")):
            seen.wrong("must provide exactly one of image_url, slack_file", path)
        _initial_among_options(value, path, seen)

    return rule


def _unique_action(value: dict[str, Any], path: str, seen: Inspection) -> None:
    name = value.get("action_id")
    if name is None:
        return
    if name in seen.action_ids:
        seen.wrong(f'action_id "{name}" already exists', f"{path}/action_id")
    seen.action_ids.add(name)


def _initial_among_options(value: dict[str, Any], path: str, seen: Inspection) -> None:
    groups = value.get("option_groups") or []
    options = [*(value.get("options") or []), *(o for g in groups for o in g.get("options", []))]
    first = value.get("initial_option")
    chosen = [first] if first else value.get("initial_options") or []
    known = [_drawn(option) for option in options]
    if options and any(_drawn(one) not in known for one in chosen):
        seen.wrong("initial option must be one of the options", path)


def _drawn(option: Any) -> tuple[Any, Any]:
    """What makes two options the same for Slack: the value, and the words."""
    words = option.get("text") if isinstance(option, dict) else None
    return (option.get("value"), words.get("text")) if isinstance(words, dict) else (None, None)


RULES: dict[str, Rule] = {kind: _element(kind) for kind in ELEMENTS}
ACCESSORY = typed(RULES, IN_SECTION)
ACTIONS = items(typed(RULES, IN_ACTIONS), 1, 25)
INPUT = typed(RULES, IN_INPUT)
