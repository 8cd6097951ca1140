"""Votes a second of one process, and what they cost Slack. JSON lines on stdout.

A vote is a real signed request to the real web app, answered after the commit. `ratio` is what it takes
compared with the bare cost, measured in turns with it: one signed request that is verified, read and
refused, and one row inserted and committed. `updates_per_1000_votes` is how often the poll's message was
changed meanwhile, at the pace that Slack allows.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.app.run import Bot, assembled, listening, working
from bot.playground import StandIn, serve
from bot.service import manifest
from bot.service.clock import WallClock
from rituals import polls
from rituals.catalog import load
from rituals.ids import PersonId, PollId
from rituals.polls import of_framework
from tests.bench.measuring import databases
from tests.cast import ANA, SUPPORT, scene
from tests.faults.pressing import Crowd, Press, a_crowd
from tests.journeys.world import settings
from tests.rituals.polling import HUMAN, IN_ROLE, KEY

ROUNDS, VOTES, ABREAST = 9, 120, 8
# Signed, and nothing that Slack would say.
NOTHING = b"payload=%5B%5D"
BARE = text("INSERT INTO people (workspace, person, notes) VALUES ('T0BARE', :person, true)")


@dataclass
class Bench:
    """One process with its web app, its courier and an open anonymous poll."""

    slack: StandIn
    bot: Bot
    crowd: Crowd
    port: int
    poll: PollId

    async def votes(self, round: int) -> None:
        """New people vote, so many at a time."""
        people = [PersonId(f"U0BENCH{round:02}{number:04}") for number in range(VOTES)]

        async def one(number: int) -> None:
            press = Press(people[number], self.poll, HUMAN if number % 3 else IN_ROLE)
            assert await self.crowd.press(press, self.port) == 200

        await abreast(one)

    async def bare(self, round: int) -> None:
        """As many signed requests for nothing, and rows inserted."""

        def insert(db: Session, number: int) -> None:
            db.execute(BARE, {"person": f"{round}-{number}"})

        async def one(number: int) -> None:
            assert await self.crowd.send(NOTHING, self.port) == 400
            await self.bot.house.quietly(insert, number)

        await abreast(one)

    @property
    def updates(self) -> int:
        return sum(call.method == "chat.update" for call in self.slack.calls)


async def abreast(one: Callable[[int], Awaitable[None]]) -> None:
    """So many times, ABREAST at a time."""
    hands = asyncio.Semaphore(ABREAST)

    async def in_hand(number: int) -> None:
        async with hands:
            await one(number)

    await asyncio.gather(*map(in_hand, range(VOTES)))


@asynccontextmanager
async def a_bench(database_url: str) -> AsyncIterator[Bench]:
    """The stand-in, and the real bot at the pace that Slack allows."""
    clock = WallClock()
    slack = StandIn(clock, town="quiet", rate_limits=False)
    slack.configure(manifest.manifest())
    async with serve(slack) as url:
        config = settings(slack, url, database_url, "http")
        async with (
            assembled(config, clock) as bot,
            working(bot),
            listening(bot, config),
            a_crowd(config, f"{url}/hooks/nobody") as crowd,
        ):
            about = {"closes_at": None, "key": KEY, "request": "bench"}
            setup, place = of_framework(load().framework("be_human")), polls.Place(SUPPORT, open=True)
            poll = await bot.house.act(polls.open_poll, scene(ANA, clock.now()), setup, place, **about)
            yield Bench(slack, bot, crowd, config.port, poll)


async def timed(work: Callable[[int], Awaitable[None]], round: int) -> float:
    """Seconds."""
    begun = perf_counter()
    await work(round)
    return perf_counter() - begun


async def measure(database_url: str) -> dict[str, float]:
    """Votes and the bare cost in turns, so that whatever else the machine does slows both."""
    async with a_bench(database_url) as bench:
        votes, bare = [], []
        for round in range(ROUNDS):
            votes.append(await timed(bench.votes, round))
            bare.append(await timed(bench.bare, round))
        voted, plain = (median(each[1:]) / VOTES for each in (votes, bare))
        seconds = sum(votes) + sum(bare)
        return {
            "votes_a_second": _short(1 / voted),
            "bare_a_second": _short(1 / plain),
            "ratio": _short(voted / plain),
            "updates_per_1000_votes": _short(bench.updates * 1000 / (ROUNDS * VOTES)),
            "updates_a_minute": _short(bench.updates * 60 / seconds),
        }


def run() -> None:
    """On every kind of database."""
    with databases() as kinds:
        for kind, database in kinds.items():
            with database() as url:
                about = {"bench": "polls", "database": kind, "votes": ROUNDS * VOTES}
                print(json.dumps(about | asyncio.run(measure(url))), flush=True)


def _short(number: float) -> float:
    return round(number, 2)
