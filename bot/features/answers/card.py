"""Answers as people see them: how many there are on the card, and each in the card's thread."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    fitting,
    mention,
    option,
    overflow,
    said,
    section,
)
from bot.slack.wording import moment, several
from rituals.answers import Answer, Standing
from rituals.ids import DrawId

ANSWER = "answer"
# *I thought about it*, on cards from before there were answers.
FORMERLY = "engage"
CHEER = "answer:cheer"
MENU = "answer:menu"
# What is chosen in the menu comes by these names.
EDIT, STORY = f"{MENU}:edit", f"{MENU}:story"


def answer_button(draw: DrawId) -> Element:
    """Opens the form for one's own answer, also to change it."""
    return button("Answer", ANSWER, str(draw), style="primary")


def answers_line(standing: Standing) -> str:
    """How many have answered, and how to: what the card says below its question."""
    if standing.sealed is not None:
        return f":lock: {_sealed(standing)}"
    count = f"*{several(standing.count, 'answer')}.* " if standing.count else ""
    ask = "" if standing.count else " One line is plenty."
    return f"{count}Press *Answer* or reply in the thread.{ask}"


def reply_card(answers: Sequence[Answer]) -> Message:
    """One message in the card's thread: an answer, or those that came in a rush."""
    lines = [f"Answer: {said(each.text)}" for each in answers]
    return Message(fitting(lines), [block for each in answers for block in _answer(each)])


def _sealed(standing: Standing) -> str:
    assert standing.sealed is not None
    until = f"{several(standing.together or 0, 'person has', 'people have')} answered"
    end = moment(standing.sealed, "{time}")
    if not standing.count:
        return f"Press *Answer*. All answers appear together once {until}, or at {end}."
    are_in = several(standing.count, "answer is in", "answers are in")
    return f"*{are_in}.* They appear together once {until}, or at {end}."


def _answer(answer: Answer) -> list[Block]:
    edited = " _(edited)_" if answer.edited else ""
    cheers = f" · {answer.cheers}" if answer.cheers else ""
    value = str(answer.id)
    entries = [
        option("Edit or remove", f"edit:{answer.id}"),
        option("Share as a story", f"story:{answer.id}"),
    ]
    return [
        section(f"{mention(answer.person)}: {said(answer.text)}{edited}"),
        actions(button(f":clap: Cheer{cheers}", CHEER, value), overflow(MENU, entries)),
    ]
