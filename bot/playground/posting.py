"""What the bot puts into a channel: checked, completed, stored, and told to everybody."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.playground import block_kit
from bot.playground.entities import File, Json, Message
from bot.playground.events import Events
from bot.playground.files import Files
from bot.playground.installation import Installation
from bot.playground.payloads import Payloads
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace

LONGEST_TEXT = 40_000
METADATA_BYTES = 8_000


@dataclass
class Draft:
    """The checked content of a message."""

    text: str
    blocks: list[Json] | None
    thread_ts: str | None = None
    metadata: Json | None = None
    broadcast: bool = False
    hooked: bool = False
    autoparse: bool = False
    files: list[File] = field(default_factory=list)


class Posting:
    """Posts, redraws and removes."""

    def __init__(
        self, workspace: Workspace, app: Installation, files: Files, payloads: Payloads, events: Events
    ) -> None:
        self._workspace = workspace
        self._app = app
        self._files = files
        self._payloads = payloads
        self._events = events

    def draft_of(self, args: Json, hooked: bool = False, bare: bool = False) -> Draft:
        """A draft from text and blocks; Refused with no_text (unless it may be `bare`), invalid_blocks, …"""
        for name in sorted({"attachments", "markdown_text"} & {n for n, v in args.items() if v}):
            raise Refused("invalid_arguments", [f"[ERROR] this stand-in does not draw {name}"])
        text, blocks = args.get("text") or "", args.get("blocks") or None
        if blocks is not None:
            block_kit.check_message(blocks, self._workspace.lags)
            self._files.check(blocks)
            blocks = block_kit.completed(blocks, self._workspace.block_id)
        if not text and not blocks and not bare:
            raise Refused("no_text")
        metadata = checked_metadata(args.get("metadata"))
        autoparse = args.get("parse") == "full" or bool(args.get("link_names"))
        return Draft(text[:LONGEST_TEXT], blocks, metadata=metadata, hooked=hooked, autoparse=autoparse)

    def publish(self, channel: str, draft: Draft, seen_by: str | None = None) -> Message:
        """Post a draft as the bot; `seen_by` makes it ephemeral."""
        app, workspace = self._app, self._workspace
        message = Message(
            channel,
            workspace.next_ts(),
            app.bot_user,
            draft.text,
            draft.blocks,
            thread_ts=self._thread(channel, draft.thread_ts),
            metadata=draft.metadata,
            seen_by=seen_by,
            bot_id=app.bot_id,
            subtype="bot_message" if draft.hooked else None,
            hooked=draft.hooked,
            broadcast=draft.broadcast,
            files=draft.files,
        )
        workspace.post(message)
        for file in draft.files:
            file.shares.append((channel, message.ts))
        workspace.note_pings(message, draft.autoparse)
        if seen_by is None:
            self._events.posted(message)
        return message

    def _thread(self, channel: str, thread_ts: str | None) -> str | None:
        """The head of the thread that a reply belongs to, even if another reply was named.

        None where that message is gone: Slack then posts the reply to the channel itself, without a word.
        """
        parent = self._workspace.message(channel, thread_ts)
        if parent is None or parent.ephemeral or parent.subtype == "tombstone":
            return None
        return parent.thread_ts or parent.ts

    def redraw(self, message: Message, draft: Draft) -> None:
        """Give a message of the bot new content."""
        before = self._payloads.message(message)
        message.text, message.blocks = draft.text, draft.blocks
        message.state.clear()
        self._workspace.note_pings(message, draft.autoparse)
        self._workspace.changed()
        if not message.ephemeral:
            self._events.message_changed(message, before)

    def remove(self, message: Message) -> None:
        """Delete a message; the head of a thread leaves a tombstone, as in Slack."""
        before = self._payloads.message(message)
        if self._workspace.replies(message):
            message.subtype, message.user, message.bot_id = "tombstone", "USLACKBOT", None
            message.text, message.blocks, message.metadata = "This message was deleted.", None, None
            message.reactions.clear()
        else:
            self._workspace.discard(message)
        self._workspace.changed()
        if not message.ephemeral:
            self._events.message_deleted(message, before)


def checked_metadata(metadata: Any) -> Json | None:
    """Message metadata has a string `event_type` and an object `event_payload`, and is small."""
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return {"event_type": kind, "event_payload": payload}
