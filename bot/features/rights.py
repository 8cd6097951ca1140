"""Who may change what, as the workspace has set it. A right that's minutes old is asked of Slack again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.slack.requests import Request
from rituals import schedules, workspaces
from rituals.errors import AdminsOnly, NotInChannel
from rituals.ids import ChannelId, ScheduleId
from rituals.schedules import Ritual


async def check_admin(request: Request) -> None:
    """AdminsOnly unless the person is an admin or owner of the workspace."""
    if not await is_admin(request):
        raise AdminsOnly


async def is_admin(request: Request) -> bool:
    """Whether the person is an admin or owner of the workspace."""
    return await request.directory.is_admin(request.workspace, request.person)


async def may_set_up(request: Request) -> bool:
    """Whether the person may settle what holds for everybody: anybody may, unless it's for admins here."""
    settings = await request.look(workspaces.settings)
    return not settings.admins_only or await is_admin(request)


async def check_may_set_up(request: Request) -> None:
    """AdminsOnly unless they may."""
    if not await may_set_up(request):
        raise AdminsOnly


async def check_may_change(request: Request, channel: ChannelId | None = None) -> None:
    """AdminsOnly if rituals are for admins here, and the person isn't one.

    Else NotInChannel if the person is neither in `channel` nor an admin; None asks for no channel yet.
    """
    settings = await request.recall(workspaces.settings)
    if settings.admins_only:
        await check_admin(request)
    elif channel is not None and not await _is_at_home(request, channel):
        raise NotInChannel


async def check_may_handle(request: Request, known: ScheduleId) -> None:
    """The same for the channel of a ritual. Gone if the ritual was removed."""
    ritual = await request.look(schedules.ritual, known)
    await check_may_change(request, ritual.channel)


async def may_read(request: Request, place: ChannelId) -> bool:
    """Whether what is said there is for this person: everybody may read it, or they are in it."""
    if (await request.directory.channel(request.workspace, place)).open:
        return True
    return await request.directory.is_member(request.workspace, place, request.person)


async def closed_to(request: Request, places: Iterable[ChannelId]) -> set[ChannelId]:
    """Those of these channels that this person may not read."""
    return {place for place in dict.fromkeys(places) if not await may_read(request, place)}


async def as_seen(request: Request, rituals: Sequence[Ritual]) -> list[Ritual]:
    """Rituals as this person may see them: without the words of channels that aren't theirs to read."""
    closed = await closed_to(request, (each.channel for each in rituals if each.wishes.asks))
    return [each.without_words() if each.channel in closed else each for each in rituals]


async def ritual_seen(request: Request, known: ScheduleId) -> Ritual:
    """One ritual as this person may see it. Gone."""
    [seen] = await as_seen(request, [await request.look(schedules.ritual, known)])
    return seen


async def _is_at_home(request: Request, channel: ChannelId) -> bool:
    directory = request.directory
    if await directory.is_member(request.workspace, channel, request.person):
        return True
    return await directory.is_admin(request.workspace, request.person)
