"""The opening: what the small team has just done when a newcomer walks in, played through the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.standin import StandIn

FEED = "#kudos"
MOMENT = "Mrs. Almeida"


async def play_opening(standin: StandIn) -> None:
    """Ana chooses the feed, and Dora points at something that Bruno did."""
    await standin.hands.command("ana", FEED, f"/mindset feed {FEED}")
    for message in standin.workspace.messages("#support"):
        if MOMENT in message.text:
            await standin.hands.react("dora", message, "star2")
