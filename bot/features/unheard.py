"""Said wherever the bot is not in the channel concerned: reactions there do not reach it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.block_kit import place

INVITE = "`/invite @Headfirst`"
MOST_PLACES = 5


def unheard_line(channels: Sequence[str]) -> str:
    """What to do about one channel or several."""
    where = ", ".join(place(channel) for channel in channels[:MOST_PLACES])
    there = "that channel" if len(channels) == 1 else "those channels"
    return f":ear: :star2: in {where} doesn't reach me: I'm not in {there}. Type {INVITE} there."
