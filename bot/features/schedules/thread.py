"""What comes in the thread of a ritual's card: fields of its form."""

from __future__ import annotations

from bot.slack.block_kit import Block, field_block, option, select
from rituals.answers import TOGETHER

GROUPS = (2, 3, 5, 10)


def thread_fields(together: int, game_plan: int) -> list[Block]:
    """How answers appear, and whether a game plan follows them: after how many people each, or 0."""
    return [_together(together), _game_plan(game_plan)]


def _together(chosen: int) -> Block:
    # The usual number comes first: whoever wants it seldom cares about the number.
    numbers = sorted({*GROUPS, *([chosen] if chosen else [])}, key=lambda each: (each != TOGETHER, each))
    options = [
        option("Each answer appears at once", "0"),
        *(option(f"Together, after {number} people", str(number)) for number in numbers),
    ]
    hint = (
        "Together means answers stay sealed until that many people have answered, or for 8 hours. "
        "Then all appear, so nobody has to be first."
    )
    return field_block("together", "Answers", select("together", options, str(chosen)), hint=hint)


def _game_plan(after: int) -> Block:
    options = [option("No game plan", "0"), option("After one person", "1")]
    options += [option(f"After {number} people", str(number)) for number in (2, 3, 5)]
    hint = "I'll post one thing to try in the thread, once that many people have answered."
    return field_block("game_plan", "Game plan", select("game_plan", options, str(after)), hint=hint)
