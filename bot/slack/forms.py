"""A form drawn again as somebody sent it: with all they typed, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from bot.slack.block_kit import Block, View, context
from bot.slack.requests import OpenView

# What a view may be given; the rest of what Slack tells of it is Slack's own.
GIVEN = (
    "type", "title", "submit", "close", "callback_id", "private_metadata", "notify_on_close",
    "clear_on_close", "external_id",
)  # fmt: skip
# Which part of an answer becomes which part of its element.
INITIAL = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}


def as_sent(form: OpenView) -> View:
    """The form with the answers that it was sent with."""
    raw = form._raw
    shell = {name: raw[name] for name in GIVEN if raw.get(name)}
    return shell | {"blocks": [_answered(block, form) for block in raw.get("blocks") or ()]}


def with_problem(form: OpenView, errors: dict[str, str]) -> View:
    """The form as it was sent, with what is wrong below each field that it concerns."""
    view = as_sent(form)
    blocks: list[Block] = []
    for block in view["blocks"]:
        blocks.append(block)
        if problem := errors.get(str(block.get("block_id"))):
            blocks.append(context(f":warning: {problem}"))
    return view | {"blocks": blocks}


def _answered(block: dict[str, Any], form: OpenView) -> Block:
    if block.get("type") != "input":
        return block
    answer = form.answers.raw(str(block.get("block_id")))
    element = {name: value for name, value in block["element"].items() if name not in INITIAL.values()}
    # Slack takes neither an empty choice nor an empty text.
    element |= {INITIAL[name]: value for name, value in answer.items() if name in INITIAL and value}
    return block | {"element": element}
