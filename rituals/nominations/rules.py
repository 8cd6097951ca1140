"""Which reactions count as nominations, and what they say. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from rituals.ids import ChannelId, PersonId
from rituals.posts.rules import PostKind
from rituals.scene import Scene
from rituals.stories.rules.story import Credited, Kind, Stage, Voice
from rituals.words import is_blank
from rituals.workspaces.rules.emoji import emoji_name

# No answer in a week means no.
ASKED_FOR = timedelta(days=7)

CONSENT_ASK = PostKind("consent_ask", "consent:{}:{}", rather_twice=True)
WHOM_ASK = PostKind("whom_ask", "whom:{}:{}", rather_twice=True)
WORDLESS_NOTE = PostKind("wordless_note", "wordless:{}:{}:{}", rather_twice=True)


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody put an emoji on a message, or took it off; no emoji means the message shortcut.

    `at` is Slack's time of the event, seconds with six decimals; as text it sorts like the time does.
    """

    channel: ChannelId
    ts: str
    by: PersonId
    emoji: str
    at: str


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """The message pointed at. `author` is "" where an app wrote it.

    `open` only if everybody in the workspace, and nobody else, may read it where it stands. `reachable` if
    the bot may send its author a private message. `name` is there for people of other organisations; `gone`
    for people who have left, and who can't say no any more.
    """

    author: PersonId
    words: str
    link: str | None
    open: bool
    reachable: bool = True
    name: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class SeenReaction:
    """A reaction and the message that it's on, as it was seen afterwards."""

    scene: Scene
    reaction: Reaction
    message: SeenMessage

    @property
    def place(self) -> tuple[str, str]:
        return self.reaction.channel, self.reaction.ts


@dataclass(frozen=True, slots=True)
class NominationWishes:
    """What a nominator says about the moment; what they leave open, the emoji or nobody says."""

    kind: Kind | None = None
    mindset: str | None = None
    touchpoint: str | None = None
    beyond_job: bool = False
    credits: tuple[Credited, ...] = ()
    lines: tuple[Voice, ...] = ()

    def stored(self) -> dict[str, Any]:
        """As it is kept in the database."""
        credits = [{"person": each.person, "stage": each.stage, "name": each.name} for each in self.credits]
        about = {"kind": self.kind, "mindset": self.mindset, "touchpoint": self.touchpoint}
        lines = [{"person": each.person, "text": each.text} for each in self.lines]
        return {**about, "beyond_job": self.beyond_job, "credits": credits, "lines": lines}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> NominationWishes:
        """From what is kept in the database."""
        return cls(
            kind=Kind(stored["kind"]) if stored.get("kind") else None,
            mindset=stored.get("mindset"),
            touchpoint=stored.get("touchpoint"),
            beyond_job=bool(stored.get("beyond_job")),
            credits=tuple(
                Credited(PersonId(each["person"]), Stage(each["stage"]), each["name"])
                for each in stored.get("credits") or ()
            ),
            lines=tuple(Voice(PersonId(each["person"]), each["text"]) for each in stored.get("lines") or ()),
        )


def plain_emoji(emoji: str) -> str:
    """The emoji without its skin tone, by the first of its names."""
    return emoji_name(emoji)


def names_a_moment(emoji: str, nominating: Collection[str]) -> bool:
    """Whether the emoji nominates; a skin tone makes no difference."""
    return plain_emoji(emoji) in nominating


def wishes_of(emoji: str, nominating: Mapping[str, str]) -> NominationWishes:
    """What the emoji stands for: a kind of story, a mindset, or a great human moment as such."""
    meaning = nominating.get(plain_emoji(emoji), "")
    if meaning in set(Kind):
        return NominationWishes(kind=Kind(meaning))
    return NominationWishes(mindset=meaning or None)


def completed(
    said: NominationWishes, emoji: Sequence[str], nominating: Mapping[str, str]
) -> NominationWishes:
    """What was said by the form, and where it says nothing, what the first of the emoji stands for."""
    named = [wishes_of(each, nominating) for each in emoji if each]
    first = named[0] if named else NominationWishes()
    return replace(said, kind=said.kind or first.kind, mindset=said.mindset or first.mindset)


def with_lines_of(wishes: NominationWishes, earlier: NominationWishes) -> NominationWishes:
    """The newer wishes, with the lines that others had added to the earlier ones."""
    speakers = {voice.person for voice in wishes.lines}
    others = tuple(voice for voice in earlier.lines if voice.person not in speakers)
    return replace(wishes, lines=others + wishes.lines)


def edition(words: str, wishes: NominationWishes) -> str:
    """A short mark of what an author is shown: something else to be published has another."""
    return sha256(json.dumps([words, wishes.stored()]).encode()).hexdigest()[:12]


def counts(reaction: Reaction, message: SeenMessage) -> bool:
    """Whether it points at words of somebody who is here, and not at one's own."""
    return _is_fair(reaction, message) and not is_blank(message.words)


def finds_no_words(reaction: Reaction, message: SeenMessage) -> bool:
    """Whether it would count if there were words in the message, and not a picture alone."""
    return _is_fair(reaction, message) and is_blank(message.words)


def _is_fair(reaction: Reaction, message: SeenMessage) -> bool:
    return reaction.by != message.author and not message.gone
