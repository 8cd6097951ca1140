"""What several methods look up, with the errors that Slack gives when it isn't there."""

from __future__ import annotations

import base64
from typing import TypeVar

from bot.playground.backend import Backend
from bot.playground.entities import Channel, Json, Message, User
from bot.playground.refusals import Refused

T = TypeVar("T")


def channel(slack: Backend, name: str) -> Channel:
    """A conversation that the bot may know of: private ones only where it is a member."""
    try:
        found = slack.workspace.find_channel(name)
    except KeyError:
        raise Refused("channel_not_found") from None
    if found.is_private and slack.app.bot_user not in found.members:
        raise Refused("channel_not_found")
    return found


def readable(slack: Backend, name: str, what: str) -> Channel:
    """A conversation for which the bot holds the scope of its type, such as `groups:read`."""
    found = channel(slack, name)
    require(slack, f"{found.scope_family}:{what}")
    return found


def require(slack: Backend, scope: str) -> None:
    """Refused with `missing_scope` unless the app was given this scope."""
    if scope not in slack.app.scopes:
        raise Refused("missing_scope", needed=scope, provided=provided(slack))


def provided(slack: Backend) -> str:
    return ",".join(sorted(slack.app.scopes))


def message(slack: Backend, place: Channel, ts: str) -> Message:
    """A message that the Web API can change or link to: none that was deleted."""
    found = what_stands_at(slack, place, ts)
    if found.subtype == "tombstone":
        raise Refused("message_not_found")
    return found


def what_stands_at(slack: Backend, place: Channel, ts: str) -> Message:
    """A message that the Web API can address, or the stone that a deleted one with replies left.

    Ephemeral ones it can't, nor those that are older than the workspace's plan shows.
    """
    found = slack.workspace.message(place.id, ts)
    if found is None or found.ephemeral or slack.workspace.is_past(found):
        raise Refused("message_not_found")
    return found


def user(slack: Backend, name: str) -> User:
    found = slack.workspace.users.get(name)
    if found is None:
        raise Refused("user_not_found")
    return found


def page(listed: list[T], args: Json, default: int, most: int = 1000) -> tuple[list[T], Json]:
    """One page of a list, and the `response_metadata` that leads to the next."""
    size = args.get("limit") or default
    if not 1 <= size <= most:
        raise Refused("invalid_limit")
    start = _start(args.get("cursor"))
    rest = start + size
    cursor = base64.b64encode(f"next:{rest}".encode()).decode() if rest < len(listed) else ""
    return listed[start:rest], {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise Refused("invalid_cursor") from None
