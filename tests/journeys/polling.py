"""Steps that journeys of polls share."""

from __future__ import annotations

from bot.features.polls.card import MY_VOTE, POLL_MENU
from bot.features.polls.form import MORE, TURNED
from bot.playground.entities import Message
from tests.journeys.world import World, words

QUESTION = "The refund call with the bakery"
LUNCH = '/mindset poll "Lunch debrief?" "Learned" "Taught"'


async def start(world: World, where: str = "#support", **answers: object) -> Message:
    """Ana starts a poll by the form, on Human and In role unless she says otherwise."""
    await world.types("ana", "#support", f'/mindset poll "{QUESTION}"')
    await fill(world, **{"framework": "be_human"} | answers)
    answered = await world.sends("ana", **answers)
    assert answered.ok, answered
    await world.slack.hands.close("ana", everything=True)
    await world.beat()
    return world.posts(where)[-1]


async def fill(world: World, person: str = "ana", **answers: object) -> None:
    """Somebody chooses the mindsets, and unfolds the form if an answer needs it; other fields may appear."""
    form, school = world.form(person), str(answers["framework"])
    answered = await world.slack.hands.press(person, form, f"{TURNED}framework", selected=school)
    assert answered.ok, answered
    if answers.keys() & {"results", "ticks", "ticks_own", "touchpoint"}:
        answered = await world.slack.hands.press(person, world.form(person), MORE)
        assert answered.ok, answered


async def typed(world: World, line: str = LUNCH) -> Message:
    """Ana types a whole poll; it starts at once, with names."""
    await world.types("ana", "#support", line)
    await world.beat()
    return world.posts("#support")[-1]


async def votes(world: World, person: str, poll: Message, option: str, channel: str = "#support") -> str:
    """Somebody presses an option; the private line that they read."""
    await world.presses(person, poll, f"vote:{option}")
    await world.beat()
    return words(world.whispers(person, channel)[-1])


async def my_vote(world: World, person: str, poll: Message) -> str:
    """What *My vote* says."""
    await world.presses(person, poll, MY_VOTE)
    return words(world.whispers(person, "#support")[-1])


async def takes(world: World, person: str, poll: Message, entry: str) -> None:
    """Somebody takes an entry of the poll's menu."""
    number = next(
        option["value"].partition(":")[2]
        for block in poll.blocks or []
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "overflow"
        for option in element["options"]
    )
    await world.chooses(person, poll, f"{entry}:{number}", POLL_MENU)


async def settles(world: World, person: str, poll: Message, entry: str, **answers: object) -> str:
    """The same, and they send the form that opens; what is said back, if anything."""
    await takes(world, person, poll, entry)
    answered = await world.sends(person, **answers)
    assert answered.ok, answered
    view = world.slack.workspace.modal_of(person)
    await world.slack.hands.close(person, everything=True) if view else None
    await world.beat()
    return words(view) if view else ""
