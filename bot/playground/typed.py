"""From what a person types to what Slack stores: escaped, with mentions, channels and links encoded."""

from __future__ import annotations

import re

from bot.playground.entities import Json
from bot.playground.workspace import Workspace

TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)'\"])"
    r"|(?<![\w.+-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@/])@(?P<user>[A-Za-z0-9][\w.-]*)"
    r"|(?<![\w#/&])#(?P<channel>[a-z0-9][a-z0-9_-]*)"
)
BROADCASTS = ("here", "channel", "everyone")
STORED = re.compile(r"<([^<>]+)>|:([a-z0-9_+'-]+):")


def escaped(text: str) -> str:
    """Slack's own three escapes, and no others."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_stored(text: str, workspace: Workspace, labels: bool = False) -> str:
    """The stored form of typed text; with `labels`, people are written `<@U…|name>` as in slash commands."""
    return TOKEN.sub(lambda found: _encoded(found, workspace, labels), escaped(text))


def _encoded(found: re.Match[str], workspace: Workspace, labels: bool) -> str:
    whole = found.group()
    if found["url"]:
        return f"<{whole}>"
    if found["mail"]:
        return f"<mailto:{whole}|{whole}>"
    if found["user"]:
        return _user(found["user"], workspace, labels)
    return _channel(found["channel"], workspace)


def _user(word: str, workspace: Workspace, labels: bool) -> str:
    # "@ana." ends a sentence: the dot isn't part of the name.
    name = word.rstrip(".-")
    rest = word[len(name) :]
    if name in BROADCASTS:
        return f"<!{name}>{rest}"
    # By name only: an id that somebody types is no mention.
    group = next((g for g in workspace.groups.values() if g.handle == name.lower() and not g.disabled), None)
    if group is not None:
        return f"<!subteam^{group.id}{f'|@{group.handle}' if labels else ''}>{rest}"
    user = next((u for u in workspace.users.values() if u.name == name.lower()), None)
    if user is None:
        return f"@{word}"
    return (f"<@{user.id}|{user.name}>" if labels else user.mention) + rest


def _channel(name: str, workspace: Workspace) -> str:
    try:
        channel = workspace.find_channel(name)
    except KeyError:
        return f"#{name}"
    return f"<#{channel.id}|{channel.name if channel.kind == 'public' else ''}>"


def rich_text(stored: str, block_id: str) -> list[Json]:
    """The rich_text block that Slack puts beside every text a person typed."""
    elements: list[Json] = []
    at = 0
    for found in STORED.finditer(stored):
        if stored[at : found.start()]:
            elements.append({"type": "text", "text": unescaped(stored[at : found.start()])})
        elements.append(_part(found))
        at = found.end()
    if stored[at:] or not elements:
        elements.append({"type": "text", "text": unescaped(stored[at:])})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def _part(found: re.Match[str]) -> Json:
    if found[2]:
        return {"type": "emoji", "name": found[2]}
    target, _, label = found[1].partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": unescaped(target), **({"text": unescaped(label)} if label else {})}
