"""By whose clock somebody's day is meant."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot import people as people_of
from bot.house import House
from rituals import schedules
from rituals.scene import Scene


async def zone_of(slack: AsyncWebClient, house: House, scene: Scene) -> ZoneInfo:
    """The zone of the person; where nobody knows it, that of their workspace's rituals, or else UTC."""
    own = await people_of.zone_of(slack, scene.person)
    return own if own is not None else await house.quietly(schedules.usual_zone, scene)
