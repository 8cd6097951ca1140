"""The slash command, where its first word is none that a feature owns."""

from __future__ import annotations

from bot.features.mindset.help import help_card
from bot.slack.replies import Replies, Say
from bot.slack.requests import Line


async def helped(line: Line) -> Replies:
    """`/mindset help`, and every line that isn't understood."""
    typed = "" if line.word.lower() == "help" else f"{line.word} {line.rest}".strip()
    return Say(help_card(await line.plain_words(typed)))
