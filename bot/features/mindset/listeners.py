"""The slash command, where no feature owns its first word."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.channels import unheard
from bot.features.greeting import hello_to
from bot.features.mindset.help import help_card, meant_card
from bot.slack.block_kit import Message
from bot.slack.replies import Replies, Say
from bot.slack.requests import Line
from bot.slack.routes import OnLine
from rituals.words import nearest

HELP = "help"


def helper(words: Sequence[str]) -> OnLine:
    """Answers `/mindset help`, and what isn't understood; a slip with what was meant."""

    async def helped(line: Line) -> Replies:
        # What is looked for among all words isn't looked for where it is there.
        meant = None if line.word == HELP else nearest(line.word, [*filter(None, words), HELP])
        if not meant:
            unknown = "" if line.word == HELP else f"{line.first} {line.rest}".strip()
            hints = await unheard(line, line.here)
            shown = help_card(await line.own_words(unknown), hints)
            return Say(Message(shown.text, [*await hello_to(line), *shown.blocks]))
        return Say(meant_card(f"{line.command} {meant} {await line.own_words(line.rest)}".strip()))

    return helped
