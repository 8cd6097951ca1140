"""A town at work while its bot dies again and again, and the check that all that was done came true."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.playground import StandIn, serve
from bot.playground.entities import Message
from bot.playground.faults import Hold
from bot.service import manifest
from bot.service.config import Config
from rituals import schedules, workspaces
from rituals.agenda.acts.kinds import RATHER_TWICE
from rituals.db import connect, transaction
from rituals.ids import ChannelId
from rituals.inbox.records import Entry
from rituals.posts.records import Post
from rituals.posts.rules import State
from rituals.schedules.records.tables import Schedule
from tests.cast import ANA, KUDOS, NOW, PEOPLE, scene
from tests.faults.processes import BotProcess, TownClock, until
from tests.journeys.world import settings, words
from tests.wishes import EVERY_DAY, wishes

POST = "chat.postMessage"
# Slack goes on for longer than any of these storms; the stand-in has to be as stubborn in less time.
STUBBORN = (0.0, *[0.5] * 200)


@dataclass
class Storm:
    """The town, its people's deeds, and the database that the bots share."""

    chance: Random
    slack: StandIn
    clock: TownClock
    config: Config
    engine: Engine
    log: Path
    told: list[str] = field(default_factory=list)
    nominated: list[str] = field(default_factory=list)
    scheduled: list[ChannelId] = field(default_factory=list)
    unanswered: int = 0
    _deeds: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    _holds: list[Hold] = field(default_factory=list)

    def bot(self) -> BotProcess:
        return BotProcess(self.config, self.clock, self.log)

    # --- what is to come

    async def schedule(self, count: int, within: timedelta) -> None:
        """So many rituals, each in a channel of its own, all due once within that time."""
        now = self.clock.now()
        for number in range(count):
            channel = await self.slack.hands.new_channel(f"team-{number}", members=["ana", "headfirst"])
            due = now + timedelta(seconds=2 + self.chance.random() * (within.total_seconds() - 2))
            wished = wishes(
                channel=ChannelId(channel.id),
                framework="head_first",
                weekdays=EVERY_DAY,
                at=due.time(),
                zone="UTC",
            )
            with transaction(self.engine) as db:
                schedules.set_up(db, scene(ANA, now), wished, f"storm-{number}")
            self.scheduled.append(ChannelId(channel.id))

    # --- what people do

    async def tell(self, person: str) -> None:
        """Somebody tells what is to be told, and sends a form again for as long as nobody says thank you."""
        while True:
            text = await self._deeds.get()
            await self._open_form(person)
            form = self.slack.workspace.modal_of(person)
            while not (await self.slack.hands.submit(person, {"text": text}, form)).ok:
                self.unanswered += 1
                await self.slack.connected()
            self.told.append(text)
            self._deeds.task_done()

    async def _open_form(self, person: str) -> None:
        self.slack.workspace.stacks.pop(self.slack.workspace.find_user(person).id, None)
        while self.slack.workspace.modal_of(person) is None:
            await self.slack.connected()
            await self.slack.hands.command(person, "#support", "/mindset story")
            # The form comes after the answer, if the bot still lives.
            for _ in range(25):
                if self.slack.workspace.modal_of(person) is not None:
                    break
                await asyncio.sleep(0.02)

    async def nominate(self, text: str) -> None:
        """Bruno says something great, and Carla stars it."""
        moment = await self.slack.hands.say("bruno", "#support", text)
        await self.slack.hands.react("carla", moment, "star2")
        self.nominated.append(text)

    async def do_something(self, number: int) -> None:
        """Something to tell, somebody to star, or neither: the feed takes only one message a second."""
        match self.chance.randrange(3):
            case 0:
                # Long enough for a story, and unlike the others.
                self._deeds.put_nowait(f"Story {number:03} of call{number:03}")
            case 1:
                await self.nominate(f"Moment {number:03}")

    def mishap(self) -> None:
        """What Slack does on a bad day, or on a slow one: an answer comes late, or not at all."""
        match self.chance.randrange(8):
            case 0 | 1 | 2 | 3:
                self._holds.append(self.slack.faults.hold(POST))
            case 4:
                self.slack.faults.lose_answers(POST)
            case 5:
                self.slack.faults.server_errors(POST)
            case 6:
                self.slack.faults.rate_limit(POST, 1)

    async def real_time_passes(self, at_most: float) -> None:
        await asyncio.sleep(self.chance.uniform(0, at_most))

    def let_go(self) -> None:
        """Slack is quick again."""
        while self._holds:
            self._holds.pop().release()

    # --- the end

    async def calm(self) -> None:
        """Everybody has been answered, and nothing is due any more. Time flies meanwhile."""
        self.let_go()
        await self._deeds.join()
        await self.slack.settled()

        def all_settled() -> bool:
            self.clock.advance(0.5)
            # On a busy machine the bot may hold the lock for longer than we wait for it.
            with suppress(OperationalError):
                return self._rows_with_work() == 0
            return False

        await until(all_settled, "all posts are settled", every=0.05)

    def _rows_with_work(self) -> int:
        with Session(self.engine) as db:
            due = db.scalar(select(func.count()).where(Post.due_at.is_not(None))) or 0
            due += db.scalar(select(func.count()).where(Entry.due_at.is_not(None))) or 0
            planned = select(func.count()).where(Schedule.next_at < NOW + timedelta(hours=12))
            return due + (db.scalar(planned) or 0)

    # --- the check

    def check(self) -> None:
        """Every deed is in its channel exactly once, every row says so, and there is nothing else."""
        rows, messages = self._rows(), self._messages()
        assert {row.state for row in rows} == {State.SHOWN}
        open_to_all = [message for message in messages if not message.channel.startswith("D")]
        fed = [self._deed(message) for message in open_to_all if message.channel == KUDOS]
        _same(fed, self.told + self.nominated)
        _same((message.channel for message in open_to_all if message.channel != KUDOS), self.scheduled)
        _same(
            [(row.channel, row.ts, row.key) for row in rows if row.kind not in RATHER_TWICE],
            [(m.channel, m.ts, _key(m)) for m in open_to_all],
        )
        self._check_letters([row.key for row in rows if row.kind in RATHER_TWICE], messages)

    def _check_letters(self, wanted: list[str], messages: list[Message]) -> None:
        # To an author and to who starred them. The bot can't look into a direct message, where a letter is
        # rather sent twice than never.
        assert len(wanted) == 2 * len(self.nominated)
        assert {_key(message) for message in messages if message.channel.startswith("D")} == set(wanted)

    def _rows(self) -> list[Post]:
        with Session(self.engine) as db:
            return list(db.scalars(select(Post)))

    def _messages(self) -> list[Message]:
        places = self.slack.workspace.channels.values()
        return [m for place in places for m in place.messages if m.bot and not m.ephemeral]

    def _deed(self, message: Message) -> str:
        said = words(message)
        return next((deed for deed in self.told + self.nominated if deed in said), said)

    def looks(self) -> int:
        """How often a bot looked for a message of which it didn't know whether it was there."""
        return sum(call.method == "conversations.history" for call in self.slack.calls)


def _same(there: Iterable[object], wanted: Iterable[object]) -> None:
    found, asked = Counter(there), Counter(wanted)
    assert found == asked, f"missing: {asked - found}; too many: {found - asked}"


def _key(message: Message) -> str:
    assert message.metadata is not None
    return str(message.metadata["event_payload"]["key"])


@asynccontextmanager
async def a_storm(database_url: str, log: Path, seed: int) -> AsyncIterator[Storm]:
    """A quiet town with a feed, before the first bot is born."""
    clock = TownClock(NOW)
    slack = StandIn(clock, town="quiet", rate_limits=False, retry_delays=STUBBORN)
    slack.configure(manifest.manifest())
    engine = connect(database_url)
    with transaction(engine) as db:
        workspaces.set_feed(db, scene(ANA), KUDOS)
    async with serve(slack) as url:
        # Two bots on one machine can't both show pages on one port.
        config = settings(slack, url, database_url).model_copy(update={"public_url": ""})
        storm = Storm(Random(seed), slack, clock, config, engine, log)
        tellers = [asyncio.create_task(storm.tell(person)) for person in PEOPLE]
        try:
            yield storm
        finally:
            for teller in tellers:
                teller.cancel()
            await asyncio.gather(*tellers, return_exceptions=True)
            engine.dispose()
