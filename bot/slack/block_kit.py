"""The few shapes that all cards share, cut to Slack's limits and safe for what people type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.slack.wording import listed

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

SECTION = 3000
HEADER = 150
LABEL = 75
OPTION = 75
MEMORY = 3000
MOST_NAMED = 10
_ID = re.compile(r"^[UW][A-Z0-9]{2,}$")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack is told to show; `text` is what notifications and screen readers say."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def said(text: str, most: int = SECTION) -> str:
    """Words that a person typed, made safe: they can't mention, link or break anything.

    At most `most` characters after escaping, cut between characters and not within an entity.
    """
    # The ampersand first; and not `translate`, which takes ten times as long over a text with a dash in it.
    escaped = text
    for char, entity in _ENTITIES.items():
        escaped = escaped.replace(char, entity)
    # Nearly always: what is cut is taken to pieces, which takes twenty times as long.
    return escaped if len(escaped) <= most else _cut([_ENTITIES.get(char, char) for char in text], most)


def quoted(text: str, most: int = SECTION) -> str:
    """Somebody's words as a quotation: escaped, every line marked."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    # The mark goes with its line break, so that neither is there without the other.
    return "> " + _cut(["\n> " if char == "\n" else _ENTITIES.get(char, char) for char in lines], most - 2)


def fitting(lines: list[str], most: int = SECTION) -> str:
    """Lines of mrkdwn, as many as fit; none is cut in half, for that could break a mention."""
    return _cut(lines[:1] + [f"\n{line}" for line in lines[1:]], most)


def carried(about: dict[str, Any], name: str, words: str) -> str:
    """What a form carries, as JSON: `about`, and under `name` as much of somebody's words as fits.

    A quotation mark or a line break takes twice its room there.
    """
    room = MEMORY - len(_json({**about, name: ""}))
    fitting = _cut([_json(char)[1:-1] for char in words], room)
    return _json({**about, name: json.loads(f'"{fitting}"')})


def clip(text: str, most: int) -> str:
    """Text cut to `most` characters, with an ellipsis where something is missing."""
    return text if len(text) <= most else text[: most - 1] + "…"


def brief(text: str, most: int) -> str:
    """A text in short: its first sentences where not all of it fits, or else its first clauses or words."""
    if len(text) <= most:
        return text
    for end, mark in ((r"[.!?](?= )", ""), (r",(?= )", "…"), (r" ", "…")):
        ends = [each for each in re.finditer(end, text) if each.end() <= most]
        if ends:
            last = ends[-1]
            return text[: last.start()] + mark if mark else text[: last.end()]
    return clip(text, most)


def _cut(pieces: Sequence[str], most: int) -> str:
    """As many pieces as fit, with an ellipsis where some are missing."""
    if sum(map(len, pieces)) <= most:
        return "".join(pieces)
    kept, room = [], most - 1
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept) + "…"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def mention(person: str) -> str:
    """Somebody: by their id, or by the name of somebody who has none here; empty for who is forgotten."""
    if not person:
        return "somebody"
    return f"<@{person}>" if _ID.match(person) else said(person, 80)


def place(channel: str) -> str:
    return f"<#{channel}>"


def message_link(address: str, channel: str, ts: str, label: str) -> str:
    """A link to a message of the workspace that Slack has at `address`; `label` is our own words."""
    return f"<{address.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}|{label}>"


def names(people: Iterable[str]) -> str:
    """People in a row: "A", "A and B", "A, B and C", and no more than MOST_NAMED of them."""
    everybody = [mention(person) for person in people]
    if len(everybody) > MOST_NAMED + 1:
        # A text that names a whole company is longer than Slack takes.
        everybody[MOST_NAMED:] = [f"{len(everybody) - MOST_NAMED} others"]
    return listed(everybody)


def mrkdwn(text: str) -> Element:
    # verbatim: else Slack turns a typed @channel, #name or address into a live one.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, most: int = SECTION) -> Element:
    return {"type": "plain_text", "text": clip(text, most), "emoji": True}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **more}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def context(*lines: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(line) for line in lines]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    block: Block = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": block_id} if block_id else block


def button(text: str, action: str, value: str = "", *, style: str | None = None) -> Element:
    """A button; `action` is what a listener is registered for."""
    element: Element = {"type": "button", "text": plain(text, LABEL), "action_id": action}
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    return element


def overflow(action: str, options: Sequence[Element]) -> Element:
    """A menu of three dots; five entries at most."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def option(text: str, value: str, about: str | None = None) -> Element:
    choice: Element = {"text": plain(text, OPTION), "value": value}
    return choice | {"description": plain(brief(about, OPTION))} if about else choice


def select(
    action: str, options: Sequence[Element], chosen: str | None = None, *, ask: str | None = None
) -> Element:
    """A menu; `chosen` is the value of the option that is set at first."""
    element: Element = {"type": "static_select", "action_id": action, "options": list(options)}
    initial = next((each for each in options if each["value"] == chosen), None)
    if initial:
        element["initial_option"] = initial
    if ask:
        element["placeholder"] = plain(ask, 150)
    return element


def field_block(
    name: str, label: str, element: Element, *, optional: bool = False, hint: str | None = None
) -> Block:
    """One question of a form. `name` is the block's id, by which its answer and its errors are found."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain(hint)} if hint else block


def channel_field(name: str, label: str, channel: str | None, *, hint: str | None = None) -> Block:
    """A choice of channel, set to `channel` where that is known."""
    element: Element = {
        "type": "conversations_select",
        "action_id": name,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        "placeholder": plain("Choose a channel", 150),
    }
    if channel:
        element["initial_conversation"] = channel
    return field_block(name, label, element, hint=hint)


def form(callback: str, title: str, submit: str, blocks: list[Block], memory: str = "") -> View:
    """A modal that asks. `memory` comes back with the answers (3,000 characters at most)."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain("Cancel", 24),
        "private_metadata": memory,
        "blocks": blocks,
    }


def panel(title: str, blocks: list[Block]) -> View:
    """A modal that only shows something."""
    return {"type": "modal", "title": plain(title, 24), "close": plain("Close", 24), "blocks": blocks}


def note(title: str, *lines: str, ways: Sequence[Element] = ()) -> View:
    """A modal that says something; `ways` are buttons for what can be done about it."""
    return panel(title, [*(section(line) for line in lines), *([actions(*ways)] if ways else [])])
