"""Private notes about stories: to the author and the nominator, unless they turned them off."""

from bot.features.stories.card import EDIT, ME_TOO, TAKE_DOWN
from bot.playground.entities import Message
from tests.journeys.world import World, words

WORDS = "I stayed on the line until her mother picked up"
MORE_WORDS = "We found the ring in the bin, and drove it to her"


async def starred(world: World, text: str = WORDS, channel: str = "#support") -> Message:
    """Bruno says something, Carla stars it."""
    moment = await world.slack.hands.say("bruno", channel, text)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    return moment


async def test_the_author_can_change_it_and_take_it_down_from_the_note(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await starred(world)
    [note] = world.letters("bruno")
    assert f"> {WORDS}" in words(note)
    assert "/mindset" not in words(note), "nobody can type among direct messages"
    await world.presses("bruno", note, EDIT)
    assert (await world.sends("bruno", text=f"{WORDS}. She sang.")).ok
    await world.slack.hands.close("bruno")
    await world.beat()
    assert "She sang." in words(world.posts("#kudos")[0])
    assert "· edited" in words(world.posts("#kudos")[0])
    assert "She sang." in words(note)
    await world.presses("bruno", note, TAKE_DOWN)
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert world.posts("#kudos") == world.letters("bruno") == world.letters("carla") == []


async def test_the_nominator_says_why_and_is_not_asked_again(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await starred(world)
    [note] = world.letters("carla")
    await world.presses("carla", note, ME_TOO)
    assert (await world.sends("carla", line="I heard her laugh from across the room.")).ok
    await world.beat()
    assert "<@U0CARLAMEYER>: I heard her laugh" in words(world.posts("#kudos")[0])
    assert world.letters("carla") == []


async def test_off_nobody_is_written_to_and_on_they_are_again(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    for person in ("bruno", "carla"):
        assert "My private notes are off" in await world.types(person, "#support", "/mindset notes off")
    await starred(world)
    assert len(world.posts("#kudos")) == 1
    assert world.letters("bruno") == world.letters("carla") == []
    for person in ("bruno", "carla"):
        assert "My private notes are on" in await world.types(person, "#support", "/mindset notes on")
    await starred(world, MORE_WORDS)
    for person in ("bruno", "carla"):
        [note] = world.letters(person)
        assert MORE_WORDS in words(note)


async def test_a_button_in_the_note_turns_them_off_and_its_answer_on_again(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await starred(world)
    for person in ("bruno", "carla"):
        await world.presses(person, world.letters(person)[0], "notes:off")
    await starred(world, MORE_WORDS)
    for person in ("bruno", "carla"):
        note, answer = world.letters(person)
        assert WORDS in words(note)
        assert "My private notes are off." in words(answer)
        await world.presses(person, answer, "notes:on")
        assert "My private notes are on." in words(world.letters(person)[-1])
    await starred(world, "She drew us a map of the whole cellar")
    for person in ("bruno", "carla"):
        assert "map of the whole cellar" in words(world.letters(person)[-1])


async def test_off_the_author_of_private_words_is_asked_all_the_same(world: World) -> None:
    await world.types("bruno", "#support", "/mindset notes off")
    await starred(world, channel="#escalations")
    [ask] = world.letters("bruno")
    assert "so you decide" in words(ask)


async def test_each_decides_for_themselves_and_anything_else_is_explained(world: World) -> None:
    await world.types("bruno", "#support", "/mindset notes off")
    await starred(world)
    assert world.letters("bruno") == []
    assert len(world.letters("carla")) == 1
    for line in ("/mindset notes", "/mindset notes perhaps"):
        answer = await world.types("dora", "#support", line)
        assert "`/mindset notes off`" in answer
        assert "`/mindset notes on`" in answer
