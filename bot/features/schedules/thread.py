"""What comes in the thread of a ritual's card: fields of its form, and what can be wrong with them."""

from __future__ import annotations

from bot.slack.block_kit import Block, field_block, option, select
from bot.slack.sentences import NO_ANSWERS_THERE, NO_GAME_PLAN
from rituals.answers import TOGETHER
from rituals.experiments import ANSWERED
from rituals.schedules import Wishes

GROUPS = (2, 3, 5, 10)


def thread_fields(wishes: Wishes | None) -> list[Block]:
    """How answers appear, and whether a game plan follows them."""
    return [_together(wishes), _game_plan(wishes)]


def thread_problems(wishes: Wishes) -> dict[str, str]:
    """What to say at which field if the ritual asks nothing that people answer."""
    if wishes.kind in ANSWERED:
        return {}
    if wishes.together:
        return {"together": NO_ANSWERS_THERE}
    return {"game_plan": NO_GAME_PLAN} if wishes.game_plan_after else {}


def _together(wishes: Wishes | None) -> Block:
    chosen = wishes.together or 0 if wishes else 0
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


def _game_plan(wishes: Wishes | None) -> Block:
    chosen = str(wishes.game_plan_after or 0) if wishes else "0"
    options = [option("No game plan", "0"), option("After one person", "1")]
    options += [option(f"After {number} people", str(number)) for number in (2, 3, 5)]
    hint = "I'll post one thing to try in the thread, once that many people have answered."
    return field_block("game_plan", "Game plan", select("game_plan", options, chosen), hint=hint)
