"""Whether a channel that somebody chose will do."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.people import is_member
from bot.sentences import ARCHIVED, LIMITED, NOT_FOR_EVERYBODY, NOT_REACHABLE
from bot.slack import Channel
from bot.slack import channel as channel_of
from rituals.ids import ChannelId
from rituals.scene import Scene


async def problem_with(slack: AsyncWebClient, channel: ChannelId) -> str | None:
    """What to tell the person who chose the channel; None if the bot may post there."""
    return problem(await channel_of(slack, channel))


async def problem_with_feed(slack: AsyncWebClient, channel: ChannelId) -> str | None:
    """Like problem_with, for the feed: App Home shows the same stories to everybody."""
    found = await channel_of(slack, channel)
    return problem(found) or (None if found.open else NOT_FOR_EVERYBODY)


async def problem_for(
    slack: AsyncWebClient,
    scene: Scene,
    found: Channel,
    here: ChannelId | None = None,
    *,
    in_thread: bool = False,
) -> str | None:
    """Like problem, for a channel that the person names; `here` is where they are while they do.

    A channel that isn't open to all is as good as unseen for who isn't in it.
    """
    if why := problem(found, in_thread=in_thread):
        return why
    theirs = found.open or found.id == here or await is_member(slack, found.id, scene.person)
    return None if theirs else NOT_REACHABLE


def problem(found: Channel, *, in_thread: bool = False) -> str | None:
    """The same for a channel that is known already, or for a thread in it."""
    if found.archived:
        return ARCHIVED
    if found.read_only or (found.threads_only and not in_thread):
        return LIMITED
    return None if found.reachable else NOT_REACHABLE
