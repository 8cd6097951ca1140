"""response_urls: five answers within thirty minutes, to the place where a person did something."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.entities import Json, Message
from bot.playground.posting import Draft, Posting
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace

USES = 5
LASTS = timedelta(minutes=30)


@dataclass
class Hook:
    """One response_url: whom and where it answers, and the message that `replace_original` means."""

    user: str
    channel: str
    made: datetime
    original: Message | None = None
    uses: int = 0


class Hooks:
    """Makes response_urls and carries out what the bot sends to them."""

    def __init__(self, workspace: Workspace, posting: Posting) -> None:
        self._workspace = workspace
        self._posting = posting
        self._made: dict[str, Hook] = {}

    def make(self, kind: str, user: str, channel: str, original: Message | None = None) -> str:
        """A fresh response_url; `kind` is commands, actions or app, as in Slack's own addresses."""
        path = f"{kind}/{self._workspace.team_id}/{len(self._made) + 1}/{secrets.token_hex(12)}"
        self._made[path] = Hook(user, channel, self._workspace.clock.now(), original)
        return f"{self._workspace.address}/hooks/{path}"

    @property
    def paths(self) -> list[str]:
        """What follows /hooks/ in all addresses made so far."""
        return list(self._made)

    def answer(self, path: str, body: Json) -> None:
        """Carry out one answer; Refused with `used_url`, `expired_url`, `invalid_blocks`, `no_text`, …"""
        hook = self._made.get(path)
        if hook is None:
            raise Refused("no_active_hooks")
        if self._workspace.clock.now() - hook.made > LASTS:
            raise Refused("expired_url")
        if hook.uses >= USES:
            raise Refused("used_url")
        hook.uses += 1
        self.carry_out(hook, body)

    def acknowledged(self, response_url: str, body: Json) -> None:
        """Carry out a message that came inside the acknowledgement of a slash command."""
        self.carry_out(self._made[response_url.split("/hooks/", 1)[1]], body)

    def carry_out(self, hook: Hook, body: Json) -> None:
        original = self._still_there(hook.original)
        if body.get("delete_original"):
            self._delete(original)
            return
        draft = self._posting.draft_of(body, hooked=True)
        if body.get("replace_original") and original:
            self._posting.redraw(original, draft)
            return
        posted = self._post(hook, body, draft)
        # After a slash command there is no message yet: the first answer is the one to replace later.
        hook.original = hook.original or posted

    def _still_there(self, message: Message | None) -> Message | None:
        return self._workspace.message(message.channel, message.ts) if message else None

    def _delete(self, original: Message | None) -> None:
        if original is not None:
            self._workspace.discard(original)

    def _post(self, hook: Hook, body: Json, draft: Draft) -> Message:
        in_channel = body.get("response_type") == "in_channel"
        draft.thread_ts = body.get("thread_ts") if in_channel else None
        return self._posting.publish(hook.channel, draft, seen_by=None if in_channel else hook.user)
