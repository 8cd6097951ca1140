"""What a workspace is made of: people, channels, messages, views."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(eq=False)
class User:
    """A person, or the bot user of an app (then with a `bot_id`)."""

    id: str
    name: str
    real_name: str
    tz: str = "UTC"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    deleted: bool = False
    color: str = "4bbe2e"
    title: str = ""
    bot_id: str | None = None
    app_id: str | None = None
    # The other organisation that a person belongs to; empty for the people of this workspace.
    team_id: str = ""
    team: str = ""
    # On Enterprise Grid, a colleague whose first workspace is another one: all of theirs, this one too.
    teams: tuple[str, ...] = ()

    @property
    def outsider(self) -> bool:
        """Of another organisation, and here by a shared channel."""
        return bool(self.team_id) and not self.teams

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.real_name.split()[:2]).upper()

    @property
    def mention(self) -> str:
        """How Slack writes this person in a text."""
        return f"<@{self.id}>"


@dataclass(eq=False)
class Group:
    """A user group, which people mention by its handle."""

    id: str
    handle: str
    name: str
    members: list[str]
    description: str = ""
    disabled: bool = False
    created: int = 0


@dataclass(eq=False)
class File:
    """A file; `content` is None until its bytes have come, `shares` are the (channel, ts) that show it."""

    id: str
    name: str
    user: str
    size: int
    title: str = ""
    mimetype: str = "application/octet-stream"
    alt: str = ""
    created: int = 0
    content: bytes | None = None
    completed: bool = False
    deleted: bool = False
    shares: list[tuple[str, str]] = field(default_factory=list)


@dataclass(eq=False)
class Message:
    """A message as Slack stores it; `seen_by` is the one person who sees it when it is ephemeral."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: str | None = None
    seen_by: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    # Posted through a response_url, inside an acknowledgement, or by an app under another name: Slack shows
    # no user on such a message.
    hooked: bool = False
    username: str | None = None
    broadcast: bool = False
    state: dict[str, Json] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        return self.seen_by is not None

    @property
    def bot(self) -> bool:
        return self.bot_id is not None

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in (None, self.ts)


@dataclass(eq=False)
class Channel:
    """A channel, private channel or direct message, with all that was said in it."""

    id: str
    name: str
    kind: str = "public"  # public, private, im, mpim
    members: list[str] = field(default_factory=list)
    created: int = 0
    creator: str = ""
    topic: str = ""
    archived: bool = False
    # Who may post is limited, and the bot isn't among them: `read_only`, `thread_only`, or `untold` where
    # Slack doesn't say so before it refuses.
    limited: str = ""
    # The other organisations that share this channel: their names by their team ids.
    shared_with: dict[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    # The same messages by their ts: a storm of updates must not search a long channel each time.
    by_ts: dict[str, Message] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return self.kind != "public"

    @property
    def scope_family(self) -> str:
        """The part of a scope's name before the colon: `channels:read`, `groups:read`, …"""
        return {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}[self.kind]

    @property
    def event_kind(self) -> str:
        """What events of this channel carry as `channel_type`."""
        return {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}[self.kind]


class View(Json):
    """Slack's view object, as the API answers it, with its owner at hand."""

    owner: str = ""

    @property
    def id(self) -> str:
        return str(self["id"])

    @property
    def blocks(self) -> list[Json]:
        return list(self["blocks"])

    @property
    def callback_id(self) -> str:
        return str(self["callback_id"])


@dataclass(frozen=True)
class Ping:
    """Somebody was notified by a message of the bot: `kind` is channel, here, everyone, user or group."""

    channel: str
    ts: str
    kind: str
    target: str
