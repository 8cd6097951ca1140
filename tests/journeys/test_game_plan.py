"""Head first, game plan second: it comes in the thread, after people have thought about it, or not at all."""

from datetime import timedelta

from bot.playground.entities import Message
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.world import World, words

SIGN = "Head first, game plan second"
A_DAYS_WINDOW = timedelta(hours=8, minutes=1)


async def posted(world: World, **answers: object) -> Message:
    """A card of a ritual with a game plan after three people, unless the answers say something else."""
    await plan(world, **({"game_plan": "3"} | answers))
    await world.at(MONDAY_NINE)
    [card] = world.posts("#support")
    return card


async def think(world: World, card: Message, *people: str) -> None:
    for person in people:
        await world.presses(person, card, "engage")
    await world.beat()


async def test_it_is_never_in_the_first_message_and_comes_in_its_thread(world: World) -> None:
    card = await posted(world)
    assert SIGN not in words(card)
    await think(world, card, "ana", "bruno", "bruno")
    assert world.posts("#support") == [card]
    assert "I thought about it · 2" in words(card)
    await think(world, card, "carla")
    _, reply = world.posts("#support")
    assert reply.thread_ts == card.ts
    assert SIGN in words(reply)
    assert not reply.broadcast


async def test_going_on_from_the_card_to_a_story_or_a_poll_counts_too(world: World) -> None:
    card = await posted(world, game_plan="2")
    await world.presses("ana", card, "open_story")
    await world.presses("ana", card, "engage")
    await world.beat()
    assert world.posts("#support") == [card]
    await world.presses("bruno", card, "open_poll")
    await world.beat()
    assert "I thought about it · 2" in words(card)
    assert world.posts("#support")[-1].thread_ts == card.ts


async def test_it_comes_once_however_many_go_on_thinking(world: World) -> None:
    card = await posted(world, game_plan="1")
    await think(world, card, "ana", "bruno", "carla", "dora")
    await world.later(A_DAYS_WINDOW)
    assert len(world.posts("#support")) == 2


async def test_at_the_end_of_the_day_it_comes_if_anybody_has_thought_about_it(world: World) -> None:
    card = await posted(world)
    await think(world, card, "dora")
    await world.later(A_DAYS_WINDOW)
    assert len(world.posts("#support")) == 2


async def test_it_does_not_come_at_all_if_nobody_did(world: World) -> None:
    card = await posted(world)
    await world.later(A_DAYS_WINDOW)
    await think(world, card, "ana", "bruno", "carla")
    assert world.posts("#support") == [card]


async def test_a_ritual_without_one_only_counts(world: World) -> None:
    card = await posted(world, game_plan="0")
    await think(world, card, "ana", "bruno", "carla", "dora")
    await world.later(A_DAYS_WINDOW)
    assert world.posts("#support") == [card]
    assert "I thought about it · 4" in words(card)


async def test_a_hero_can_have_one_too(world: World) -> None:
    card = await posted(world, kind="hero", game_plan="1")
    await think(world, card, "ana")
    assert world.posts("#support")[-1].thread_ts == card.ts
