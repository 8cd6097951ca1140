"""Whether a channel that somebody chose will do."""

from __future__ import annotations

from bot.slack.channels import Channel
from bot.slack.requests import Request
from bot.slack.sentences import ARCHIVED, LIMITED, NOT_FOR_EVERYBODY, NOT_REACHABLE
from rituals.ids import ChannelId


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
