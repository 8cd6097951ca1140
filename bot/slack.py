"""What the bot asks Slack about people, channels and messages: answers as plain values."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import markup
from rituals.db import keepable
from rituals.ids import ChannelId, PersonId
from rituals.nominations import Message
from rituals.scene import zone_named

# A private or direct conversation whose kind may not be asked is as good as closed to us.
HIDDEN = {"channel_not_found", "missing_scope", "not_in_channel", "no_permission", "no_access"}
DELETED = {"message_not_found"}
NOT_THERE = {"message_not_found", "channel_not_found", "not_in_channel"}
NOBODY_THERE = {"user_not_found", "user_not_visible", "users_not_found"}
BUSY = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", None}
NO_GROUPS = {"missing_scope", "plan_upgrade_required", "not_allowed_token_type"}
SLACKBOT = "USLACKBOT"
MOST_NAMES = 5
_CODE = re.compile(r"[a-z0-9_.:-]{1,80}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Channel:
    """`open`: everybody in the workspace, and nobody else, may read it. `reachable`: the bot may post in it.

    `member`: the bot is in it, and hears reactions. `shared`: so are people of other organisations.
    """

    id: ChannelId
    open: bool
    reachable: bool
    archived: bool = False
    member: bool = False
    shared: bool = False


class Unseen(Enum):
    """Why a message cannot be seen: it was deleted, or it stands where the bot may not look."""

    DELETED = "deleted"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Person:
    """`names` are what they may be called, the usual one first. `stranger`: of another organisation.

    `gone`: the account is deactivated.
    """

    id: PersonId
    names: tuple[str, ...]
    bot: bool
    gone: bool
    stranger: bool
    admin: bool


def code_of(error: SlackApiError) -> str | None:
    """Slack's own error code; None where the answer was not one of Slack's (a proxy's page, half a body)."""
    body = getattr(error.response, "data", None)
    code = body.get("error") if isinstance(body, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


async def zone_of(slack: AsyncWebClient, person: PersonId) -> ZoneInfo | None:
    """The zone in a person's Slack settings; None if Slack does not say, or this Python does not know it."""
    try:
        user = (await slack.users_info(user=person)).get("user") or {}
    except SlackApiError as error:
        # Slack may not know, or not show, somebody who is there all the same.
        if error.response.get("ok") is False and code_of(error) not in BUSY:
            return None
        raise
    return zone_named(user.get("tz"))


async def is_admin(slack: AsyncWebClient, who: PersonId) -> bool:
    """Whether the person is an admin or owner of the workspace."""
    found = await person(slack, who)
    return found is not None and found.admin


async def is_member(slack: AsyncWebClient, channel: ChannelId, person: PersonId) -> bool:
    """Whether the person is in the channel; not, as far as the bot can see, where it cannot look."""
    async for members in _members(slack, channel):
        if person in members:
            return True
    return False


async def people_in(slack: AsyncWebClient, channel: ChannelId, most: int) -> list[PersonId]:
    """The people in the channel, without apps; nobody if they are more than `most`, or cannot be seen."""
    found: list[PersonId] = []
    async for members in _members(slack, channel):
        found += [PersonId(member) for member in members]
        # An app or two are among them.
        if len(found) > 2 * most:
            return []
    apps = {user["id"] async for user in _users(slack) if user.get("is_bot") or user.get("deleted")}
    people = [person for person in found if person not in apps and person != SLACKBOT]
    return people if len(people) <= most else []


async def _members(slack: AsyncWebClient, channel: ChannelId) -> AsyncIterator[list[str]]:
    cursor = None
    while True:
        try:
            page = await slack.conversations_members(channel=channel, limit=1000, cursor=cursor)
        except SlackApiError as error:
            if code_of(error) in HIDDEN:
                return
            raise
        yield page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


async def _users(slack: AsyncWebClient) -> AsyncIterator[dict[str, Any]]:
    cursor = None
    while True:
        page = await slack.users_list(limit=1000, cursor=cursor)
        for user in page["members"]:
            yield user
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


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
    )


async def message(slack: AsyncWebClient, where: ChannelId, ts: str) -> Message | Unseen:
    """The words at that place, as plain text, with what decides how they may be used."""
    try:
        answer = await slack.reactions_get(channel=where, timestamp=ts, full=True)
    except SlackApiError as error:
        code = code_of(error)
        if code in DELETED:
            return Unseen.DELETED
        if code in HIDDEN:
            return Unseen.HIDDEN
        raise
    return await as_message(slack, await channel(slack, where), answer.get("message") or {})


async def as_message(slack: AsyncWebClient, where: Channel, found: dict[str, Any]) -> Message:
    """Slack's own shape of a message as ours. What an app wrote has no author."""
    author = await person(slack, PersonId(str(found.get("user") or "")))
    by_app = (
        bool(found.get("bot_id") or found.get("subtype") == "bot_message") or author is None or author.bot
    )
    return Message(
        author=PersonId("") if by_app or author is None else author.id,
        words=await plain_words(slack, str(found.get("text") or "")),
        link=found.get("permalink"),
        open=where.open,
        # Somebody of another organisation is written to only where the bot shares a channel with them.
        reachable=author is not None and not author.gone and (where.member or not author.stranger),
        name=author.names[0] if author is not None and author.stranger else None,
        gone=author is not None and author.gone and not by_app,
    )


async def person(slack: AsyncWebClient, who: PersonId) -> Person | None:
    """What Slack knows of somebody; None if there is nobody of that id."""
    if not who:
        return None
    try:
        user = (await slack.users_info(user=who))["user"]
    except SlackApiError as error:
        if code_of(error) in NOBODY_THERE:
            return None
        raise
    profile = user.get("profile") or {}
    called = [profile.get("display_name"), user.get("real_name"), profile.get("real_name"), user.get("name")]
    names = tuple(dict.fromkeys(keepable(str(name)) for name in called if name))
    return Person(
        id=who,
        names=names or ("a teammate",),
        bot=bool(user.get("is_bot")) or who == SLACKBOT,
        gone=bool(user.get("deleted")),
        stranger=bool(user.get("is_stranger")),
        # Whoever is an admin elsewhere is none here.
        admin=bool(user.get("is_admin") or user.get("is_owner")) and not user.get("is_stranger"),
    )


async def admins(slack: AsyncWebClient) -> list[PersonId]:
    """The admins and owners of the workspace; a look through everybody, so for rare occasions."""
    return [
        PersonId(user["id"])
        async for user in _users(slack)
        if (user.get("is_admin") or user.get("is_owner")) and not (user.get("deleted") or user.get("is_bot"))
    ]


async def groups(slack: AsyncWebClient) -> list[tuple[str, str]]:
    """The user groups by id and name; none where the workspace has none, or the bot may not look."""
    return [(str(group["id"]), str(group["name"])) for group in await _groups(slack)]


async def _groups(slack: AsyncWebClient) -> list[dict[str, Any]]:
    try:
        return list((await slack.usergroups_list())["usergroups"])
    except SlackApiError as error:
        if code_of(error) in NO_GROUPS:
            return []
        raise


async def group_members(slack: AsyncWebClient, group: str) -> list[PersonId]:
    """Who is in a user group at this moment."""
    return [PersonId(member) for member in (await slack.usergroups_users_list(usergroup=group))["users"]]


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
    people = {who: await _name(slack, who) for who in markup.unnamed_people(text)[:MOST_NAMES]}
    groups = await _handles(slack) if markup.has_unnamed_group(text) else {}
    return keepable(markup.read(text, people | groups))


async def own_words(slack: AsyncWebClient, text: str) -> str:
    """The same of what a person types to us: a channel has the name that they wrote."""
    named = {
        where: name or await _public_name(slack, ChannelId(where))
        for where, name in markup.channels(text)[:MOST_NAMES]
    }
    return await plain_words(slack, markup.with_channels(text, named))


async def _handles(slack: AsyncWebClient) -> dict[str, str]:
    return {str(group["id"]): str(group.get("handle") or group["name"]) for group in await _groups(slack)}


async def _public_name(slack: AsyncWebClient, where: ChannelId) -> str:
    if not (await channel(slack, where)).open:
        return ""
    return str((await slack.conversations_info(channel=where))["channel"].get("name") or "")


async def _name(slack: AsyncWebClient, who: str) -> str:
    found = await person(slack, PersonId(who))
    return found.names[0] if found else "a teammate"


async def is_bot(slack: AsyncWebClient, who: PersonId) -> bool:
    """Whether this is no person but an app."""
    found = await person(slack, who)
    return found is not None and found.bot
