"""Steps that journeys of look-aheads and saves share."""

from __future__ import annotations

from bot.features.saves.card import PLAN
from bot.playground.entities import Message
from tests.cast import BRUNO
from tests.journeys.answering import posted, thread
from tests.journeys.world import World, words

RISK = "The price change goes live on Monday. The email goes out on Tuesday."
REMEDY = "Send the email on Friday."
FRIDAY = "2026-03-06"


async def look_ahead(world: World, channel: str = "#support") -> Message:
    """The card of a weekly look-ahead, at nine on a Monday."""
    return await posted(world, channel, kind="look_ahead", days=["0"])


async def plans(world: World, person: str, card: Message, **answers: object) -> None:
    """Somebody presses *Plan a save* and sends the form; Bruno owns it, and it is due on Friday."""
    await world.presses(person, card, PLAN)
    answered = await world.sends(
        person, **{"risk": RISK, "remedy": REMEDY, "owner": BRUNO, "due": FRIDAY, **answers}
    )
    assert answered.ok, answered
    assert world.slack.workspace.modal_of(person) is None
    await world.beat()


def replies(world: World, card: Message, channel: str = "#support") -> list[str]:
    """The saves in the look-ahead's thread, as words."""
    return [words(reply) for reply in thread(world, card, channel)]
