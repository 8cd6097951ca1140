"""What the bot asks Slack about channels and messages: answers as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import contents, markup
from bot.slack.people import group_handles, name_of, person
from bot.slack.refusals import HIDDEN, code_of
from rituals.db import keepable
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.nominations import Message

MISSING = {"message_not_found"}
NOT_THERE = {"message_not_found", "channel_not_found", "not_in_channel"}
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Channel:
    """`open`: everybody in the workspace, and nobody else, may read it. `reachable`: the bot may post in it.

    `member`: the bot is in it, and hears reactions. `shared`: so are people of other organisations.
    `read_only`: Slack says that the bot may not post there; `threads_only`: only in threads.
    """

    id: ChannelId
    open: bool
    reachable: bool
    archived: bool = False
    member: bool = False
    shared: bool = False
    read_only: bool = False
    threads_only: bool = False


class Unseen(Enum):
    """Why a message cannot be seen, or is nobody's words.

    DELETED: it left a stone. MISSING: it was deleted, or is older than the workspace's plan shows.
    HIDDEN: the bot may not look there. UNSAID: Slack itself wrote it, as when somebody joins.
    """

    DELETED = "deleted"
    MISSING = "missing"
    HIDDEN = "hidden"
    UNSAID = "unsaid"


async def channel(slack: AsyncWebClient, channel: ChannelId) -> Channel:
    """What the bot may know and do there. What it cannot see is neither open nor reachable."""
    try:
        info = (await slack.conversations_info(channel=channel))["channel"]
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
    )


def _limited(info: dict[str, Any]) -> bool:
    """Whether only admins may post there. Where people or apps are named, the bot may be among them."""
    allowed = (info.get("properties") or {}).get("posting_restricted_to") or {}
    return bool(allowed.get("type")) and not allowed.get("user")


async def joined(slack: AsyncWebClient) -> set[ChannelId]:
    """The channels that the bot is in, public and private."""
    found: set[ChannelId] = set()
    cursor = None
    while True:
        page = await slack.users_conversations(
            types="public_channel,private_channel", exclude_archived=True, limit=1000, cursor=cursor
        )
        found |= {ChannelId(each["id"]) for each in page["channels"]}
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return found


async def message(slack: AsyncWebClient, home: WorkspaceId, where: ChannelId, ts: str) -> Message | Unseen:
    """The words at that place, as plain text, with what decides how they may be used."""
    try:
        answer = await slack.reactions_get(channel=where, timestamp=ts, full=True)
    except SlackApiError as error:
        code = code_of(error)
        if code in MISSING:
            return Unseen.MISSING
        if code in HIDDEN:
            return Unseen.HIDDEN
        raise
    return await as_message(slack, home, await channel(slack, where), answer.get("message") or {})


async def as_message(
    slack: AsyncWebClient, home: WorkspaceId, where: Channel, found: dict[str, Any]
) -> Message | Unseen:
    """Slack's own shape of a message as ours. What an app wrote has no author."""
    if not contents.is_said(found):
        return Unseen.DELETED if contents.is_stone(found) else Unseen.UNSAID
    author = await person(slack, home, PersonId(str(found.get("user") or "")))
    by_app = contents.is_by_app(found) or author is None or author.bot
    return Message(
        author=PersonId("") if by_app or author is None else author.id,
        words=await plain_words(slack, contents.words(found, by_app=by_app)),
        link=found.get("permalink"),
        open=where.open,
        # Somebody of another organisation is written to only where the bot shares a channel with them.
        reachable=author is not None and not author.gone and (where.member or not author.outsider),
        name=author.names[0] if author is not None and author.outsider else None,
        gone=author is not None and author.gone and not by_app,
    )


async def permalink(slack: AsyncWebClient, where: str, ts: str) -> str | None:
    """The link to a message; None if it is not there."""
    try:
        return str((await slack.chat_getPermalink(channel=where, message_ts=ts))["permalink"])
    except SlackApiError as error:
        if code_of(error) in NOT_THERE:
            return None
        raise


async def plain_words(slack: AsyncWebClient, text: str) -> str:
    """Slack's own writing (`<@U1>`, `&amp;`, `<https://…|label>`) as the words a person reads.

    A channel is only called one: its name may be that of a private one, which not every reader may know.
    """
    people = {who: await name_of(slack, who) for who in markup.unnamed_people(text)[:MOST_NAMES]}
    groups = await group_handles(slack) if markup.has_unnamed_group(text) else {}
    return keepable(markup.read(text, people | groups))


async def own_words(slack: AsyncWebClient, text: str) -> str:
    """The same of what a person types to us: a channel has the name that they wrote."""
    named = {
        where: name or await _public_name(slack, ChannelId(where))
        for where, name in markup.channels(text)[:MOST_NAMES]
    }
    return await plain_words(slack, markup.with_channels(text, named))


async def _public_name(slack: AsyncWebClient, where: ChannelId) -> str:
    if not (await channel(slack, where)).open:
        return ""
    return str((await slack.conversations_info(channel=where))["channel"].get("name") or "")
