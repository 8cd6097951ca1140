"""What people do about messages that could not be posted."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.house import House
from rituals import agenda
from rituals.scene import Scene


async def tried_again(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """*Try again* in the note about a message that did not come."""
    await house.act(agenda.try_again, scene, int(action["value"]))
    await ack()
