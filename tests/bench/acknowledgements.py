"""How long Slack waits for an acknowledgement while its own Web API is slow. JSON lines on stdout.

What people do most, over signed HTTP, with a Web API whose calls take a second, five, or are never answered.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter

from bot.playground.entities import Message
from bot.playground.gestures import Hands
from tests.bench.measuring import databases
from tests.journeys.world import World, a_world

ROUNDS = 60
# In seconds: even a whole team doesn't press more often.
PAUSE = 0.05
SLOW = (0.0, 1.0, 5.0, None)
Gesture = Callable[[int], Awaitable[object]]


def run() -> None:
    """Measure on each kind of database."""
    with databases() as known:
        for kind, database in known.items():
            for seconds in SLOW:
                with database() as url:
                    asyncio.run(_measure(kind, url, seconds))


async def _measure(kind: str, url: str, seconds: float | None) -> None:
    async with a_world(url, "http") as world:
        world.bot.door.patience = 0.3
        directory = world.bot.door.parser.directory
        directory.patience, directory.form_patience = 0.05, 1.0
        poll, moment = await _begun(world)
        silence = world.slack.faults.silence() if seconds is None else None
        world.slack.faults.slow_down(seconds or 0)
        for name, gesture in _gestures(Hands(world.slack), world, poll, moment).items():
            times = [await _timed(gesture, number) for number in range(ROUNDS)]
            calls = "never answered" if seconds is None else seconds
            line = {"bench": "acknowledgements", "database": kind, "web_api": calls, "what": name}
            print(
                json.dumps(line | {"median": round(median(times), 3), "most": round(max(times), 3)}),
                flush=True,
            )
        world.slack.faults.slow_down(0)
        if silence:
            silence.release()


async def _begun(world: World) -> tuple[Message, Message]:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await world.types("ana", "#support", '/mindset poll "Lunch?" "Good" "Bad"')
    await world.beat()
    [poll] = world.posts("#support")
    return poll, await world.slack.hands.say("bruno", "#support", "I stayed on the line until she picked up.")


def _gestures(hands: Hands, world: World, poll: Message, moment: Message) -> dict[str, Gesture]:
    async def reaction(number: int) -> None:
        await hands.react("carla", moment, "star2")
        await world.slack.settled(retries=False)
        await hands.unreact("carla", moment, "star2")
        await world.slack.settled(retries=False)

    return {
        "vote": lambda number: hands.press("bruno", poll, "vote:own-1", "1"),
        "/mindset": lambda number: hands.command("dora", "#support", "/mindset"),
        "/mindset poll": lambda number: hands.command("dora", "#support", "/mindset poll"),
        "typed schedule": lambda number: hands.command(
            "ana", "#support", f"/mindset schedule daily {number % 24:02}:{number // 24 * 10:02}"
        ),
        "two reactions": reaction,
        "home opened": lambda number: hands.open_home("ana"),
    }


async def _timed(gesture: Gesture, number: int) -> float:
    begun = perf_counter()
    await gesture(number)
    took = perf_counter() - begun
    await asyncio.sleep(PAUSE)
    return took
