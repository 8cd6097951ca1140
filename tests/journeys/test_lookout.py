"""Nominated messages that their author deletes or edits, before and after they are in the feed."""

from datetime import timedelta

import pytest

from bot.features.nominations.card import SHARE_WORDS
from bot.playground.entities import Message
from tests.journeys.test_settings import settle
from tests.journeys.world import World, words

WORDS = "I stayed on the line until her mother picked up"
NEWER = "I stayed on the line, and her mother brought us figs"
SOON, A_DAY = timedelta(minutes=2), timedelta(days=1)


async def starred(world: World, channel: str = "#support") -> Message:
    """There is a feed; Bruno says something, Carla stars it."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", channel, WORDS)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    return moment


async def look(world: World, after: timedelta = SOON) -> None:
    """Some time goes by, and the bot looks at what it is time to look at."""
    world.clock.advance(after)
    await world.bot.lookout.look()
    await world.beat()


async def shown(world: World) -> str:
    """All that anybody sees of stories now."""
    home = await world.slack.hands.open_home("dora")
    assert home is not None
    everybody = ("ana", "bruno", "carla", "dora")
    letters = [words(letter) for person in everybody for letter in world.letters(person)]
    feed = [words(post) for post in world.posts("#kudos")]
    return "\n".join([words(home), *letters, *feed, await world.types("dora", "#support", "/mindset feed")])


# --- deleted


async def test_words_deleted_after_publishing_leave_every_place_once_another_day_says_so_too(
    world: World,
) -> None:
    moment = await starred(world)
    assert WORDS in await shown(world)
    await world.slack.hands.delete("bruno", moment)
    await look(world)
    await look(world, timedelta(hours=3))
    assert WORDS in await shown(world), "Slack may just not have found it"
    await look(world, A_DAY)
    assert WORDS not in await shown(world)
    assert world.posts("#kudos") == []


async def test_a_stone_above_replies_is_a_deleted_message(world: World) -> None:
    moment = await starred(world)
    await world.slack.hands.say("carla", "#support", "And then?", thread=moment)
    await world.slack.hands.delete("bruno", moment)
    await look(world)
    assert WORDS not in await shown(world)
    assert world.posts("#kudos") == []


async def test_a_stone_cannot_be_nominated(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    await world.slack.hands.say("carla", "#support", "And then?", thread=moment)
    await world.slack.hands.delete("bruno", moment)
    await world.slack.hands.react("carla", moment, "star2")
    await world.slack.hands.shortcut("carla", "great_human_moment", moment)
    assert "its author has deleted it" in str(world.form("carla").blocks)
    await world.beat()
    assert world.posts("#kudos") == world.letters("carla") == world.letters("bruno") == []


async def test_a_story_outlives_an_answer_that_was_wrong_twice_on_different_occasions(world: World) -> None:
    await starred(world)
    for _ in range(2):
        world.slack.faults.refuse("reactions.get", "message_not_found")
        await look(world)
        await look(world, A_DAY)
    assert len(world.posts("#kudos")) == 1


@pytest.mark.parametrize("days", [30, 90])
async def test_a_story_stays_when_a_plan_or_a_retention_rule_hides_its_message(
    world: World, days: int
) -> None:
    before = await world.slack.hands.say("dora", "#support", "She laughed, and so did the whole room.")
    await starred(world)
    await world.slack.hands.react("carla", before, "star2")
    await world.beat()
    world.slack.hands.show_only(timedelta(days=days))
    await look(world, timedelta(days=days, hours=1))
    for _ in range(4):
        await look(world, timedelta(days=31))
    assert sum(WORDS in words(post) for post in world.posts("#kudos")) == 1
    assert len(world.posts("#kudos")) == 2


async def test_an_old_message_was_deleted_if_an_older_one_of_its_channel_is_still_there(world: World) -> None:
    before = await world.slack.hands.say("dora", "#support", "She laughed, and so did the whole room.")
    moment = await starred(world)
    await world.slack.hands.react("carla", before, "star2")
    await world.beat()
    await look(world, timedelta(days=100))
    await world.slack.hands.delete("bruno", moment)
    for _ in range(4):
        await look(world, timedelta(days=31))
    [post] = world.posts("#kudos")
    assert "She laughed" in words(post)


async def test_what_slack_cannot_find_is_not_published_and_not_erased(world: World) -> None:
    await starred(world, "#escalations")
    [ask] = world.letters("bruno")
    world.slack.faults.refuse("reactions.get", "message_not_found")
    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    assert "I can't find that." in words(world.whispers("bruno", ask.channel)[-1])
    assert world.posts("#kudos") == []
    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    assert WORDS in words(world.posts("#kudos")[0])


async def test_another_star_does_not_bring_deleted_words_back(world: World) -> None:
    moment = await starred(world)
    world.slack.events.reacted("reaction_added", world.slack.workspace.find_user("dora"), moment, "star2")
    await world.slack.hands.delete("bruno", moment)
    await look(world)
    await look(world, A_DAY)
    world.slack.events.reacted("reaction_added", world.slack.workspace.find_user("ana"), moment, "star2")
    await world.beat()
    assert WORDS not in await shown(world)


async def test_words_deleted_while_their_author_is_asked_take_the_question_along(world: World) -> None:
    moment = await starred(world, "#escalations")
    assert len(world.letters("bruno")) == 1
    await world.slack.hands.delete("bruno", moment)
    await look(world)
    await look(world, A_DAY)
    assert world.letters("bruno") == []
    assert WORDS not in await shown(world)


async def test_a_yes_to_words_that_are_deleted_by_then_shows_nothing(world: World) -> None:
    moment = await starred(world, "#escalations")
    [ask] = world.letters("bruno")
    await world.slack.hands.delete("bruno", moment)
    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    assert world.posts("#kudos") == []
    await look(world, A_DAY)
    assert WORDS not in await shown(world)


async def test_a_place_where_the_bot_may_not_look_any_more_is_no_deleted_message(world: World) -> None:
    await starred(world)
    world.slack.faults.refuse("reactions.get", "channel_not_found")
    await look(world)
    assert len(world.posts("#kudos")) == 1


# --- edited


async def test_an_edit_before_enough_people_pointed_at_it_is_taken(world: World) -> None:
    await settle(world, threshold="2")
    moment = await starred(world)
    assert world.posts("#kudos") == []
    await world.slack.hands.edit("bruno", moment, NEWER)
    await world.slack.hands.react("dora", moment, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    assert NEWER in words(post)
    assert WORDS not in words(post)


async def test_the_author_is_asked_about_the_words_as_they_are_now(world: World) -> None:
    moment = await starred(world, "#escalations")
    [ask] = world.letters("bruno")
    await world.slack.hands.edit("bruno", moment, NEWER)
    await look(world)
    assert f"> {NEWER}" in words(ask)
    assert WORDS not in words(ask)


async def test_a_yes_to_other_words_than_were_shown_is_asked_again(world: World) -> None:
    moment = await starred(world, "#escalations")
    [ask] = world.letters("bruno")
    await world.slack.hands.edit("bruno", moment, NEWER)
    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    assert world.posts("#kudos") == []
    assert f"> {NEWER}" in words(ask)
    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    assert NEWER in words(world.posts("#kudos")[0])


async def test_an_edit_after_publishing_is_not_taken(world: World) -> None:
    moment = await starred(world)
    await world.slack.hands.edit("bruno", moment, NEWER)
    await look(world)
    assert WORDS in words(world.posts("#kudos")[0])
    assert NEWER not in await shown(world)
