"""Whether a channel that somebody chose will do, and whether reactions there reach the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.features.unheard import unheard_line
from bot.slack.channels import Channel
from bot.slack.directory import NAMES_LAST, UNREACHABLE
from bot.slack.requests import Request
from bot.slack.sentences import ARCHIVED, LIMITED, NOT_FOR_EVERYBODY, NOT_REACHABLE
from rituals.ids import ChannelId

# In seconds. It's a hint, and nobody waits for a hint.
A_MOMENT = 0.2


async def problem_with(request: Request, channel: ChannelId) -> str | None:
    """What to tell the person who chose the channel; None if the bot may post there."""
    return problem(await request.directory.channel(request.workspace, channel))


async def problem_with_feed(request: Request, channel: ChannelId) -> str | None:
    """Like problem_with, for the feed: App Home shows the same stories to everybody."""
    found = await request.directory.channel(request.workspace, channel)
    return problem(found) or (None if found.open else NOT_FOR_EVERYBODY)


async def problem_for(
    request: Request, found: Channel, here: ChannelId | None = None, *, in_thread: bool = False
) -> str | None:
    """Like problem, for a channel that the person names; `here` is where they are while they do.

    A channel that isn't open to all is as good as unseen for who isn't in it.
    """
    if why := problem(found, in_thread=in_thread):
        return why
    if found.open or found.id == here:
        return None
    inside = await request.directory.is_member(request.workspace, found.id, request.person)
    return None if inside else NOT_REACHABLE


def problem(found: Channel, *, in_thread: bool = False) -> str | None:
    """The same for a channel that is known already, or for a thread in it."""
    if found.archived:
        return ARCHIVED
    if found.read_only or (found.threads_only and not in_thread):
        return LIMITED
    return None if found.reachable else NOT_REACHABLE


async def unheard(request: Request, channel: ChannelId) -> list[str]:
    """A line with what to do if reactions in the channel don't reach the bot; none if they do."""
    return [unheard_line([channel])] if await unheard_among(request, [channel]) else []


async def unheard_among(
    request: Request, channels: Iterable[ChannelId], within: float = A_MOMENT
) -> list[ChannelId]:
    """Those of the channels in which reactions don't reach the bot, as far as that is known in time."""
    # Nobody can be invited to a direct message.
    wanted = [each for each in dict.fromkeys(channels) if not each.startswith("D")]
    if len(wanted) == 1:
        # Mostly it's the one where the person is, and known: tasks and a wait cost more than that answer.
        return wanted if await _is_deaf(request, wanted[0], within) else []
    deaf = await asyncio.gather(*(_is_deaf(request, each, within) for each in wanted))
    return [channel for channel, is_deaf in zip(wanted, deaf, strict=True) if is_deaf]


async def _is_deaf(request: Request, channel: ChannelId, within: float) -> bool:
    try:
        async with asyncio.timeout(within):
            return not (await request.directory.channel(request.workspace, channel, NAMES_LAST)).member
    except UNREACHABLE:
        return False
