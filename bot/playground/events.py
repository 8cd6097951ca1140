"""What happened in the workspace, told to the bot: only what it asked for, may read and is there for."""

from __future__ import annotations

import asyncio
import copy

from bot.playground.delivery import Delivery
from bot.playground.entities import Channel, Json, Message, User
from bot.playground.faults import Faults
from bot.playground.installation import Installation
from bot.playground.links import Answer
from bot.playground.payloads import Payloads
from bot.playground.workspace import Workspace


class Events:
    """One method for each thing that can happen; `sent` keeps the envelopes in order."""

    def __init__(
        self,
        workspace: Workspace,
        app: Installation,
        payloads: Payloads,
        delivery: Delivery,
        faults: Faults,
    ) -> None:
        self._workspace = workspace
        self._app = app
        self._payloads = payloads
        self._delivery = delivery
        self._faults = faults
        self.sent: list[Json] = []

    def send(
        self, event: Json, subscription: str | None = None, scope: str | None = None
    ) -> asyncio.Future[Answer] | None:
        """Tell the bot, if it asked for this and holds the scope; what it answers first, or None if nothing
        was brought to it."""
        app = self._app
        if not app.listens_to(subscription or event["type"]) or (scope and scope not in app.scopes):
            return None
        envelope = self._payloads.event(event, self._workspace.new_id("Ev"))
        # What happened later must not change what is told of now.
        envelope = copy.deepcopy(envelope)
        self.sent.append(envelope)
        heard = [self._delivery.tell(envelope) for _ in range(self._faults.waylay(envelope))]
        return heard[0] if heard else None

    def again(self, envelope: Json | None = None) -> None:
        """Deliver an event (the last one) a second time under the same event id, as Slack may."""
        self._delivery.tell(envelope or self.sent[-1])

    # --- messages

    def posted(self, message: Message) -> None:
        channel = self._workspace.channels[message.channel]
        said = self._payloads.message(message)
        if message.files:
            said["subtype"] = "file_share"
        self._in_channel(channel, {**said, "event_ts": message.ts})
        for file in message.files if self._present(channel) else ():
            about = {"file_id": file.id, "user_id": message.user, "file": {"id": file.id}}
            shared = {"type": "file_shared", **about, "channel_id": channel.id}
            self.send({**shared, "event_ts": self._workspace.next_ts()}, scope="files:read")
        if self._mentions_bot(message):
            mention = {k: v for k, v in said.items() if k != "subtype"}
            about = {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            self.send({**mention, **about}, scope="app_mentions:read")

    def message_changed(self, message: Message, before: Json) -> None:
        now = self._payloads.message(message)
        self._hidden(message, {"subtype": "message_changed", "message": now, "previous_message": before})

    def message_deleted(self, message: Message, before: Json) -> None:
        gone = {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": before}
        self._hidden(message, gone)

    def _hidden(self, message: Message, change: Json) -> None:
        ts = self._workspace.next_ts()
        channel = self._workspace.channels[message.channel]
        self._in_channel(channel, {"type": "message", "hidden": True, **change, "ts": ts, "event_ts": ts})

    def _in_channel(self, channel: Channel, event: Json) -> None:
        if self._present(channel):
            family = {"public": "channels", "private": "groups"}.get(channel.kind, channel.kind)
            where = {"channel": channel.id, "channel_type": channel.event_kind}
            self.send({**event, **where}, f"message.{family}", f"{family}:history")

    def _mentions_bot(self, message: Message) -> bool:
        bot = self._app.bot_user
        channel = self._workspace.channels[message.channel]
        # In a direct message with the app nobody is mentioned: it's spoken to.
        spoken_to = channel.kind == "im" or not self._present(channel)
        return f"<@{bot}" in message.text and message.user != bot and not spoken_to

    def _present(self, channel: Channel) -> bool:
        return self._app.bot_user in channel.members

    # --- reactions

    def reacted(self, kind: str, user: User, message: Message, name: str) -> None:
        """`kind` is reaction_added or reaction_removed."""
        channel = self._workspace.channels[message.channel]
        if not self._present(channel):
            return
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        event: Json = {"type": kind, "user": user.id, "reaction": name, "item": item}
        if not message.hooked:
            # A message without a user (a webhook's, a response_url's, an app's under another name).
            event["item_user"] = message.user
        self.send({**event, "event_ts": self._workspace.next_ts()}, scope="reactions:read")

    # --- people, App Home, and channels

    def user_changed(self, user: User) -> None:
        """Slack tells of everybody in the workspace, whether or not the bot shares a channel with them."""
        now = int(self._workspace.clock.now().timestamp())
        shown = self._payloads.user(user)
        event: Json = {"type": "user_change", "user": shown, "cache_ts": now}
        self.send({**event, "event_ts": self._workspace.next_ts()}, scope="users:read")

    def home_opened(self, user: User, channel: Channel, tab: str) -> asyncio.Future[Answer] | None:
        event: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
        view = self._workspace.home_of(user.id)
        if view is not None and tab == "home":
            event["view"] = dict(view)
        return self.send({**event, "event_ts": self._workspace.next_ts()})

    def uninstalled(self) -> None:
        """Two events; which comes first Slack doesn't say."""
        revoked = {"oauth": [], "bot": [self._app.bot_user]}
        self.send({"type": "tokens_revoked", "tokens": revoked, "event_ts": self._workspace.next_ts()})
        self.send({"type": "app_uninstalled", "event_ts": self._workspace.next_ts()})

    def joined(self, channel: Channel, user: User, inviter: User | None) -> None:
        event = self._membership("member_joined_channel", channel, user)
        if inviter is not None:
            event["inviter"] = inviter.id
        if self._present(channel):
            self.send(event, scope=f"{channel.scope_family}:read")

    def left(self, channel: Channel, user: User) -> None:
        gone_itself = user.id == self._app.bot_user
        # Of an app's own removal, one end-to-end report says, Slack doesn't tell by this event.
        if self._present(channel) and not gone_itself:
            self.send(
                self._membership("member_left_channel", channel, user), scope=f"{channel.scope_family}:read"
            )
        if gone_itself:
            kind = "group_left" if channel.kind == "private" else "channel_left"
            self._about_channel(kind, channel, {"channel": channel.id})

    def _membership(self, kind: str, channel: Channel, user: User) -> Json:
        where = {"channel": channel.id, "channel_type": "C" if channel.kind == "public" else "G"}
        team, ts = self._workspace.team_id, self._workspace.next_ts()
        return {"type": kind, "user": user.id, **where, "team": team, "event_ts": ts}

    def archived(self, channel: Channel, user: User, archived: bool) -> None:
        what = "archive" if archived else "unarchive"
        kind = f"{'group' if channel.kind == 'private' else 'channel'}_{what}"
        if self._present(channel):
            self._about_channel(kind, channel, {"channel": channel.id, "user": user.id})

    def shared(self, channel: Channel, team_id: str, shared: bool) -> None:
        about: Json = {"channel": channel.id}
        about |= (
            {"connected_team_id": team_id}
            if shared
            else {"previously_connected_team_id": team_id, "is_ext_shared": bool(channel.shared_with)}
        )
        if self._present(channel):
            self._about_channel("channel_shared" if shared else "channel_unshared", channel, about)

    def moved(self, channel: Channel, old: str) -> None:
        if self._present(channel):
            ids = {"old_channel_id": old, "new_channel_id": channel.id}
            event = {"type": "channel_id_changed", **ids}
            self.send({**event, "event_ts": self._workspace.next_ts()})

    def deleted(self, channel: Channel) -> None:
        kind = "group_deleted" if channel.kind == "private" else "channel_deleted"
        if channel.kind == "public" or self._present(channel):
            self._about_channel(kind, channel, {"channel": channel.id})

    def renamed(self, channel: Channel) -> None:
        about: Json = {"id": channel.id, "name": channel.name, "name_normalized": channel.name}
        about |= {"is_channel": channel.kind == "public", "is_mpim": False, "created": channel.created}
        kind = "group_rename" if channel.kind == "private" else "channel_rename"
        if channel.kind == "public" or self._present(channel):
            self._about_channel(kind, channel, {"channel": about})

    def _about_channel(self, kind: str, channel: Channel, about: Json) -> None:
        event = {"type": kind, **about, "event_ts": self._workspace.next_ts()}
        self.send(event, scope=f"{channel.scope_family}:read")
