"""What becomes of a story: the customer is thanked, a save is somebody's, and done."""

from datetime import timedelta

from bot.features.stories.card import FINISH, REOPEN, STORY_MENU, TAKE
from bot.features.ways_in import THANK
from bot.playground.entities import Message
from tests.cast import BRUNO, CARLA, DORA
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

HELPED = "She showed me that our form was upside down."
SAVED = "The boxes for the school kitchen would have come on Saturday."


async def card(world: World, text: str, kind: str) -> Message:
    """Ana has told it; its card in the feed."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "ana", text, kind=kind)
    await world.beat()
    [post] = world.posts("#kudos")
    return post


async def press(world: World, person: str, post: Message, action: str) -> str:
    await world.presses(person, post, action)
    await world.beat()
    return words(post)


# --- a customer helped us


async def test_anybody_says_how_the_customer_was_thanked(world: World) -> None:
    post = await card(world, HELPED, "customer_helped_us")
    assert "We thanked them" in words(post)
    await world.presses("bruno", post, THANK)
    assert (await world.sends("bruno", thanked="With a cake, and the form.")).ok
    await world.beat()
    assert "*How we thanked them:* With a cake, and the form." in words(post)
    assert "We thanked them" not in words(post)


async def test_what_somebody_has_said_of_it_only_the_people_of_the_story_change(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "ana", HELPED, kind="customer_helped_us", front=[CARLA])
    await world.beat()
    [post] = world.posts("#kudos")
    people = ("bruno", "dora", "carla", "ana")
    for person in people:
        await world.presses(person, post, THANK)
    assert (await world.sends("bruno", thanked="With a cake.")).ok
    refused = await world.sends("dora", thanked="With a card.")
    assert "Only the people in this story" in refused.errors["thanked"]
    await world.beat()
    assert "*How we thanked them:* With a cake." in words(post)
    for person in ("carla", "ana"):
        assert (await world.sends(person, thanked=f"With a song by {person}.")).ok
        await world.beat()
        assert f"*How we thanked them:* With a song by {person}." in words(post)


async def test_its_teller_is_reminded_once_and_answers_from_there(world: World) -> None:
    post = await card(world, HELPED, "customer_helped_us")
    await world.later(timedelta(days=2, hours=23))
    assert world.letters("ana") == []
    await world.later(timedelta(hours=2))
    [letter] = world.letters("ana")
    assert "Did you find a way to thank them?" in words(letter)
    await world.presses("ana", letter, THANK)
    assert (await world.sends("ana", thanked="With a cake.")).ok
    await world.later(timedelta(days=30))
    assert world.letters("ana") == []
    assert "With a cake." in words(post)


async def test_who_does_not_answer_is_not_reminded_again(world: World) -> None:
    await card(world, HELPED, "customer_helped_us")
    await world.later(timedelta(days=4))
    [letter] = world.letters("ana")
    await world.later(timedelta(days=30))
    assert world.letters("ana") == [letter]


# --- a save


async def test_a_save_is_open_then_somebodys_then_done_and_may_be_opened_again(world: World) -> None:
    post = await card(world, SAVED, "proactive_save")
    assert "*Open*" in words(post)
    taken = await press(world, "bruno", post, TAKE)
    assert f"*Open* · Owner: <@{BRUNO}>" in taken
    assert "I'll take it" not in taken
    # It's Bruno's and Ana's now.
    assert "*Open*" in await press(world, "carla", post, FINISH)
    done = await press(world, "bruno", post, FINISH)
    assert f"*Done* · Owner: <@{BRUNO}>" in done
    assert "*Open*" in await press(world, "ana", post, REOPEN)
    assert world.posts("#kudos") == [post]


async def test_a_card_from_before_done_and_reopen_were_told_apart_does_both(world: World) -> None:
    post = await card(world, SAVED, "proactive_save")
    for now in (FINISH, REOPEN):
        before = words(post)
        for element in (each for block in post.blocks or [] for each in block.get("elements") or []):
            if element.get("action_id") == now:
                element["action_id"] = "story:finish"
        assert words(post) == before
        assert ("*Done*" in await press(world, "ana", post, "story:finish")) == (now == FINISH)


async def test_a_save_has_an_owner_and_a_day(world: World) -> None:
    post = await card(world, SAVED, "proactive_save")
    await world.chooses("carla", post, "save:1", STORY_MENU)
    assert (await world.sends("carla", owner=DORA, due="2026-03-09")).ok
    await world.beat()
    assert f"*Open* · Owner: <@{DORA}> · Due Mon 9 Mar" in words(post)
    await world.chooses("carla", post, "save:1", STORY_MENU)
    held = world.form("carla")["state"]["values"]
    assert held["owner"]["owner"]["selected_user"] == DORA
    assert held["due"]["due"]["selected_date"] == "2026-03-09"


async def test_a_story_that_is_none_has_no_such_buttons(world: World) -> None:
    post = await card(world, HELPED, "great_human_moment")
    for label in ("We thanked them", "I'll take it", "Done", "*Open*"):
        assert label not in words(post)


async def test_a_save_is_looked_after_by_a_colleague(world: World) -> None:
    post = await card(world, SAVED, "proactive_save")
    for nobody in ("U0DEPLOYBOT", "U0INESPRATA", "U0EMILFROST"):
        await world.chooses("ana", post, "save:1", STORY_MENU)
        assert "doesn't work here" in (await world.sends("ana", owner=nobody)).errors["owner"]
        await world.slack.hands.close("ana")
    assert "Owner:" not in words(post)
