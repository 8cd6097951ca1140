"""Rooms of every kind, what is said in them, and where the bot may repeat it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.playground.entities import Channel, Message
from tests.journeys.world import World

# The members who speak. The bot is in all of them but the direct message of two people.
ROOMS = {
    "#support": ("ana", "bruno", "carla", "dora"),
    "#attic": ("ana", "bruno", "carla", "dora"),
    "#escalations": ("ana", "bruno", "carla"),
    "#bakery-partners": ("ana", "dora", "ines"),
    "D0ANABRUNO0": ("ana", "bruno"),
    "group": ("ana", "carla", "dora"),
}
OPEN = ("#support", "#attic")
CLOSED = tuple(room for room in ROOMS if room not in OPEN)
MARK = re.compile(r"\bword\d+\b")


@dataclass(frozen=True)
class Seen:
    """What the bot shows: in a channel (`to` one person alone, if it whispers), in a form or in a Home.

    `outside` Slack, anybody sees it.
    """

    text: str
    channel: str | None = None
    to: str | None = None
    form: bool = False
    outside: bool = False


@dataclass
class Said:
    """A message with a word of its own in it, which nothing else contains."""

    room: str
    message: Message
    by: str
    app: bool = False
    gone: bool = False
    quoted: bool = False  # a poll in its own room may quote it, as long as it stands there
    unsaid: bool = False  # its words are to be nowhere any more


@dataclass
class Word:
    """A word, the message that it was said in or about, and who said it."""

    said: Said
    by: str
    unsaid: bool = False


@dataclass
class Rooms:
    """Who said which word where, and which words all may read by now."""

    world: World
    said: list[Said] = field(default_factory=list)
    words: dict[str, Word] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    shut: set[str] = field(default_factory=lambda: set(CLOSED))
    numbers: Iterator[int] = field(default_factory=count)
    read_outside: str = ""

    async def furnish(self) -> None:
        """Open what isn't there from the start."""
        await self.world.slack.hands.new_channel("attic", members=[*ROOMS["#attic"], "headfirst"])

    async def look_outside(self) -> None:
        """Somebody without Slack looks at the wall and reads the feed."""
        self.read_outside = await self.world.outside()

    def channel(self, room: str) -> Channel:
        """The conversation behind a room."""
        if room == "group":
            return self.world.slack.hands.direct(["ana", "carla", "dora", "headfirst"])
        return self.world.slack.workspace.find_channel(room)

    def word(self) -> str:
        """A fresh word."""
        return f"word{next(self.numbers)}"

    def keep(self, said: Said, word: str) -> Said:
        """Remember a message, and the word in it."""
        self.said.append(said)
        self._note(said, said.by, word)
        return said

    def about(self, said: Said, by: str) -> str:
        """A fresh word that somebody says in the message, or about it."""
        return self._note(said, by, self.word())

    def _note(self, said: Said, by: str, word: str) -> str:
        self.words[word] = Word(said, by)
        if said.room not in self.shut:
            # Where everybody may read the message, they may read what is said about it.
            self.free.add(word)
        return word

    def words_of(self, said: Said) -> set[str]:
        """All words that were said in the message, or about it."""
        return {mark for mark, word in self.words.items() if word.said is said}

    def close(self, room: str) -> None:
        """People from elsewhere read along there now: what isn't in the feed yet is to be asked for."""
        self.shut.add(room)
        for word in self.free - self.in_feed():
            if self.words[word].said.room == room:
                self.free.discard(word)

    def in_feed(self) -> set[str]:
        """The words in the feed's channel."""
        return {word for post in self.world.posts("#kudos") for word in marks(post)}

    def unsaid(self) -> set[str]:
        """The words that are to be nowhere any more."""
        return {mark for mark, word in self.words.items() if word.unsaid or word.said.unsaid}

    # --- what may be seen

    def seen(self) -> Iterator[Seen]:
        """All that the bot shows to anybody at this moment."""
        slack = self.world.slack
        for channel in slack.workspace.channels.values():
            for message in channel.messages:
                if message.user == slack.app.bot_user:
                    yield Seen(_shown(message), channel.id, message.seen_by)
        for person, views in slack.workspace.stacks.items():
            yield from (Seen(json.dumps(view), to=person, form=True) for view in views)
        for person, home in slack.workspace.homes.items():
            yield Seen(json.dumps(home), to=person)
        yield Seen(self.read_outside, outside=True)

    def leaks(self) -> list[tuple[str, Seen]]:
        """Words and names of rooms that the bot shows where it may not."""
        names = {name: room for room in CLOSED for name in self._names(room)}
        found = []
        for seen in self.seen():
            words = set(MARK.findall(seen.text))
            found += [(word, seen) for word in words if not self._may_show(word, seen)]
            named = [name for name in names if name in seen.text]
            found += [(name, seen) for name in named if not self._inside(names[name], seen)]
        return found

    def left(self) -> list[tuple[str, Seen]]:
        """Words that are to be nowhere any more, and that the bot shows in a channel or a letter after all.

        What somebody asked for in private, and has on their screen, can't be undone.
        """
        unsaid = self.unsaid()
        lasting = [seen for seen in self.seen() if (seen.channel and not seen.to) or seen.outside]
        return [(word, seen) for seen in lasting for word in MARK.findall(seen.text) if word in unsaid]

    def _names(self, room: str) -> list[str]:
        channel = self.channel(room)
        return [name for name in (channel.id, channel.name) if name]

    def _may_show(self, word: str, seen: Seen) -> bool:
        said = self.words[word].said
        return word in self.free or self._inside(said.room, seen) or self._letter_to(said, seen)

    def _inside(self, room: str, seen: Seen) -> bool:
        """Whether it is shown in the room itself, or in a form to somebody who may look into it."""
        channel = self.channel(room)
        if seen.channel is not None:
            return seen.channel == channel.id
        return seen.form and channel in self.world.slack.workspace.visible_to(seen.to or "")

    def _letter_to(self, said: Said, seen: Seen) -> bool:
        """Whether it is shown to the author alone."""
        workspace, bot = self.world.slack.workspace, self.world.slack.app.bot_user
        author = workspace.find_user(said.by).id
        return not said.app and seen.channel == workspace.direct(author, bot).id


def marks(message: Message) -> set[str]:
    """The words that a message shows."""
    return set(MARK.findall(_shown(message)))


def _shown(message: Message) -> str:
    return json.dumps([message.text, message.blocks])
