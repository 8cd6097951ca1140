"""Which reactions count as nominations. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rituals.ids import ChannelId, PersonId

EMOJI = "star2"


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody put an emoji on a message, or took it off.

    `at` is Slack's time of the event, seconds with six decimals; as text it sorts like the time does.
    """

    channel: ChannelId
    ts: str
    by: PersonId
    emoji: str
    at: str


@dataclass(frozen=True, slots=True)
class Message:
    """The message pointed at. `open` only if everybody in the workspace may read it where it stands."""

    author: PersonId
    words: str
    link: str | None
    by_bot: bool
    open: bool


def names_a_moment(emoji: str) -> bool:
    """Whether the emoji nominates; a skin tone makes no difference."""
    return emoji.split("::", 1)[0] == EMOJI


def counts(reaction: Reaction, message: Message) -> bool:
    """Whether the reaction nominates the message: words of a person, and not one's own."""
    return (
        names_a_moment(reaction.emoji)
        and not message.by_bot
        and reaction.by != message.author
        and bool(message.words.strip())
    )
