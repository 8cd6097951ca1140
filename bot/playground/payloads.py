"""The shapes in which Slack shows people, channels, messages and events to an app."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.playground import typed
from bot.playground.entities import Channel, Json, Message, User
from bot.playground.files import Files
from bot.playground.installation import Installation
from bot.playground.workspace import Workspace

SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot", color="757575")


class Payloads:
    """Everything here is a pure reading of the workspace."""

    def __init__(self, workspace: Workspace, app: Installation, files: Files) -> None:
        self._workspace = workspace
        self._app = app
        self._files = files

    # --- messages

    def message(self, message: Message, metadata: bool = False) -> Json:
        """A message as histories, events and interactions carry it."""
        body: Json = {"type": "message", "text": message.text, "ts": message.ts, **self._team(message)}
        if message.subtype:
            body["subtype"] = message.subtype
        if message.subtype == "tombstone":
            body["hidden"] = True
        if not message.hooked:
            body["user"] = message.user
        body |= self._authorship(message)
        if message.blocks or message.text:
            body["blocks"] = message.blocks or self._text_blocks(message)
        if message.attachments:
            body["attachments"] = message.attachments
        if message.files:
            body |= {"files": [self._files.shown(one) for one in message.files], "upload": False}
        if message.edited:
            body["edited"] = {"user": message.user, "ts": message.edited}
        if metadata and message.metadata:
            body["metadata"] = message.metadata
        return {**body, **self._thread(message), **self._reactions(message)}

    def _team(self, message: Message) -> Json:
        """Whose people said it: words from another organisation say so in three places."""
        author = self._workspace.users.get(message.user)
        if author is None or not author.outsider:
            return {"team": self._workspace.team_id}
        return dict.fromkeys(("team", "user_team", "source_team"), author.team_id)

    def _authorship(self, message: Message) -> Json:
        if message.bot_id is None:
            return {"client_msg_id": f"{message.ts.replace('.', '')}-{message.user}"}
        user = self._workspace.users[message.user]
        if message.username:
            return {"bot_id": message.bot_id, "app_id": user.app_id, "username": message.username}
        profile = {"id": message.bot_id, "app_id": user.app_id, "name": user.real_name, "deleted": False}
        profile["team_id"] = self._workspace.team_id
        return {"bot_id": message.bot_id, "app_id": user.app_id, "bot_profile": profile}

    def _text_blocks(self, message: Message) -> list[Json]:
        return typed.rich_text(message.text, f"r{message.ts[-4:]}")

    def _thread(self, message: Message) -> Json:
        if message.thread_ts is None:
            return {}
        if message.is_reply:
            parent = self._workspace.message(message.channel, message.thread_ts)
            asked = {} if parent is None or parent.hooked else {"parent_user_id": parent.user}
            return {"thread_ts": message.thread_ts, **asked}
        replies = self._workspace.replies(message)
        people = list(dict.fromkeys(reply.user for reply in replies))
        counts = {"reply_count": len(replies), "reply_users_count": len(people), "reply_users": people}
        latest = replies[-1].ts if replies else message.ts
        return {
            "thread_ts": message.ts,
            **counts,
            "latest_reply": latest,
            "is_locked": False,
            "subscribed": False,
        }

    def _reactions(self, message: Message) -> Json:
        listed = [{"name": n, "users": list(u), "count": len(u)} for n, u in message.reactions.items()]
        return {"reactions": listed} if listed else {}

    # --- people and channels

    def user(self, user: User) -> Json:
        """A user object as users.info answers it; of somebody who has left there is little to see."""
        now = self._workspace.clock.now()
        team = user.team_id or self._workspace.team_id
        seen: Json = {"id": user.id, "team_id": team, "name": user.name, "deleted": user.deleted}
        seen["profile"] = {**self._profile(user), "team": team}
        seen |= {"is_bot": user.is_bot, "is_app_user": False, "updated": int(now.timestamp())}
        if user.teams:
            seen["enterprise_user"] = {"id": user.id, "enterprise_id": "E0STANDIN", "teams": [*user.teams]}
        if user.outsider and not self._workspace.meets(user, self._app.bot_user):
            # Only then: of whom the app meets in a channel, Slack says it by their team alone.
            seen["is_stranger"] = True
        if user.deleted:
            return seen
        return {
            **seen,
            "color": user.color,
            "real_name": user.real_name,
            **_zone(user.tz, now),
            **{"is_admin": user.is_admin, "is_owner": False, "is_primary_owner": False},
            **{"is_restricted": user.is_guest, "is_ultra_restricted": False},
        }

    def _profile(self, user: User) -> Json:
        shown = {"real_name": user.real_name, "display_name": user.name if not user.is_bot else ""}
        profile: Json = {**shown, **{f"{k}_normalized": v for k, v in shown.items()}}
        profile |= {
            "title": user.title,
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": "g" + user.color,
        }
        if user.bot_id:
            profile |= {"bot_id": user.bot_id, "api_app_id": user.app_id}
        return profile

    def channel(self, channel: Channel) -> Json:
        """A conversation object as conversations.info answers it."""
        if channel.kind == "im":
            return self._direct(channel)
        team = self._workspace.team_id
        kinds = {"is_channel": channel.kind == "public", "is_group": channel.kind == "private"}
        elsewhere = bool(channel.shared_with)
        shared = {"is_shared": elsewhere, "is_ext_shared": elsewhere}
        shared |= {"is_org_shared": False, "is_pending_ext_shared": False}
        return {
            **{"id": channel.id, "name": channel.name, "name_normalized": channel.name},
            **{**kinds, "is_im": False, "is_mpim": channel.kind == "mpim", "is_private": channel.is_private},
            **{"created": channel.created, "creator": channel.creator, "is_archived": channel.archived},
            **{"is_general": channel.name == "general", "unlinked": 0, **shared, "pending_shared": []},
            **{"context_team_id": team, "shared_team_ids": [team, *channel.shared_with]},
            "pending_connected_team_ids": [],
            "is_member": self._app.bot_user in channel.members,
            **_limits(channel),
            "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "previous_names": [],
        }

    def _direct(self, channel: Channel) -> Json:
        other = next((m for m in channel.members if m != self._app.bot_user), channel.members[0])
        about = {"id": channel.id, "created": channel.created, "is_archived": False, "is_im": True}
        return {**about, "is_org_shared": False, "user": other, "is_open": True, "priority": 0}

    # --- what every interaction carries

    def actor(self, user: User) -> Json:
        team = user.team_id or self._workspace.team_id
        return {"id": user.id, "username": user.name, "name": user.name, "team_id": team}

    def interaction(self, kind: str, user: User) -> Json:
        """The part that all interactions share."""
        return {
            "type": kind,
            "team": self._workspace.team(),
            "user": self.actor(user),
            "api_app_id": self._app.app_id,
            "token": self._app.verification_token,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def event(self, event: Json, event_id: str) -> Json:
        """The envelope of the Events API around one event. What somebody of another organisation does comes
        with their team; the installation stands under `authorizations`."""
        app, workspace = self._app, self._workspace
        installed = {"enterprise_id": None, "team_id": workspace.team_id, "user_id": app.bot_user}
        return {
            "token": app.verification_token,
            "team_id": self._team_of(event.get("user")),
            "context_team_id": workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(self._workspace.clock.now().timestamp()),
            "authorizations": [{**installed, "is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": self._shared(event),
            "event_context": f"4-{event_id}",
        }

    def _team_of(self, user: Any) -> str:
        person = self._workspace.users.get(user) if isinstance(user, str) else None
        return person.team_id if person and person.outsider else self._workspace.team_id

    def _shared(self, event: Json) -> bool:
        where = event.get("channel") or event.get("item", {}).get("channel")
        place = self._workspace.channels.get(where) if isinstance(where, str) else None
        return place is not None and bool(place.shared_with)


def channel_name(channel: Channel) -> str:
    """How payloads call a channel: the names of private ones aren't given away."""
    return {"private": "privategroup", "im": "directmessage"}.get(channel.kind, channel.name)


def _limits(channel: Channel) -> Json:
    if channel.limited not in ("read_only", "thread_only"):
        return {}
    restricted = {"posting_restricted_to": {"type": ["admin"], "user": []}}
    return {f"is_{channel.limited}": True, "properties": restricted if channel.limited == "read_only" else {}}


def _zone(name: str, now: datetime) -> Json:
    if not name:
        return {}
    try:
        local = now.astimezone(ZoneInfo(name))
    except ZoneInfoNotFoundError:
        # Slack knows zones that this Python doesn't.
        local = now
    offset = local.utcoffset()
    return {"tz": name, "tz_label": local.tzname(), "tz_offset": int(offset.total_seconds()) if offset else 0}
