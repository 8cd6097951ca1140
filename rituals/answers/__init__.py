"""Answers: what people say to a thought experiment, a case study or a hero, each in a line."""

from rituals.answers.acts.answering import (
    AnswerPress,
    Asked,
    Given,
    answer,
    answer_each,
    asked,
    cheer,
    cheer_each,
    mine,
    own,
    read_ahead,
    remove,
    reply,
    reveal_due,
    standing,
)
from rituals.answers.acts.forgetting import forget
from rituals.answers.acts.quoting import keep_fresh, most_cheered, quoted
from rituals.answers.rules import LONGEST, MOST_IN_REPLY, REPLY, TOGETHER, Answer, MyAnswer, Quoted, Standing

__all__ = [
    "LONGEST",
    "MOST_IN_REPLY",
    "REPLY",
    "TOGETHER",
    "Answer",
    "AnswerPress",
    "Asked",
    "Given",
    "MyAnswer",
    "Quoted",
    "Standing",
    "answer",
    "answer_each",
    "asked",
    "cheer",
    "cheer_each",
    "forget",
    "keep_fresh",
    "mine",
    "most_cheered",
    "own",
    "quoted",
    "read_ahead",
    "remove",
    "reply",
    "reveal_due",
    "standing",
]
