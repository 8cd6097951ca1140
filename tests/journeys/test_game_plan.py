"""Head first, game plan second: it comes in the thread, after people have answered, or not at all."""

from datetime import timedelta

from bot.features.answers.card import ANSWER
from bot.features.ways_in import OPEN_POLL, OPEN_STORY
from bot.playground.entities import Message
from tests.journeys.answering import answers, posted, thread
from tests.journeys.world import World, words

SIGN = "Head first, game plan second"
A_DAYS_WINDOW = timedelta(hours=8, minutes=1)


async def answered(world: World, card: Message, *people: str) -> None:
    for person in people:
        await answers(world, person, card, "Tea first.")
    await world.beat()


def plans(world: World, card: Message) -> list[Message]:
    """The game plans in the card's thread."""
    return [reply for reply in thread(world, card) if SIGN in words(reply)]


async def test_it_is_never_in_the_first_message_and_comes_in_its_thread(world: World) -> None:
    card = await posted(world, game_plan="3")
    assert SIGN not in words(card)
    await answered(world, card, "ana", "bruno", "bruno")
    assert plans(world, card) == []
    await answered(world, card, "carla")
    [*_, reply] = thread(world, card)
    assert SIGN in words(reply)
    assert not reply.broadcast


async def test_only_answers_count_and_no_press_that_says_nothing(world: World) -> None:
    card = await posted(world, game_plan="1")
    for person, press in {"ana": OPEN_STORY, "bruno": OPEN_POLL, "carla": ANSWER}.items():
        await world.presses(person, card, press)
        await world.slack.hands.close(person, everything=True)
    await world.later(A_DAYS_WINDOW)
    assert thread(world, card) == []


async def test_it_comes_once_however_many_go_on_answering(world: World) -> None:
    card = await posted(world, game_plan="1")
    await answered(world, card, "ana", "bruno", "carla", "dora")
    await world.later(A_DAYS_WINDOW)
    assert len(plans(world, card)) == 1


async def test_at_the_end_of_the_day_it_comes_if_anybody_has_answered(world: World) -> None:
    card = await posted(world, game_plan="3")
    await answered(world, card, "dora")
    await world.later(A_DAYS_WINDOW)
    assert len(plans(world, card)) == 1


async def test_it_does_not_come_at_all_if_nobody_did(world: World) -> None:
    card = await posted(world, game_plan="3")
    await world.later(A_DAYS_WINDOW)
    await answered(world, card, "ana", "bruno", "carla")
    assert plans(world, card) == []


async def test_a_ritual_without_one_never_has_one(world: World) -> None:
    card = await posted(world, game_plan="0")
    await answered(world, card, "ana", "bruno", "carla", "dora")
    await world.later(A_DAYS_WINDOW)
    assert plans(world, card) == []


async def test_a_hero_can_have_one_too(world: World) -> None:
    card = await posted(world, kind="hero", game_plan="1")
    await answered(world, card, "ana")
    assert len(plans(world, card)) == 1


async def test_a_reply_typed_in_the_thread_counts_when_the_day_ends(world: World) -> None:
    card = await posted(world, game_plan="3")
    await world.slack.hands.invite("#support", world.slack.app.bot_user)
    await world.slack.hands.say("dora", "#support", "Tea, always.", card)
    await world.later(A_DAYS_WINDOW)
    assert plans(world, card) == []
    await world.bot.threads.read()
    await world.bot.threads.read()
    await world.beat()
    assert len(plans(world, card)) == 1
    read = [call for call in world.slack.calls if call.method == "conversations.replies"]
    assert len(read) == 1


async def test_without_the_scope_to_read_history_it_does_not_come_and_nobody_asks_again(world: World) -> None:
    card = await posted(world, game_plan="3")
    await world.slack.hands.invite("#support", world.slack.app.bot_user)
    world.slack.app.scopes.discard("channels:history")
    await world.slack.hands.say("dora", "#support", "Tea, always.", card)
    await world.later(A_DAYS_WINDOW)
    for _ in range(2):
        await world.bot.threads.read()
        await world.later(timedelta(minutes=6))
    assert plans(world, card) == []
    read = [call for call in world.slack.calls if call.method == "conversations.replies"]
    assert len(read) == 1
