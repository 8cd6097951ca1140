"""The inputs of a view or a message: what they hold at first, and plain values turned into Slack's state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.block_elements import TEXT_INPUTS
from bot.playground.block_kit import elements_of
from bot.playground.entities import Json

# For each kind of element: the field of its state, and the field that holds its first value.
HOLDS = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    **dict.fromkeys(TEXT_INPUTS, ("value", "initial_value")),
}
MANY = frozenset(k for k, (field, _) in HOLDS.items() if field.endswith("s"))
PLEASE = "Please complete this required field."


def inputs(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """All (block, element) that hold a value; a menu that opens and shuts holds none."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in HOLDS and element["type"] != "overflow":
                yield block, element


def first_values(view: Json) -> Json:
    """The state that a fresh view has."""
    values: Json = {}
    for block, element in inputs(view["blocks"]):
        held, first = HOLDS[element["type"]]
        empty: Any = [] if element["type"] in MANY else None
        entry = {"type": element["type"], held: element.get(first, empty)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def start_at(blocks: list[Json], channel: str) -> None:
    """Let pickers with `default_to_current_conversation` begin at the channel the person came from."""
    for _, element in inputs(blocks):
        if element.get("default_to_current_conversation"):
            name, value = HOLDS[element["type"]][1], channel
            element.setdefault(name, [value] if element["type"] in MANY else value)


def keep_typed(view: Json, typed: Json) -> None:
    """Carry over what a person had put in, wherever block_id, action_id and kind are still the same."""
    for block_id, actions in view["state"]["values"].items():
        for action_id, entry in actions.items():
            before = typed.get(block_id, {}).get(action_id)
            if before and before["type"] == entry["type"]:
                actions[action_id] = before


def fill(view: Json, values: Json) -> None:
    """Put plain values into a view's state. `values` is keyed by block_id or action_id, or nested
    {block_id: {action_id: value}}; KeyError names a key that no input has."""
    left = dict(values)
    for block, element in inputs(view["blocks"]):
        block_id, action_id = block["block_id"], element["action_id"]
        for key in (block_id, action_id):
            if key not in left:
                continue
            given = left[key]
            if isinstance(given, dict) and action_id in given:
                given = given[action_id]
            elif isinstance(given, dict) and key == block_id:
                continue
            view["state"]["values"][block_id][action_id] = held(element, given)
    named = {b["block_id"] for b, _ in inputs(view["blocks"])}
    unknown = left.keys() - named - {e["action_id"] for _, e in inputs(view["blocks"])}
    if unknown:
        raise KeyError(f"No input of this view is called {', '.join(sorted(unknown))}.")


def held(element: Json, given: Any) -> Json:
    """The state entry of one element that holds this plain value."""
    kind = element["type"]
    field = HOLDS[kind][0]
    if kind in MANY:
        given = [] if given is None else [given] if isinstance(given, str) else list(given)
    if field == "selected_option":
        given = option(element, given) if given not in (None, "") else None
    elif field == "selected_options":
        given = [option(element, one) for one in given]
    elif kind in TEXT_INPUTS:
        given = None if given in (None, "") else str(given)
    return {"type": kind, field: given if given != "" else None}


def plain(entry: Json | None) -> Any:
    """What a state entry holds, as a person would choose it; None if nothing."""
    found = next((value for name, value in (entry or {}).items() if name != "type"), None)
    if isinstance(found, list):
        return [one["value"] if isinstance(one, dict) else one for one in found]
    return found["value"] if isinstance(found, dict) and "value" in found else found


def option(element: Json, value: Any) -> Json:
    """The option with this value, as it is drawn; ValueError if the element doesn't offer it."""
    if isinstance(value, dict):
        value = value.get("value")
    groups = element.get("option_groups") or []
    offered = [*(element.get("options") or []), *(o for g in groups for o in g["options"])]
    for one in offered:
        if one["value"] == value:
            chosen: Json = one
            return chosen
    if "external" in element["type"]:
        return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": value}
    raise ValueError(f"{element['action_id']} does not offer {value!r}.")


def complaints(view: Json) -> dict[str, str]:
    """What Slack's own client says before it sends a modal: {block_id: message}."""
    found: dict[str, str] = {}
    for block, element in inputs(view["blocks"]):
        if block["type"] == "input":
            entry = view["state"]["values"][block["block_id"]][element["action_id"]]
            said = _complaint(element, entry[HOLDS[element["type"]][0]], bool(block.get("optional")))
            if said:
                found[block["block_id"]] = said
    return found


def _complaint(element: Json, value: Any, optional: bool) -> str | None:
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return None if optional else PLEASE
    if element["type"] == "plain_text_input":
        least, most = element.get("min_length") or 0, element.get("max_length") or 3000
        if len(value) < least:
            return f"Please enter at least {least} characters."
        if len(value) > most:
            return f"Please shorten this to {most} characters."
    if element["type"] == "url_text_input" and "://" not in value:
        return "Please enter a valid URL."
    if element["type"] == "email_text_input" and "@" not in value:
        return "Please enter a valid email address."
    if element["type"] == "number_input" and not _is_number(value, element["is_decimal_allowed"]):
        return "Please enter a valid number."
    return None


def _is_number(value: str, decimal: bool) -> bool:
    try:
        float(value) if decimal else int(value)
    except ValueError:
        return False
    return True
