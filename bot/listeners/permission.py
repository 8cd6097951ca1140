"""Who may change rituals, as the workspace has set it."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.house import House
from bot.people import is_admin, is_member
from bot.slack import channel as channel_of
from rituals import schedules, workspaces
from rituals.errors import AdminsOnly, NotInChannel
from rituals.ids import ChannelId, ScheduleId
from rituals.scene import Scene
from rituals.schedules import Ritual


async def check_may_change(
    slack: AsyncWebClient, house: House, scene: Scene, channel: ChannelId | None = None
) -> None:
    """AdminsOnly if rituals are for admins here, and the person is none.

    Else NotInChannel if the person is neither in `channel` nor an admin; None asks for no channel yet.
    """
    settings = await house.quietly(workspaces.settings, scene)
    if settings.admins_only:
        await check_admin(slack, scene)
    elif channel is not None and not await _is_at_home(slack, channel, scene):
        raise NotInChannel


async def check_may_handle(slack: AsyncWebClient, house: House, scene: Scene, known: ScheduleId) -> None:
    """The same for the channel of a ritual. Gone if the ritual was removed."""
    ritual = await house.quietly(schedules.ritual, scene, known)
    await check_may_change(slack, house, scene, ritual.channel)


async def may_read(slack: AsyncWebClient, place: ChannelId, scene: Scene) -> bool:
    """Whether what is said there is for this person: everybody may read it, or they are in it."""
    return (await channel_of(slack, place)).open or await is_member(slack, place, scene.person)


async def as_seen(slack: AsyncWebClient, scene: Scene, rituals: Sequence[Ritual]) -> list[Ritual]:
    """Rituals as this person may see them: without the words of channels that aren't theirs to read."""
    speaking = dict.fromkeys(each.channel for each in rituals if each.wishes.asks)
    closed = {place for place in speaking if not await may_read(slack, place, scene)}
    return [each.without_words() if each.channel in closed else each for each in rituals]


async def ritual_seen(slack: AsyncWebClient, house: House, scene: Scene, known: ScheduleId) -> Ritual:
    """One ritual as this person may see it. Gone."""
    [seen] = await as_seen(slack, scene, [await house.quietly(schedules.ritual, scene, known)])
    return seen


async def check_admin(slack: AsyncWebClient, scene: Scene) -> None:
    """AdminsOnly unless the person is an admin or owner of the workspace."""
    if not await is_admin(slack, scene):
        raise AdminsOnly


async def _is_at_home(slack: AsyncWebClient, channel: ChannelId, scene: Scene) -> bool:
    return await is_member(slack, channel, scene.person) or await is_admin(slack, scene)
