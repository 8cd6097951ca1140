"""What a card says of its answers, and how answers gather in its thread. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from rituals.ids import AnswerId, ChannelId, DrawId, PersonId
from rituals.posts.rules import PostKind

T = TypeVar("T")

# The message that a reply is.
REPLY = PostKind("answers", "answers:{}")

# One line, as a person reads it.
LONGEST = 300
# Slack takes a message a second in a channel and 50 blocks in a message; an answer needs two of them.
MOST_IN_REPLY = 15
# How many people it takes before sealed answers appear, unless a ritual says something else.
TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's line, as its reply in the thread shows it."""

    id: AnswerId
    draw: DrawId
    person: PersonId
    text: str
    cheers: int = 0
    edited: bool = False


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """What somebody has answered. `quotable`: a digest may show it."""

    text: str
    quotable: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card says of its answers: how many there are.

    They're `sealed` until as many as `together` are in, or until that moment; None if they aren't.
    """

    count: int = 0
    together: int | None = None
    sealed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """An answer that a digest shows, with its question. `place` is the channel and ts of its reply."""

    text: str
    question: str
    person: PersonId
    place: tuple[ChannelId, str] | None = None


def enough(count: int, together: int | None) -> bool:
    """Whether so many sealed answers may appear."""
    return count >= (together or TOGETHER)


def gathered(answers: Sequence[T]) -> Iterator[Sequence[T]]:
    """The answers by the reply that they share, when many appear at once."""
    for start in range(0, len(answers), MOST_IN_REPLY):
        yield answers[start : start + MOST_IN_REPLY]
