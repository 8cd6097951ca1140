"""Whether a channel that somebody chose will do, and whether reactions there reach the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.sentences import ARCHIVED, LIMITED, NOT_FOR_EVERYBODY, NOT_REACHABLE
from bot.features.unheard import unheard_line
from bot.slack.lookups import Channel, joined
from bot.slack.lookups import channel as channel_of
from bot.slack.people import is_member
from rituals.ids import ChannelId
from rituals.scene import Scene

log = structlog.get_logger()
# In seconds. It is a hint, and nobody waits for a hint.
A_MOMENT = 1.0


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


async def unheard(slack: AsyncWebClient, channel: ChannelId) -> list[str]:
    """A line with what to do if reactions in the channel do not reach the bot; none if they do."""
    if channel.startswith("D"):  # nobody can be invited there
        return []
    try:
        async with asyncio.timeout(A_MOMENT):
            found = await channel_of(slack, channel)
    except (SlackApiError, ClientError, TimeoutError) as error:
        log.warning("places.cannot_tell", error=type(error).__name__)
        return []
    return [] if found.member else [unheard_line([channel])]


async def unheard_among(slack: AsyncWebClient, channels: Iterable[ChannelId]) -> list[ChannelId]:
    """Those of the channels in which reactions do not reach the bot, as far as Slack tells in time."""
    wanted = list(dict.fromkeys(channels))
    try:
        async with asyncio.timeout(A_MOMENT):
            heard = await joined(slack) if wanted else set()
    except (SlackApiError, ClientError, TimeoutError) as error:
        log.warning("places.cannot_tell", error=type(error).__name__)
        return []
    return [channel for channel in wanted if channel not in heard]
