"""Lessons: what customers taught us is taken, done, and told to those whom it concerns."""

from __future__ import annotations

from datetime import timedelta

from bot.features.lessons.card import DONE, HAND_BACK, REOPEN, SHOW, TAKE
from bot.features.ways_in import THANK
from bot.playground.entities import Message
from rituals import stories
from rituals.ids import StoryId
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, scene
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

STORY = "She held our form up to the window, upside down."
LESSON = "Number the boxes from the top."
FIXED = "The new form counts from the top. Mrs Almeida tried it first."


async def taught(world: World, person: str = "ana", text: str = STORY, lesson: str = LESSON) -> Message:
    """Somebody tells what a customer taught us; the card in the feed."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, person, text, kind="customer_helped_us", taught=lesson)
    await world.beat()
    return world.posts("#kudos")[-1]


async def listed(world: World, person: str = "bruno", line: str = "/mindset lessons") -> Message:
    """Somebody asks for the list; the private message with its buttons."""
    await world.types(person, "#support", line)
    return world.whispers(person, "#support")[-1]


async def done(world: World, person: str, where: Message, came_of: str = FIXED) -> str:
    """Somebody presses *Done* and says what came of it; what they read then."""
    await world.presses(person, where, DONE)
    assert (await world.sends(person, came_of=came_of)).ok
    said = words(world.form(person))
    await world.slack.hands.close(person, everything=True)
    await world.beat()
    return said


async def test_the_card_takes_a_lesson_from_open_to_done(world: World) -> None:
    post = await taught(world)
    assert f"*What they taught us:* {LESSON}\n:large_blue_circle: *Open*" in words(post)
    await world.presses("bruno", post, TAKE)
    await world.beat()
    assert f":large_yellow_circle: *Being done* by <@{BRUNO}>" in words(post)
    assert "I'll do it" not in words(post)
    thanks = await done(world, "bruno", post)
    assert f":white_check_mark: *Done* by <@{BRUNO}>: {FIXED}" in words(post)
    assert "Does the customer know?" in thanks


async def test_the_list_has_who_and_what_came_of_it_and_leads_to_the_story(world: World) -> None:
    post = await taught(world)
    await taught(world, "carla", "He asked why we ask twice.", "Ask for the number once.")
    card = await listed(world)
    assert "2 open" in words(card)
    assert words(card).index("Ask for the number once.") < words(card).index(LESSON)
    assert f"From <@{ANA}>'s story · <{world.slack.workspace.permalink(post)}|See the story>" in words(card)
    await world.presses("bruno", card, TAKE, "[1, false, null]")
    assert "1 open · 1 being done" in words(card)
    assert "Hand it back" in words(card)
    await done(world, "bruno", card)
    finished = await listed(world, "dora", "/mindset lessons done")
    assert f"*{LESSON}*\n:white_check_mark: *Done* by <@{BRUNO}>: {FIXED}" in words(finished)
    assert "Ask for the number once." not in words(finished)
    assert LESSON not in words(await listed(world, "dora"))


async def test_what_is_taken_is_handed_back_taken_over_and_reopened(world: World) -> None:
    post = await taught(world)
    for press, state in (
        (("bruno", TAKE), f"*Being done* by <@{BRUNO}>"),
        (("carla", TAKE), f"*Being done* by <@{CARLA}>"),
        (("carla", HAND_BACK), "*Open*"),
    ):
        await world.presses(press[0], await listed(world, press[0]), press[1])
        await world.beat()
        assert state in words(post)
    await world.presses("dora", await listed(world, "dora"), TAKE)
    await done(world, "dora", await listed(world, "dora"))
    await world.presses("ana", await listed(world, "ana", "/mindset lessons done"), REOPEN)
    await world.beat()
    assert f"*Being done* by <@{DORA}>" in words(post)
    assert FIXED not in words(post)
    await world.presses("dora", post, DONE)
    assert FIXED in str(world.form("dora")["blocks"]), "what she wrote comes back to her"


async def test_nothing_came_of_it_is_refused_and_the_form_stays(world: World) -> None:
    post = await taught(world)
    await world.presses("bruno", post, TAKE)
    await world.beat()
    await world.presses("bruno", post, DONE)
    assert "came_of" in (await world.sends("bruno", came_of="   ")).errors


async def test_its_teller_hears_when_it_is_done_and_thanks_the_customer(world: World) -> None:
    post = await taught(world)
    await world.presses("bruno", post, TAKE)
    await world.beat()
    assert world.letters("ana") == []
    await done(world, "bruno", post)
    [letter] = world.letters("ana")
    assert "Something came of what your customer taught us." in words(letter)
    assert f"*Done* by <@{BRUNO}>: {FIXED}" in words(letter)
    await world.presses("ana", letter, THANK)
    assert FIXED in str(world.form("ana")["blocks"])
    assert (await world.sends("ana", thanked="I sent her the new form.")).ok
    await world.slack.hands.close("ana", everything=True)
    await world.later(timedelta(days=4))
    assert world.letters("ana") == []
    assert ":bouquet: *How we thanked them:* I sent her the new form." in words(post)


async def test_whoever_tells_and_finishes_it_is_asked_on_the_spot(world: World) -> None:
    post = await taught(world)
    await world.presses("ana", post, TAKE)
    await world.beat()
    assert "Say how we thanked them" in await done(world, "ana", post)
    assert world.letters("ana") == []


async def test_a_story_that_is_taken_down_takes_its_lesson_along(world: World) -> None:
    post = await taught(world)
    await world.chooses("ana", post, "down:1", "story:menu")
    assert (await world.sends("ana")).ok
    await world.beat()
    assert "No lessons yet." in words(await listed(world))


async def test_a_lesson_whose_story_says_it_no_longer_is_none(world: World) -> None:
    post = await taught(world)
    await world.chooses("ana", post, "edit:1", "story:menu")
    assert (await world.sends("ana", taught=None)).ok
    await world.beat()
    assert "taught us" not in words(post)
    assert "No lessons yet." in words(await listed(world))


async def test_who_is_forgotten_is_in_no_lesson_and_what_they_had_is_open(world: World) -> None:
    post = await taught(world)
    other = await taught(world, "carla", "He asked why we ask twice.", "Ask for the number once.")
    for card in (post, other):
        await world.presses("bruno", card, TAKE)
        await world.beat()
    await done(world, "bruno", post)
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert ":white_check_mark: *Done*" in words(post)
    assert ":large_blue_circle: *Open*" in words(other)
    for shown in (post, other):
        assert BRUNO not in words(shown) and FIXED not in words(shown)


async def test_what_somebody_had_who_has_left_is_open_again(world: World) -> None:
    post = await taught(world)
    other = await taught(world, "carla", "He asked why we ask twice.", "Ask for the number once.")
    for card in (post, other):
        await world.presses("bruno", card, TAKE)
        await world.beat()
    await done(world, "bruno", post)
    await world.slack.hands.deactivate("bruno")
    await world.beat()
    assert ":large_blue_circle: *Open*" in words(other)
    assert f"*Done* by <@{BRUNO}>" in words(post), "what they have done stays theirs"


async def test_older_ones_are_a_press_away_and_no_words_are_no_lesson(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    for number in range(7):
        told = stories.Telling(f"Story number {number} of a customer.", taught=f"Lesson {number}.")
        at = scene(ANA, world.clock.now() + timedelta(seconds=number))
        await world.bot.house.act(stories.tell, at, told, request=f"form-{number}")
    card = await listed(world)
    assert "Lesson 6." in words(card) and "Lesson 2." in words(card) and "Lesson 1." not in words(card)
    await world.presses("bruno", card, f"{SHOW}older", f"[0, false, {await place(world, 3)}]")
    assert "Lesson 1." in words(card) and "Lesson 2." not in words(card)
    assert "I didn't understand “wibble”." in words(await listed(world, "bruno", "/mindset lessons wibble"))


async def place(world: World, story: int) -> int:
    """Where a story stands among all."""
    told = await world.bot.house.quietly(stories.told, HARBOUR, StoryId(story))
    return told.place


async def test_what_came_of_a_lesson_is_not_overwritten_by_somebody_else(world: World) -> None:
    card = await taught(world)
    await world.presses("bruno", card, TAKE)
    await world.beat()
    await world.presses("carla", card, DONE)
    await done(world, "bruno", card, "The new form is live.")
    refused = await world.sends("carla", came_of="Nothing yet.")
    assert "Somebody else has already said what came of this lesson." in str(refused.errors)
    assert "The new form is live." in words(card)
