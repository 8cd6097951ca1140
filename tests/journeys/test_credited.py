"""Whoever is credited in a story hears of it once, and can go and see it."""

from __future__ import annotations

from datetime import timedelta

from bot.features.stories.card import CHEER
from bot.playground.entities import Message
from rituals import stories
from rituals.ids import StoryId
from rituals.stories import Credited, Telling
from tests.cast import ANA, BRUNO, CARLA, DORA, scene
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

WORDS = "She showed me that our form was upside down."
THANKS = "A story in the feed thanks you."
A_PICTURE = "The customer's ring was in the bin, and we drove it to her."


def heard(world: World, person: str) -> list[Message]:
    """The notes by which somebody heard that a story credits them."""
    return [each for each in world.letters(person) if each.text == THANKS]


async def credit(world: World, *people: str, **more: object) -> None:
    """There's a feed, and Ana tells a story that credits these people; it isn't sent yet."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "ana", WORDS, front=list(people), **more)


async def edits(world: World, *people: str) -> None:
    """Ana credits these people instead."""
    await world.chooses("ana", world.posts("#kudos")[0], "edit:1", "story:menu")
    assert (await world.sends("ana", front=list(people))).ok
    await world.slack.hands.close("ana")
    await world.beat()


async def test_everybody_credited_hears_once_with_the_way_to_the_story(world: World) -> None:
    await credit(world, ANA, BRUNO, CARLA)
    await world.beat()
    [post] = world.posts("#kudos")
    for person in ("bruno", "carla"):
        [note] = world.letters(person)
        assert f"<@{ANA}> told a story that thanks you." in words(note)
        assert f"> {WORDS}" in words(note)
        assert f"<{world.slack.workspace.permalink(post)}|See the story>" in words(note)
    await world.presses("bruno", post, CHEER)
    await world.beat()
    assert world.letters("ana") == world.letters("dora") == []
    assert len(world.letters("bruno")) == len(world.letters("carla")) == 1


async def test_after_an_edit_only_who_is_new_to_it_hears(world: World) -> None:
    await credit(world, BRUNO, CARLA)
    await world.beat()
    [first] = heard(world, "bruno")
    await edits(world, BRUNO, DORA)
    assert [note.ts for note in heard(world, "bruno")] == [first.ts]
    assert len(heard(world, "dora")) == 1
    assert heard(world, "carla") == [], "the story doesn't thank her any more"


async def test_who_is_credited_before_the_story_is_there_hears_when_it_is(world: World) -> None:
    await tell(world, "ana", WORDS, front=[BRUNO])
    await world.beat()
    assert world.letters("bruno") == []
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.beat()
    assert "See the story" in words(heard(world, "bruno")[0])


async def test_nothing_is_sent_of_a_story_that_was_taken_down_first(world: World) -> None:
    await credit(world, BRUNO)
    await world.types("bruno", "#support", "/mindset feed")
    await world.bot.house.act(stories.take_down, scene(ANA, world.clock.now()), StoryId(1))
    await world.beat()
    assert world.letters("bruno") == world.posts("#kudos") == []


async def test_the_note_goes_when_its_reader_takes_the_story_down(world: World) -> None:
    await credit(world, BRUNO)
    await world.beat()
    [note] = heard(world, "bruno")
    await world.presses("bruno", note, "story:take_down")
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert world.letters("bruno") == world.posts("#kudos") == []


async def test_notes_that_are_off_stay_off_and_come_not_later_either(world: World) -> None:
    await world.types("bruno", "#support", "/mindset notes off")
    await credit(world, BRUNO)
    await world.beat()
    await world.types("bruno", "#support", "/mindset notes on")
    await world.presses("carla", world.posts("#kudos")[0], CHEER)
    await edits(world, BRUNO, CARLA)
    assert world.letters("bruno") == []
    assert len(heard(world, "carla")) == 1


async def test_neither_outsiders_nor_guests_are_written_to(world: World) -> None:
    world.slack.workspace.find_user("dora").is_guest = True
    ines = world.slack.workspace.find_user("ines")
    await credit(world, DORA, ines.id, CARLA)
    await world.beat()
    assert len(world.posts("#kudos")) == len(heard(world, "carla")) == 1
    assert world.letters("dora") == world.letters("ines") == []


async def test_a_nomination_tells_its_author_once_and_the_others_it_credits(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", A_PICTURE)
    await world.slack.hands.shortcut("carla", "great_human_moment", moment)
    assert (await world.sends("carla", front=[BRUNO, CARLA, DORA])).ok
    await world.slack.hands.close("carla")
    await world.beat()
    await world.slack.hands.react("ana", moment, "star2")
    await world.beat()
    link = world.slack.workspace.permalink(world.posts("#kudos")[0])
    [own] = world.letters("bruno")
    assert "A teammate loved something you said." in words(own)
    assert f"<{link}|See the story>" in words(own)
    assert heard(world, "bruno") == heard(world, "carla") == []
    [note] = world.letters("dora")
    assert f"<@{CARLA}> nominated a story that thanks you." in words(note)


async def test_who_asks_to_be_forgotten_has_no_note_left(world: World) -> None:
    await credit(world, BRUNO)
    await world.beat()
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert world.letters("bruno") == []


async def test_stories_from_a_file_are_told_to_nobody(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    told = Telling(WORDS, credits=(Credited(BRUNO),))
    ago = world.clock.now() - timedelta(days=400)
    await world.bot.house.act(stories.bring_in, scene(ANA, world.clock.now()), told, ANA, ago, "1")
    await world.beat()
    assert world.letters("bruno") == []
