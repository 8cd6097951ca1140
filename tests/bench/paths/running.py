"""The measurements, one after the other, in turns with their floors."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, time
from typing import Any

import aiohttp
from sqlalchemy import Engine, create_engine, text

from tests.bench.measuring import Database, blank_databases
from tests.bench.paths import bodies
from tests.bench.paths.load import Told, at_pace, full_speed, numbered, signed
from tests.bench.paths.processes import (
    OTHERS,
    ROOT,
    Served,
    a_floor,
    a_slack,
    ask,
    awake,
    bare_loop,
    bots,
    checkout,
)
from tests.bench.paths.table import write

ROUNDS, COUNT = int(os.environ.get("BENCH_ROUNDS", 5)), int(os.environ.get("BENCH_COUNT", 400))
CARDS, DUE = (int(number) for number in os.environ.get("BENCH_CARDS", "1500,2000").split(","))
# In seconds: until they are due, longer than it takes to set them up; and how long they are waited for.
DUE_IN, LONGEST_NINE = 45, 120
BESIDE = os.environ.get("BENCH_BESIDE")
WANTED = os.environ.get("BENCH_PATHS", "")
EVENTS, INSERT = "/slack/events", "/slack/insert"
WAITING = "SELECT count(*) FROM inbox WHERE due_at IS NOT NULL"
UNSENT = """
    SELECT count(*) FROM posts
    WHERE due_at IS NOT NULL AND (channel LIKE 'C0TEAM%' OR channel LIKE 'C0NINE%')
"""
NINE_SHOWN = "SELECT count(*) FROM posts WHERE state = 'shown' AND channel LIKE 'C0NINE%'"


@dataclass
class Town:
    """A bot with a database of its own, its numbers of things, and where Slack is."""

    name: str
    checkout: Path
    served: Served
    slack: str
    engine: Engine
    numbers: dict[str, int]
    people: Iterator[str] = field(default_factory=numbered)
    moments: Iterator[int] = field(default_factory=count)

    @property
    def hook(self) -> str:
        return f"{self.slack}/hook"

    def counted(self, query: str) -> int:
        with self.engine.connect() as db:
            return int(db.execute(text(query)).scalar_one())

    async def until_none(self, query: str) -> None:
        # Of another process nobody tells us.
        while self.counted(query):  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@dataclass(frozen=True)
class Way:
    """Something that people do: how to do it, what it is measured against, and what has to follow from it.

    `times` is how much more often than others it's done in a round.
    """

    name: str
    body: Callable[[Town], bytes]
    floor: str = EVENTS
    follows: str | None = None
    times: int = 1

    @property
    def count(self) -> int:
        """How many requests a round has."""
        return COUNT * self.times


def _nominating(town: Town) -> bytes:
    # Four people a message, of whom three make it a story.
    moment, person = divmod(next(town.moments), 4)
    return bodies.reaction(
        f"U0STAR{person}", "star2", f"17724412{moment % 100:02}.{moment:06}", moment * 4 + person
    )


def _seen(town: Town) -> bytes:
    return bodies.reaction("U0ANA", "eyes", f"1772441200.{next(town.moments):06}", 1)


def _vote(town: Town) -> bytes:
    person = next(town.people)
    choice = VOTES[int(person[-2:]) % len(VOTES)]
    return bodies.press(person, f"vote:{choice}", town.numbers["poll"], town.hook)


def _cheer(town: Town) -> bytes:
    return bodies.press(next(town.people), "cheer", town.numbers["story"], town.hook)


def _line(words: str) -> Callable[[Town], bytes]:
    # Fifty people, of whom Slack is asked once.
    return lambda town: bodies.command(f"U0READER{next(town.moments) % 50}", words, town.hook)


VOTES = ("human", "in_role")
# A round of these would be over in a tenth of a second, and begin with reading what is believed for a second.
FAST = 8
WAYS = (
    Way("help", _line("help"), times=FAST),
    Way("/mindset", _line(""), times=FAST),
    Way("feed page", _line("feed"), times=FAST),
    Way("reaction that nominates nothing", _seen, times=FAST),
    Way("nominating reaction", _nominating, INSERT, follows=WAITING),
    Way("vote", _vote, INSERT),
    Way("cheer", _cheer, INSERT),
    Way("answer", lambda town: bodies.answer(next(town.people), town.numbers["draw"]), INSERT),
)


def run() -> None:
    """Everything, on every kind of database; `BENCH_WRITE=1` writes the table of docs/performance.md."""
    os.sched_setaffinity(0, OTHERS)
    with blank_databases() as kinds, a_slack() as slack:
        for kind, database in kinds.items():
            _on(kind, database, slack, 1)
            if kind == "postgresql":
                _on(kind, database, slack, 2)
    if os.environ.get("BENCH_WRITE"):
        write(LINES)


LINES: list[dict[str, Any]] = []


def told(line: dict[str, Any]) -> None:
    """Write a line of JSON, and keep it for the table."""
    LINES.append(line)
    print(json.dumps(line), flush=True)


def _on(kind: str, database: Database, slack: str, processes: int) -> None:
    about = {"bench": "paths", "database": kind, "processes": processes}
    with ExitStack() as stack:
        floor = stack.enter_context(a_floor(slack, _thorough(stack.enter_context(database()))))
        checkouts = {"new": ROOT} | ({"old": stack.enter_context(checkout(BESIDE))} if BESIDE else {})
        towns = [_town(stack, name, database, slack, where, processes) for name, where in checkouts.items()]
        asyncio.run(_measured(about, floor, towns))


def _town(
    stack: ExitStack, name: str, database: Database, slack: str, checkout: Path, processes: int
) -> Town:
    url = _thorough(stack.enter_context(database()))
    numbers = json.loads(ask(slack, url, checkout, "prepare"))
    served = stack.enter_context(bots(slack, url, checkout, processes))
    engine = create_engine(url)
    stack.callback(engine.dispose)
    return Town(name, checkout, served, slack, engine, numbers)


def _thorough(url: str) -> str:
    """The same, on a server that keeps what it has committed: tests do without that."""
    if not url.startswith("sqlite"):
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                db.execute(text(f"ALTER SYSTEM RESET {setting}"))
            db.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
    return url


async def _measured(about: dict[str, Any], floor: Served, towns: list[Town]) -> None:
    await awake(floor, *(town.served for town in towns))
    for town in towns:
        # What is asked of Slack once, is.
        await full_speed(
            [signed(way.body(town), EVENTS) for way in WAYS for _ in range(8)], town.served.ports
        )
        await town.until_none(WAITING)
    for way in WAYS:
        if _is_wanted(way.name):
            await _in_turns(about, way, floor, towns)
    for town in towns:
        if _is_wanted("memory"):
            told(about | {"path": "memory", "of": town.name, "megabytes": round(town.served.memory())})
    if _is_wanted("courier"):
        await _courier(about, towns)
    if _is_wanted("pace"):
        for town in towns:
            await _paced(about, town)
    if _is_wanted("nine"):
        for town in towns:
            await _nine(about, town)


def _is_wanted(name: str) -> bool:
    return not WANTED or any(each in name for each in WANTED.split(","))


async def _in_turns(about: dict[str, Any], way: Way, floor: Served, towns: list[Town]) -> None:
    bare: list[tuple[float, float]] = []
    ours: dict[str, list[tuple[float, float]]] = {town.name: [] for town in towns}
    for _ in range(ROUNDS + 1):
        for town in towns:
            ours[town.name].append(await _timed(town.served, way, town, EVENTS, way.follows))
        bare.append(await _timed(floor, way, towns[0], way.floor, None))
    for town in towns:
        each = list(zip(bare[1:], ours[town.name][1:], strict=True))
        line: dict[str, Any] = {"path": way.name, "of": town.name}
        line |= {"share": _short(median(b[0] / t[0] for b, t in each))}
        line |= {"cost_share": _short(median(b[1] / t[1] for b, t in each))}
        line |= {"a_second": round(median(way.count / t[0] for _, t in each))}
        line |= {"floor_a_second": round(median(way.count / b[0] for b, _ in each))}
        line |= {"ms_of_processor": _short(median(t[1] / way.count * 1000 for _, t in each))}
        told(about | line)


async def _timed(served: Served, way: Way, town: Town, path: str, follows: str | None) -> tuple[float, float]:
    """Seconds, and seconds of a processor."""
    requests = [signed(way.body(town), path) for _ in range(way.count)]
    spent, begun = served.cost(), perf_counter()
    answered = await full_speed(requests, served.ports, 8)
    if follows:
        await town.until_none(follows)
    took = perf_counter() - begun
    if set(answered.statuses) != {200}:
        print(f"{way.name}, {town.name}: {dict(answered.statuses)}", file=sys.stderr)
    return took, served.cost() - spent


async def _courier(about: dict[str, Any], towns: list[Town]) -> None:
    ours: dict[str, list[tuple[float, float]]] = {town.name: [] for town in towns}
    bare = []
    for turn in range(3):
        for town in towns:
            ours[town.name].append(await _posted(town, 1 + turn * CARDS))
        bare.append(bare_loop(towns[0].slack, CARDS))
    for town in towns:
        shares = [rate / floor for (rate, _), floor in zip(ours[town.name], bare, strict=True)]
        line: dict[str, Any] = {"path": "courier", "of": town.name, "share": _short(median(shares))}
        line |= {
            "a_second": round(median(rate for rate, _ in ours[town.name])),
            "floor_a_second": round(median(bare)),
        }
        line |= {"ms_of_processor": _short(median(cost for _, cost in ours[town.name]) / CARDS * 1000)}
        told(about | line)


async def _posted(town: Town, first: int) -> tuple[float, float]:
    """Messages a second, and seconds of a processor for all of them."""
    await town.until_none(UNSENT)
    await _asked(town, "/posted?of=C0TEAM")
    spent = town.served.cost()
    ask(town.slack, town.engine.url.render_as_string(False), town.checkout, "cards", first, CARDS)
    await town.until_none(UNSENT)
    posted = await _asked(town, "/posted?of=C0TEAM")
    return (posted["count"] - 1) / (posted["last"] - posted["first"]), town.served.cost() - spent


async def _asked(town: Town, path: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(town.slack + path) as answer:
        return await answer.json()


async def _paced(about: dict[str, Any], town: Town) -> None:
    """Votes at half of what is possible, and at twice of it."""
    most = COUNT * 4 / (await full_speed(_votes(town, COUNT * 4), town.served.ports, 32)).seconds
    for times in (0.5, 2.0):
        before = town.counted("SELECT count(*) FROM poll_votes")
        answered = await at_pace(_votes(town, int(most * times * 5)), town.served.ports, most * times)
        await asyncio.sleep(3)
        kept = town.counted("SELECT count(*) FROM poll_votes") - before
        told(about | {"path": "pace", "of": town.name, "times": times} | _pace(answered, kept))


def _pace(answered: Told, kept: int) -> dict[str, Any]:
    line = {f"p{share * 100:g}": _short(answered.percentile(share)) for share in (0.5, 0.99, 0.999)}
    return line | {"answers": dict(answered.statuses), "lost": max(0, answered.statuses[200] - kept)}


def _votes(town: Town, number: int) -> list[bytes]:
    return [signed(_vote(town), EVENTS) for _ in range(number)]


async def _nine(about: dict[str, Any], town: Town) -> None:
    """All rituals of a workspace at nine: seconds from due to the first and to the last that is posted."""
    await town.until_none(UNSENT)
    await _asked(town, "/posted?of=C0NINE")
    url = town.engine.url.render_as_string(False)
    due = json.loads(ask(town.slack, url, town.checkout, "nine", DUE, DUE_IN))
    # Not until nothing waits to be sent: a beat takes a hundred at a time, and in between nothing does.
    until = due + LONGEST_NINE
    while town.counted(NINE_SHOWN) < DUE and time() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    posted = await _asked(town, "/posted?of=C0NINE")
    line: dict[str, Any] = {"path": "nine", "of": town.name, "due": DUE, "posted": posted["count"]}
    told(about | line | {f"to_{which}": _short(posted[which] - due) for which in ("first", "last")})


def _short(number: float) -> float:
    return round(number, 2)
