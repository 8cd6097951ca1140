"""What a ritual's message says that couldn't be sent on time."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.slack.block_kit import Message, context
from bot.slack.wording import moment

NOTICED = timedelta(minutes=2)


def said_late(message: Message, planned: datetime | None, comes: datetime) -> Message:
    """The message, with a line that says so if it comes noticeably later than it was planned."""
    if planned is None or comes - planned <= NOTICED:
        return message
    line = context(f"A little late: it was planned for {moment(planned, '{time}')}.")
    # Above the buttons, if there are any at its foot.
    foot = [block for block in message.blocks[-1:] if block["type"] == "actions"]
    body = message.blocks[: len(message.blocks) - len(foot)]
    return Message(message.text, [*body, line, *foot])
