"""What people do in rooms, in whatever order: the steps of generated tests about who sees what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.nominations.card import KEEP_WORDS, NOMINATE, SAY_WHOM, SHARE_WORDS
from bot.features.stories.card import CHEER
from bot.playground.entities import Message
from rituals import ballots, digests, lessons, stories
from rituals.db import Base
from rituals.ids import PersonId, ScheduleId
from rituals.nominations import Consent
from rituals.nominations.records import Nominated
from rituals.stories import Kind, Told
from tests.cast import DORA, GENERAL, scene
from tests.journeys.rooms import MARK, Rooms, Said, marks
from tests.journeys.world import World
from tests.wishes import wishes

EVERYBODY = ("ana", "bruno", "carla", "dora", "ines")
A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)
# Everybody says this, so everything that can be found is found by it.
COMMON = "kindness"


@dataclass
class People:
    """Everybody's hands in all the rooms. A step that can't be taken at that moment changes nothing."""

    world: World
    rooms: Rooms

    async def says(self, person: str, room: str, naming: str = "") -> Said | None:
        """Somebody says something, and may name a room."""
        channel, hands = self.rooms.channel(room), self.world.slack.hands
        if channel.archived:
            return None
        word = self.rooms.word()
        text = f"With {COMMON} {word} {naming}".strip()
        return self.rooms.keep(Said(room, await hands.say(person, channel, text), person), word)

    async def relays(self, person: str, room: str) -> Said | None:
        """An app writes in the name of somebody."""
        channel, hands = self.rooms.channel(room), self.world.slack.hands
        if channel.archived:
            return None
        word = self.rooms.word()
        message = await hands.relay("deploys", channel, f"With {COMMON} {word}", person)
        return self.rooms.keep(Said(room, message, person, app=True), word)

    async def edits(self, said: Said) -> None:
        """The author finds other words."""
        if not said.gone and not said.app:
            word = self.rooms.about(said, said.by)
            await self.world.slack.hands.edit(said.by, said.message, f"With much {COMMON} {word}")

    async def deletes(self, said: Said) -> None:
        """The author takes the message back."""
        if not said.gone and not said.app:
            said.gone = True
            await self.world.slack.hands.delete(said.by, said.message)

    async def reacts(self, person: str, said: Said, emoji: str) -> None:
        """Somebody puts an emoji on the message, or takes it off if it is there."""
        if said.gone or self.rooms.channel(said.room).archived:
            return
        by = self.world.slack.workspace.find_user(person).id
        there = by in said.message.reactions.get(emoji, [])
        hands = self.world.slack.hands
        await (hands.unreact if there else hands.react)(person, said.message, emoji)
        await self.world.slack.settled()

    async def points(self, person: str, said: Said) -> None:
        """Somebody uses *Great human moment* on the message, and says why."""
        if said.gone or person == "ines":
            return
        await self.world.slack.hands.shortcut(person, "great_human_moment", said.message)
        view = self.world.form(person)
        if view.get("submit"):
            field = "why" if view.callback_id == NOMINATE else "line"
            answers = {"front": [DORA]} if said.app and field == "why" else {}
            line = f"It is {self.rooms.about(said, person)} to me"
            await self.world.sends(person, **answers, **{field: line})
        await self.world.slack.hands.close(person, everything=True)

    async def asks_which(self, person: str, said: Said, channel: str) -> None:
        """Somebody starts a poll about the message, in that channel."""
        if said.gone or person == "ines":
            return
        said.quoted = said.quoted or self.rooms.channel(said.room).id == channel
        await self.world.slack.hands.shortcut(person, "which_mindset", said.message)
        await self.world.sends(person, channel=channel)
        if self.world.slack.workspace.modal_of(person):
            await self.world.slack.hands.close(person, everything=True)

    async def answers(self, person: str, share: bool, twice: bool = False) -> set[str]:
        """Somebody presses a button of the last question about their words; the words that it shows."""
        [*_, ask] = self.letters(person, SHARE_WORDS)
        words = marks(ask)
        for _ in range(2 if twice else 1):
            if share:
                self.rooms.free.update(words)
            await self.world.slack.hands.press(person, ask, SHARE_WORDS if share else KEEP_WORDS)
        return words

    async def credits(self, person: str) -> None:
        """Somebody says whom an app's message is about."""
        [*_, ask] = self.letters(person, SAY_WHOM)
        await self.world.slack.hands.press(person, ask, SAY_WHOM)
        if self.world.slack.workspace.modal_of(person):
            await self.world.sends(person, front=[DORA])
            await self.world.slack.hands.close(person, everything=True)

    async def looks_around(self, person: str, room: str) -> None:
        """Somebody reads the feed, searches it, and opens App Home."""
        if person == "ines":
            return
        for line in ("/mindset feed", f"/mindset feed {COMMON}", "/mindset lessons", "/mindset lessons done"):
            await self.world.slack.hands.command(person, self.rooms.channel(room), line)
        await self.world.slack.hands.open_home(person)
        for page in ("today", "stories", "rituals", "team"):
            await self.world.slack.hands.press(person, "home", f"home:page:{page}")

    async def cheers(self, person: str) -> None:
        """Somebody cheers the latest story."""
        [*_, post] = self.world.posts("#kudos")
        await self.world.slack.hands.press(person, post, CHEER)

    async def teaches(self, said: Said, other: str) -> None:
        """The author says on their story what a customer taught us; somebody else says what came of it."""
        act, now = self.world.bot.house.act, self.world.clock.now()
        story = await self.world.bot.house.quietly(told_of, f"{said.message.channel}:{said.message.ts}")
        if story is None or other == "ines":
            return
        lesson = replace(story.telling, kind=Kind.CUSTOMER_HELPED_US, taught=self._free(said, said.by))
        await act(stories.edit, scene(story.teller, now), story.id, lesson)
        by = PersonId(self.world.slack.workspace.find_user(other).id)
        await act(lessons.finish, scene(by, now), story.id, self._free(said, other))

    def _free(self, said: Said, by: str) -> str:
        """What somebody writes on a story that is in the feed, for everybody to read."""
        word = self.rooms.about(said, by)
        self.rooms.free.add(word)
        return f"{COMMON} {word}"

    async def looks_back(self) -> None:
        """A digest of the week, and a vote on the stories of the month, are posted in #general."""
        act, now = self.world.bot.house.act, scene(now=self.world.clock.now())
        when, number = f"at:{now.now.isoformat()}:{next(self.rooms.numbers)}", ScheduleId(9)
        await act(
            digests.post_due,
            now,
            number,
            wishes(kind="digest", channel=GENERAL),
            f"digest:{when}",
            planned=False,
        )
        about = wishes(kind=ballots.KIND, channel=GENERAL)
        after = (now.now.date().replace(day=1) + timedelta(days=32)).replace(day=1)
        await act(ballots.post_due, now, number, about, f"ballot:{when}", after, planned=False)

    async def archives(self, room: str) -> None:
        """A channel is archived, or opened again."""
        channel, hands = self.rooms.channel(room), self.world.slack.hands
        await (hands.unarchive if channel.archived else hands.archive)(channel)

    async def lets_others_in(self, room: str) -> None:
        """A channel is shared with another organisation, once and for all."""
        self.rooms.close(room)
        await self.world.slack.hands.share(room)

    async def forgets(self, person: str) -> None:
        """Somebody wants to be forgotten."""
        known = await self.world.bot.house.quietly(consents)
        await self.world.types(person, "#support", "/mindset forget me")
        await self.world.sends(person)
        await self.world.slack.hands.close(person, everything=True)
        for said in self.rooms.said:
            said.unsaid |= said.by == person and not said.app and said.message.ts in known
        for word in self.rooms.words.values():
            word.unsaid |= word.by == person and word.said.by != person

    async def a_week_goes_by(self) -> None:
        """Questions without an answer are closed, and the bot looks whether messages are still there."""
        await self.world.later(A_WEEK)
        await self._looks()
        # What couldn't be found is gone if that is so on another day.
        await self.world.later(A_DAY)
        await self._looks()
        bot = self.world.slack.app.bot_user
        for said in self.rooms.said:
            said.unsaid |= said.gone and bot in self.rooms.channel(said.room).members

    async def _looks(self) -> None:
        for _ in self.rooms.said:
            await self.world.bot.lookout.look()
        await self.world.beat()

    async def kept(self) -> set[str]:
        """The words in the database that are to be nowhere any more."""
        known = await self.world.bot.house.quietly(consents)
        for said in self.rooms.said:
            # *Keep it private* keeps it where it was said.
            said.unsaid |= known.get(said.message.ts) == Consent.REFUSED and not said.quoted
        return self.rooms.unsaid() & await self.world.bot.house.quietly(stored)

    def letters(self, person: str, button: str) -> list[Message]:
        """The bot's letters to somebody that have this button."""
        return [letter for letter in self.world.letters(person) if button in str(letter.blocks)]

    def asked(self, button: str) -> list[str]:
        """Who has a letter with this button."""
        return [person for person in EVERYBODY if self.letters(person, button)]


def told_of(db: Session, source: str) -> Told | None:
    """The story that comes from that message, unless nobody is known to have told it."""
    found = stories.of_message(db, scene(), source)
    return found if found is not None and found.teller else None


def stored(db: Session) -> set[str]:
    """All words in all tables."""
    rows = (str(row) for table in Base.metadata.sorted_tables for row in db.execute(select(table)))
    return {word for row in rows for word in MARK.findall(row)}


def consents(db: Session) -> dict[str, str]:
    """What is known of the consent for each message, by its ts."""
    return {row.ts: row.consent for row in db.scalars(select(Nominated))}
