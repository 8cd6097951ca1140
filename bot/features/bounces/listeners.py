"""What people do about messages that couldn't be posted."""

from __future__ import annotations

from bot.slack.replies import Replies
from bot.slack.requests import Press
from rituals import agenda


async def tried_again(press: Press) -> Replies:
    """*Try again* in the note about a message that didn't come."""
    await press.act(agenda.try_again, press.number)
    return None
