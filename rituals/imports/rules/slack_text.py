"""Slack's own writing in the texts of other tools, as the words that people read. Pure."""

from __future__ import annotations

import re
from html import unescape

MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|([^<>]*))?>", re.IGNORECASE)
CHANNEL = re.compile(r"<#[CG][A-Z0-9]+(?:\|([^<>]*))?>")
SPECIAL = re.compile(r"<!(?:subteam\^)?([A-Za-z0-9]+)(?:\^[^<>|]*)?(?:\|([^<>]*))?>")
LINK = re.compile(r"<((?:https?|mailto):[^<>|]+)(?:\|([^<>]*))?>")
# Some tools keep what people typed as a page shows it.
TAG = re.compile(r"</?(?:b|i|em|strong|u|s|code|p|span|br|a)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without marks: mentions and links by their labels, entities as their characters."""
    text = MENTION.sub(lambda mark: f"@{mark[1] or 'a teammate'}", text)
    text = CHANNEL.sub(lambda mark: f"#{mark[1] or 'a-channel'}", text)
    text = LINK.sub(_link, text)
    text = SPECIAL.sub(lambda mark: mark[2] or ("@a-group" if mark[1][:1].isupper() else f"@{mark[1]}"), text)
    return unescape(TAG.sub("", text))


def _link(mark: re.Match[str]) -> str:
    address, label = mark[1], mark[2]
    return address if not label or label == address else f"{label} ({address})"
