"""Steps that journeys of rituals share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.playground.entities import Message, View
from tests.cast import LISBON
from tests.journeys.world import World, words

MONDAY_NINE = datetime(2026, 3, 2, 9, 0, tzinfo=LISBON)
A_DAY = timedelta(days=1)


async def plan(world: World, person: str = "ana", channel: str = "#support", **answers: object) -> str:
    """Somebody sets up a ritual by the form; what is said back. Without answers, as the form proposes."""
    await world.types(person, channel, "/mindset schedule")
    await unfolds(world, person, answers)
    answered = await world.sends(person, **answers)
    assert answered.ok, answered
    said = words(world.form(person))
    assert world.form(person)["title"]["text"] == "Your ritual is set"
    await world.slack.hands.close(person)
    return said


async def unfolds(world: World, person: str, answers: Iterable[str]) -> None:
    """Somebody presses *More* if what they want to fill in is folded away."""
    form = world.form(person)
    there = {block["block_id"] for block in form["blocks"]}
    if "ritual_form:more" in str(form["blocks"]) and not set(answers) <= there:
        await world.presses(person, form, "ritual_form:more")


async def turns(world: World, person: str, field: str, to: str, **answers: object) -> None:
    """Somebody chooses what the form of a ritual redraws itself for; `answers` stand in its other fields."""
    values = {field: to, **answers}
    action = f"ritual_form:turned:{field}"
    answered = await world.slack.hands.press(person, world.form(person), action, selected=to, values=values)
    assert answered.ok, answered


async def listing(world: World, person: str = "ana", channel: str = "#support") -> Message:
    """Somebody asks for the list of rituals; the private message with its buttons."""
    await world.types(person, channel, "/mindset schedule list")
    return world.whispers(person, channel)[-1]


async def handles(world: World, handle: str, person: str = "ana", channel: str = "#support") -> str:
    """Somebody presses a button of the list; what they see then."""
    await world.presses(person, await listing(world, person, channel), f"ritual:{handle}")
    return words(world.whispers(person, channel)[-1])


async def asks(world: World, entry: str, person: str = "ana", ritual: int = 1) -> View:
    """Somebody takes an entry of a ritual's menu; the form that opens."""
    await world.chooses(person, await listing(world, person), f"{entry}:{ritual}", "ritual:more")
    return world.form(person)


async def settles(world: World, entry: str, person: str = "ana", **answers: object) -> str:
    """The same, and they fill the form in and send it; what is said back."""
    await asks(world, entry, person)
    await unfolds(world, person, answers)
    answered = await world.sends(person, **answers)
    assert answered.ok, answered
    said = words(world.form(person))
    await world.slack.hands.close(person)
    return said


async def next_line(world: World, person: str = "ana") -> str:
    """When the first ritual of the list comes next, as the list says it."""
    lines = words(await listing(world, person)).splitlines()
    return next(line for line in lines if line.startswith(("Next:", ":double_vertical_bar:", ":checkered")))


def local(moment: datetime) -> str:
    """The mark by which Slack shows a moment on each reader's own clock."""
    return f"<!date^{int(moment.timestamp())}^"


def wall(text: str) -> datetime:
    """A moment in Lisbon, such as `2026-03-02 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=LISBON)
