"""Whether a channel that somebody chose will do."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.sentences import ARCHIVED, LIMITED, NOT_FOR_EVERYBODY, NOT_REACHABLE
from bot.slack import Channel
from bot.slack import channel as channel_of
from rituals.ids import ChannelId


async def problem_with(slack: AsyncWebClient, channel: ChannelId) -> str | None:
    """What to tell the person who chose the channel; None if the bot may post there."""
    return problem(await channel_of(slack, channel))


async def problem_with_feed(slack: AsyncWebClient, channel: ChannelId) -> str | None:
    """Like problem_with, for the feed: App Home shows the same stories to everybody."""
    found = await channel_of(slack, channel)
    return problem(found) or (None if found.open else NOT_FOR_EVERYBODY)


def problem(found: Channel, *, in_thread: bool = False) -> str | None:
    """The same for a channel that is known already, or for a thread in it."""
    if found.archived:
        return ARCHIVED
    if found.read_only or (found.threads_only and not in_thread):
        return LIMITED
    return None if found.reachable else NOT_REACHABLE
