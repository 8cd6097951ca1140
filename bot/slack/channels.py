"""What the bot asks Slack about channels, and about the place of a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.refusals import HIDDEN, NOT_THERE, code_of
from rituals.ids import ChannelId


@dataclass(frozen=True, slots=True)
class Channel:
    """`open`: everybody in the workspace, and nobody else, may read it. `reachable`: the bot may post in it.

    `member`: the bot is in it, and hears reactions. `shared`: so are people of other organisations.
    `read_only`: Slack says that the bot may not post there; `threads_only`: only in threads. `people`: how
    many are in it beside the bot, other apps among them; None where Slack doesn't say.
    """

    id: ChannelId
    open: bool
    reachable: bool
    archived: bool = False
    member: bool = False
    shared: bool = False
    read_only: bool = False
    threads_only: bool = False
    name: str = ""
    people: int | None = None


async def channel(slack: AsyncWebClient, channel: ChannelId) -> Channel:
    """What the bot may know and do there. What it can't see is neither open nor reachable."""
    try:
        info = (await slack.conversations_info(channel=channel, include_num_members=True))["channel"]
    except SlackApiError as error:
        if code_of(error) in HIDDEN:
            return Channel(channel, open=False, reachable=False)
        raise
    private = any(info.get(key) for key in ("is_private", "is_im", "is_mpim"))
    # Shared with another organisation: everybody here may read it, but so may others.
    shared = any(info.get(key) for key in ("is_ext_shared", "is_pending_ext_shared"))
    return Channel(
        channel,
        open=not private and not shared,
        reachable=not private or bool(info.get("is_member") or info.get("is_im")),
        archived=bool(info.get("is_archived")),
        member=bool(info.get("is_member") or info.get("is_im")),
        shared=shared,
        read_only=bool(info.get("is_read_only")) or _limited(info),
        threads_only=bool(info.get("is_thread_only")),
        name=str(info.get("name") or ""),
        people=_people(info),
    )


def _people(info: dict[str, Any]) -> int | None:
    count = info.get("num_members")
    return count - bool(info.get("is_member")) if isinstance(count, int) else None


def _limited(info: dict[str, Any]) -> bool:
    """Whether only admins may post there. Where people or apps are named, the bot may be among them."""
    allowed = (info.get("properties") or {}).get("posting_restricted_to") or {}
    return bool(allowed.get("type")) and not allowed.get("user")


async def permalink(slack: AsyncWebClient, where: str, ts: str) -> str | None:
    """The link to a message; None if it isn't there."""
    try:
        return str((await slack.chat_getPermalink(channel=where, message_ts=ts))["permalink"])
    except SlackApiError as error:
        if code_of(error) in NOT_THERE:
            return None
        raise
