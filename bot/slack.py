"""What the bot asks Slack about people, channels and messages: answers as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from rituals.ids import ChannelId, PersonId
from rituals.nominations import Message

# A private or direct conversation whose kind may not be asked is as good as closed to us.
HIDDEN = {"channel_not_found", "missing_scope", "not_in_channel", "no_permission"}
NOT_THERE = {"message_not_found", "channel_not_found", "no_item_specified", "bad_timestamp"}
MOST_NAMES = 5
_MARK = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Channel:
    """`open`: everybody in the workspace may read it. `reachable`: the bot may post in it."""

    id: ChannelId
    open: bool
    reachable: bool
    archived: bool = False


def code_of(error: SlackApiError) -> str | None:
    """Slack's own error code; None where the answer was not one of Slack's (a proxy's page, half a body)."""
    body = getattr(error.response, "data", None)
    code = body.get("error") if isinstance(body, dict) else None
    return code if isinstance(code, str) else None


async def zone_of(slack: AsyncWebClient, person: PersonId) -> str:
    """The zone in a person's Slack settings; UTC if Slack does not say."""
    user = (await slack.users_info(user=person))["user"]
    return str(user.get("tz") or "UTC")


async def is_admin(slack: AsyncWebClient, person: PersonId) -> bool:
    """Whether the person is an admin or owner of the workspace."""
    user = (await slack.users_info(user=person))["user"]
    return bool(user.get("is_admin") or user.get("is_owner"))


async def is_member(slack: AsyncWebClient, channel: ChannelId, person: PersonId) -> bool:
    """Whether the person is in the channel; not, as far as the bot can see, where it cannot look."""
    cursor = None
    while True:
        try:
            page = await slack.conversations_members(channel=channel, limit=1000, cursor=cursor)
        except SlackApiError as error:
            if code_of(error) in HIDDEN:
                return False
            raise
        if person in page["members"]:
            return True
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return False


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
    )


async def message(slack: AsyncWebClient, where: ChannelId, ts: str) -> Message | None:
    """The words at that place, as plain text, with what decides how they may be used; None if gone."""
    try:
        answer = await slack.reactions_get(channel=where, timestamp=ts, full=True)
    except SlackApiError as error:
        if code_of(error) in NOT_THERE:
            return None
        raise
    found = answer.get("message") or {}
    author = str(found.get("user") or "")
    by_bot = bool(found.get("bot_id") or found.get("subtype") == "bot_message") or not author
    return Message(
        author=PersonId(author),
        words=await plain_words(slack, str(found.get("text") or "")),
        link=found.get("permalink"),
        by_bot=by_bot or await is_bot(slack, author),
        open=(await channel(slack, where)).open,
    )


async def plain_words(slack: AsyncWebClient, text: str) -> str:
    """Slack's own writing (`<@U1>`, `&amp;`, `<https://…|label>`) as the words a person reads."""
    people = dict.fromkeys(re.findall(r"<@([UW][A-Z0-9]+)>", text))
    known = {person: await _name(slack, person) for person in list(people)[:MOST_NAMES]}
    return unescape(_MARK.sub(lambda mark: _word(mark.group(1), known), text))


def _word(mark: str, people: dict[str, str]) -> str:
    target, _, label = mark.partition("|")
    match target[:1]:
        case "@":
            return f"@{label or people.get(target[1:], 'a teammate')}"
        case "#":
            # Its name may be that of a private channel, which not every reader may know.
            return "#a-channel"
        case "!":
            return label or f"@{target[1:].split('^')[0]}"
        case _:
            return f"{label} ({target})" if label and label != target else target


async def _name(slack: AsyncWebClient, person: str) -> str:
    user = (await slack.users_info(user=person))["user"]
    profile = user.get("profile") or {}
    return str(profile.get("display_name") or user.get("real_name") or user.get("name") or "a teammate")


async def is_bot(slack: AsyncWebClient, person: str) -> bool:
    """Whether this is no person but an app."""
    user = (await slack.users_info(user=person))["user"]
    return bool(user.get("is_bot"))
