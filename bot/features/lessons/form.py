"""The form that asks what came of a lesson."""

from __future__ import annotations

from bot.features.lessons.card import lesson_block
from bot.slack.block_kit import Element, View, field_block, form, plain
from rituals.stories import LONGEST_LINE, Told

FINISH = "finish_lesson"


def finish_form(told: Told, mine: bool, memory: str) -> View:
    """Asks what came of it; `mine` if what has been said so far is the reader's own."""
    words: Element = {
        "type": "plain_text_input",
        "action_id": "came_of",
        "multiline": True,
        "max_length": LONGEST_LINE,
        "placeholder": plain("A new form, a fix, a different first question …", 150),
    }
    if mine and told.came_of:
        words["initial_value"] = told.came_of[:LONGEST_LINE]
    hint = "The story shows your name next to it."
    field = field_block("came_of", "What came of it?", words, hint=hint)
    return form(FINISH, "Done", "Save", [*lesson_block(told), field], memory)
