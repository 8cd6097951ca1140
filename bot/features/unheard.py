"""Said wherever the bot isn't in the channel concerned: reactions there don't reach it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.block_kit import place
from bot.slack.wording import listed

INVITE = "`/invite @Headfirst`"
MOST_PLACES = 5


def unheard_line(channels: Sequence[str]) -> str:
    """What to do about one channel or several."""
    where = listed([place(channel) for channel in channels[:MOST_PLACES]], "or")
    there = "that channel" if len(channels) == 1 else "those channels"
    return (
        f":ear: I can't see :star2: in {where}, because I'm not in {there}. To add me, type {INVITE} there."
    )
