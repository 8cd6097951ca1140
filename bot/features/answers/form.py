"""The form for one's own answer: one line, and whether a digest may show it."""

from __future__ import annotations

from bot.features.answers.card import answers_line
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    field_block,
    form,
    note,
    option,
    quoted,
    said,
    section,
)
from rituals.answers import LONGEST, Asked, MyAnswer
from rituals.experiments import Drawn

GIVE_ANSWER = "give_answer"
REMOVE = "answer:remove"


def answer_form(asked: Asked) -> View:
    """Asks for an answer, with what the person has said so far."""
    drawn, standing, mine = asked.drawn, asked.standing, asked.mine
    blocks = [
        section(f":thought_balloon: *{said(drawn.question)}*"),
        field_block("answer", "Your answer", _line(mine), hint=_example(drawn)),
        _quotable(mine),
        *([context(answers_line(standing))] if standing.sealed else []),
        *([actions(button("Remove my answer", REMOVE, str(drawn.id), style="danger"))] if mine else []),
    ]
    title, submit = ("Edit your answer", "Save") if mine else ("Your answer", "Answer")
    return form(GIVE_ANSWER, title, submit, blocks, str(drawn.id))


def removed_note(mine: MyAnswer | None) -> View:
    """What's said once an answer is removed; the words are given back."""
    words = [f"You had written:\n{quoted(mine.text)}"] if mine else []
    return note("Answer removed", "Nobody can see your answer any more.", *words)


def _example(drawn: Drawn) -> str:
    """Below the field and not in it, where a phone would cut it."""
    example = drawn.experiment.example if drawn.experiment is not None else ""
    return f"For example: “{example}”" if example else ""


def _line(mine: MyAnswer | None) -> Element:
    element: Element = {"type": "plain_text_input", "action_id": "answer", "max_length": LONGEST}
    return element | ({"initial_value": mine.text} if mine else {})


def _quotable(mine: MyAnswer | None) -> Block:
    yes = [option("A digest may quote my answer", "yes")]
    element: Element = {"type": "checkboxes", "action_id": "digest", "options": yes}
    if mine and mine.quotable:
        element["initial_options"] = yes
    hint = "Digests can go to other channels."
    return field_block("digest", "In the digest", element, optional=True, hint=hint)
