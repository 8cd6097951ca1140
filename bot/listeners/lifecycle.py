"""What happens to channels and people, as far as rituals are concerned."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncBoltContext

from bot.house import House
from rituals import schedules
from rituals.ids import ChannelId, PersonId
from rituals.scene import Scene, zone_named


async def archived(event: dict[str, Any], house: House, scene: Scene) -> None:
    """A channel was archived: its rituals pause themselves, and their owners hear of it."""
    await house.act(schedules.hold, scene, ChannelId(event["channel"]), "is_archived")


async def unarchived(event: dict[str, Any], house: House, scene: Scene) -> None:
    """A channel is open again: owners are asked to resume."""
    await house.act(schedules.reopen, scene, ChannelId(event["channel"]))


async def joined(event: dict[str, Any], context: AsyncBoltContext, house: House, scene: Scene) -> None:
    """Somebody joined a channel; it concerns us if it is the bot."""
    if event["user"] == context.bot_user_id:
        await house.act(schedules.reopen, scene, ChannelId(event["channel"]))


async def left(event: dict[str, Any], context: AsyncBoltContext, house: House, scene: Scene) -> None:
    """Somebody left a channel; it concerns us if it is the bot, taken out of a private one.

    In a public channel it can still post.
    """
    if event["user"] == context.bot_user_id and event.get("channel_type") == "G":
        await house.act(schedules.hold, scene, ChannelId(event["channel"]), "not_in_channel")


async def changed(event: dict[str, Any], house: House, scene: Scene) -> None:
    """Somebody's profile changed: their own practice follows them to another zone."""
    user = event["user"]
    zone = zone_named(user.get("tz"))
    # In a zone that this Python does not know, nine o'clock stays where it was.
    if zone is not None:
        traveller = Scene(scene.workspace, scene.now, PersonId(user["id"]))
        await house.act(schedules.travel, traveller, zone)
