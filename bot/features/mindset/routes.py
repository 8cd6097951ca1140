"""What the slash command answers to on its own."""

from collections.abc import Sequence

from bot.features.mindset.listeners import helper
from bot.slack.routes import Feature


def mindset(words: Sequence[str]) -> Feature:
    """Everything whose first word no feature owns (`words`)."""
    return Feature("mindset", words={"*": helper(words)})
