"""The workspace as one person sees it, for the page."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.playground.entities import Channel, File, Json, Message, User
from bot.playground.files import PICTURES
from bot.service.clock import MovableClock

if TYPE_CHECKING:
    from bot.playground.standin import StandIn


def snapshot(slack: StandIn, me: str) -> Json:
    """All that `me` may see, and nothing else."""
    workspace = slack.workspace
    channels = _channels(slack, me)
    stack = workspace.stacks.get(me) or []
    return {
        "type": "snapshot",
        "now": slack.clock.now().astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "clock_moved_by": moved_by(slack),
        "me": me,
        "team": {"id": workspace.team_id, "name": workspace.team_name},
        "bot": _bot(slack),
        "users": {user.id: _user(user) for user in workspace.users.values()},
        "groups": {group.id: group.handle for group in workspace.groups.values()},
        "channels": [_channel(slack, channel, me) for channel in channels],
        "messages": {channel.id: _messages(slack, channel, me) for channel in channels},
        "home": workspace.home_of(me),
        "modal": stack[-1] if stack else None,
        "modal_depth": len(stack),
        # What the app brings is for the people of its own workspace.
        "commands": [] if workspace.users[me].outsider else _commands(slack),
        "shortcuts": [] if workspace.users[me].outsider else slack.app.shortcuts or [],
        "steps": [] if workspace.users[me].outsider else _steps(slack),
        "signposts": [{"label": label, "href": path} for label, path in slack.signposts],
        "emoji": emoji(),
    }


@cache
def emoji() -> dict[str, str]:
    """The pictures behind Slack's names for them."""
    named: dict[str, str] = yaml.safe_load((Path(__file__).parent / "emoji.yaml").read_text(encoding="utf-8"))
    return named


def moved_by(slack: StandIn) -> float:
    """Whole seconds by which the clock was moved since the stand-in was made."""
    clock = slack.clock
    return (
        round((clock.offset - slack.offset_at_start).total_seconds())
        if isinstance(clock, MovableClock)
        else 0
    )


def _bot(slack: StandIn) -> Json:
    bot = slack.workspace.users[slack.app.bot_user]
    about: Json = {"user": bot.id, "name": bot.real_name, "app": slack.app.app_id}
    about["messages_open"] = slack.app.messages_open
    reachable = slack.sockets.connected or slack.delivery.link.kind == "http"
    return {**about, "connected": slack.app.installed and reachable}


def _commands(slack: StandIn) -> list[Json]:
    shown = ("command", "description", "usage_hint")
    return [{name: known.get(name, "") for name in shown} for known in slack.app.commands or []]


def _steps(slack: StandIn) -> list[Json]:
    return [
        {"callback_id": name, "title": step["title"], "description": step["description"]}
        for name, step in slack.app.steps.items()
    ]


def _user(user: User) -> Json:
    shown = ("id", "name", "real_name", "tz", "is_bot", "is_admin", "deleted", "color", "initials", "team")
    return {name: getattr(user, name) for name in shown}


def _channels(slack: StandIn, me: str) -> list[Channel]:
    """What the person may look into, and for people of this workspace the direct message with the bot."""
    viewer = slack.workspace.users[me]
    if not viewer.is_bot and not viewer.outsider:
        slack.workspace.direct(me, slack.app.bot_user)
    return slack.workspace.visible_to(me)


def _channel(slack: StandIn, channel: Channel, me: str) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "with": [user for user in channel.members if user != me] if channel.kind in ("im", "mpim") else [],
        "members": channel.members,
        "archived": channel.archived,
        "topic": channel.topic,
        "shared_with": list(channel.shared_with.values()),
        "unread": _unread(slack, channel, me),
        "member": me in channel.members,
    }


def _unread(slack: StandIn, channel: Channel, me: str) -> int:
    mark = slack.workspace.read_marks.get((me, channel.id), "0")
    return sum(m.ts > mark and m.user != me and not m.is_reply and _sees(me, m) for m in channel.messages)


def _sees(me: str, message: Message) -> bool:
    return message.seen_by in (None, me)


def _messages(slack: StandIn, channel: Channel, me: str) -> list[Json]:
    return [_message(slack, message) for message in channel.messages if _sees(me, message)]


def _message(slack: StandIn, message: Message) -> Json:
    replies = [] if message.is_reply or not message.thread_ts else slack.workspace.replies(message)
    return {
        "ts": message.ts,
        "user": message.user,
        "username": message.username,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "replies": len(replies),
        "reply_users": list(dict.fromkeys(reply.user for reply in replies)),
        "reactions": [{"name": name, "users": users} for name, users in message.reactions.items()],
        "edited": message.edited is not None,
        "ephemeral": message.ephemeral,
        "bot": message.bot,
        "subtype": message.subtype,
        "state": message.state,
        "files": [_file(slack, file) for file in message.files],
    }


def _file(slack: StandIn, file: File) -> Json:
    """Addresses without a host: the page may have been opened under another of this machine's names."""
    shown = {name: getattr(file, name) for name in ("id", "name", "title", "mimetype", "size", "alt")}
    return {**shown, "picture": file.mimetype in PICTURES, "url": slack.files.path(file, download=True)}
