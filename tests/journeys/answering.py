"""Steps that journeys of answers share."""

from __future__ import annotations

from bot.features.answers.card import ANSWER
from bot.playground.entities import Message
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.world import World, words


async def posted(world: World, channel: str = "#support", **answers: object) -> Message:
    """The card of a ritual, at nine on a Monday."""
    await plan(world, channel=channel, **answers)
    await world.at(MONDAY_NINE)
    return world.posts(channel)[-1]


async def answers(world: World, person: str, card: Message, text: str, **more: object) -> None:
    """Somebody presses *Answer* and sends a line."""
    await world.presses(person, card, ANSWER)
    answered = await world.sends(person, answer=text, **more)
    assert answered.ok, answered
    assert world.slack.workspace.modal_of(person) is None


def thread(world: World, card: Message, channel: str = "#support") -> list[Message]:
    """What the bot has said in the card's thread."""
    return [each for each in world.posts(channel) if each.thread_ts == card.ts and each.ts != card.ts]


def said(world: World, card: Message, channel: str = "#support") -> list[str]:
    """The same as words, without buttons."""
    lines = [line for reply in thread(world, card, channel) for line in words(reply).splitlines()]
    return [line for line in lines if line.startswith("<@")]
