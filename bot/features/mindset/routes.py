"""What the slash command answers to on its own."""

from collections.abc import Sequence

from bot.features.mindset.listeners import helper
from bot.slack.routes import Feature


def mindset(words: Sequence[str]) -> Feature:
    """Everything that is none of the `words` that features own."""
    return Feature("mindset", words={"*": helper(words)})
