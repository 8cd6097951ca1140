"""What a listener answers with. The door knows how each reaches the person from each way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.slack.block_kit import Message, View, section


@dataclass(frozen=True, slots=True)
class Say:
    """A private answer that only the person sees, below what is there."""

    message: Message


@dataclass(frozen=True, slots=True)
class Become:
    """The private message whose button was pressed becomes this one."""

    message: Message


@dataclass(frozen=True, slots=True)
class Show:
    """A form, or a panel: it opens, on top of the form in which it was asked for.

    It takes the place of a form that was sent.
    """

    view: View


@dataclass(frozen=True, slots=True)
class Redraw:
    """The form in which something was pressed is drawn again."""

    view: View


@dataclass(frozen=True, slots=True)
class Refuse:
    """What was sent can't be taken: what to say at which field. What was typed stays in the form."""

    errors: dict[str, str]


Reply: TypeAlias = Say | Become | Show | Redraw | Refuse
Replies: TypeAlias = Reply | tuple[Reply, ...] | None


def say(sentence: str) -> Say:
    """A private answer of one sentence."""
    return Say(Message(sentence, [section(sentence)]))
