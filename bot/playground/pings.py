"""Whom a message notifies. The tests use it to show that nobody can ping through the bot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

BROADCAST = re.compile(r"<!(here|channel|everyone)(?:\|[^>]*)?>")
USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>")
BARE = re.compile(r"(?<![\w<!@/])@(here|channel|everyone)\b", re.IGNORECASE)

Target = tuple[str, str]


def pinged(text: str, blocks: list[dict[str, Any]] | None, autoparse: bool = False) -> list[Target]:
    """All (kind, target) that this message notifies; the text counts only where there are no blocks."""
    if blocks is None:
        return list(in_mrkdwn(text, autoparse))
    return list(in_blocks(blocks))


def in_mrkdwn(text: str, autoparse: bool) -> Iterator[Target]:
    """The targets in one mrkdwn text."""
    yield from ((kind, kind) for kind in BROADCAST.findall(text))
    yield from (("user", user) for user in USER.findall(text))
    yield from (("group", group) for group in GROUP.findall(text))
    if autoparse:
        yield from ((kind.lower(), kind.lower()) for kind in BARE.findall(text))


def in_blocks(node: Any) -> Iterator[Target]:
    """The targets in blocks, however deep."""
    if isinstance(node, list):
        for item in node:
            yield from in_blocks(item)
    elif isinstance(node, dict):
        yield from _in_object(node)
        for item in node.values():
            yield from in_blocks(item)


def _in_object(node: dict[str, Any]) -> Iterator[Target]:
    kind = node.get("type")
    if kind in ("mrkdwn", "markdown") and isinstance(node.get("text"), str):
        # The trap: unless a mrkdwn object says `verbatim: true`, Slack parses a bare @channel by itself.
        yield from in_mrkdwn(node["text"], autoparse=not node.get("verbatim"))
    elif kind == "broadcast":
        yield (node["range"], node["range"])
    elif kind == "user" and "user_id" in node:
        yield ("user", node["user_id"])
    elif kind == "usergroup":
        yield ("group", node["usergroup_id"])
