"""Reactions that nominate great human moments."""

from datetime import timedelta

import pytest

from bot.features.nominations.card import KEEP_WORDS, SAY_WHOM, SHARE_WORDS
from tests.cast import BRUNO, CARLA
from tests.journeys.world import World, words

WORDS = "I stayed on the line until her mother picked up"
SECRET = "Between us: I paid her taxi home myself"


async def test_a_star_makes_a_story_with_words_author_nominator_and_link(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    told = words(post)
    assert "A great human moment" in told
    assert f"> {WORDS}" in told
    assert f"In <@{BRUNO}>'s words · nominated by <@{CARLA}>" in told
    assert f"<{world.slack.workspace.permalink(moment)}|See the message>" in told


async def test_taking_the_star_off_takes_the_story_down_and_putting_it_on_brings_it_back(
    world: World,
) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    await world.slack.hands.unreact("carla", moment, "star2")
    await world.beat()
    assert world.posts("#kudos") == []
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    assert len(world.posts("#kudos")) == 1


@pytest.mark.parametrize("words_said", ['"No," said he. ' * 220, "No.\n" * 1400], ids=["quotes", "lines"])
async def test_words_full_of_quotes_or_short_lines_can_be_nominated_where_the_bot_cannot_read(
    world: World, words_said: str
) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    place = world.slack.hands.direct(["bruno", "carla"])
    moment = await world.slack.hands.say("bruno", place, words_said)
    await world.slack.hands.shortcut("carla", "great_human_moment", moment)
    form = world.form("carla")
    assert form["callback_id"] == "nominate"
    assert "No" in words(form)
    assert (await world.sends("carla", front=[BRUNO])).ok
    await world.beat()
    [letter] = world.letters("bruno")
    assert "No" in words(letter)


async def test_the_story_stays_while_one_of_its_nominators_does(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    await world.slack.hands.react("carla", moment, "star2")
    await world.slack.hands.react("dora", moment, "star2::skin-tone-3")
    await world.beat()
    await world.slack.hands.unreact("carla", moment, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    assert "nominated by <@U0DORAOKAFOR>" in words(post)


async def test_ones_own_words_other_emoji_and_bots_do_not_count(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    robot = await world.slack.hands.say("deploys", "#support", "Deployed web to production")
    await world.slack.hands.react("bruno", moment, "star2")
    await world.slack.hands.react("carla", moment, "heart")
    await world.slack.hands.react("carla", robot, "star2")
    await world.beat()
    assert world.posts("#kudos") == []


async def test_the_bots_own_cards_cannot_be_nominated(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    await world.slack.hands.react("dora", post, "star2")
    await world.beat()
    assert world.posts("#kudos") == [post]


async def test_an_event_that_comes_twice_does_nothing_twice(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", WORDS)
    # Slack didn't hear the bot say that it has understood, and sends the event again.
    world.slack.faults.repeat_events()
    # Nor does it tell what the message says, at first.
    world.slack.faults.refuse("reactions.get", "internal_error")
    await world.slack.hands.react("carla", moment, "star2")
    await world.slack.settled()
    await world.beat()
    assert world.posts("#kudos") == []
    await world.later(timedelta(seconds=3))
    assert len(world.posts("#kudos")) == 1


async def test_a_reply_in_a_thread_can_be_nominated(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    question = await world.slack.hands.say("ana", "#support", "How did it end?")
    reply = await world.slack.hands.say("bruno", "#support", WORDS, thread=question)
    await world.slack.hands.react("carla", reply, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    assert WORDS in words(post)


async def starred_in_private(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#escalations", SECRET)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()


async def test_words_from_a_private_channel_wait_for_their_author(world: World) -> None:
    await starred_in_private(world)
    assert world.posts("#kudos") == []
    assert world.letters("carla") == []
    [ask] = world.letters("bruno")
    assert f"> {SECRET}" in words(ask)
    assert "so you decide" in words(ask)

    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    [post] = world.posts("#kudos")
    assert SECRET in words(post)
    assert "See the message" not in words(post)
    assert "C0ESCALATES" not in words(post)
    assert "Shared in the feed" in words(world.letters("bruno")[0])


async def test_the_author_may_keep_them_private_and_then_they_are_forgotten(world: World) -> None:
    await starred_in_private(world)
    [ask] = world.letters("bruno")
    await world.presses("bruno", ask, KEEP_WORDS)
    await world.beat()
    [answered] = world.letters("bruno")
    assert "It stays private" in words(answered)
    assert SECRET not in words(answered)
    assert world.posts("#kudos") == []


async def test_nobody_else_can_answer_for_the_author(world: World) -> None:
    await starred_in_private(world)
    [ask] = world.letters("bruno")
    await world.slack.hands.press("carla", ask, SHARE_WORDS)
    await world.beat()
    assert world.posts("#kudos") == []


async def test_a_star_taken_off_takes_the_question_back(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#escalations", SECRET)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    await world.slack.hands.unreact("carla", moment, "star2")
    await world.beat()
    assert world.letters("bruno") == []
    assert world.posts("#kudos") == []


async def test_a_question_names_the_feed_where_the_words_would_go_also_when_it_is_moved(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", SECRET)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    [ask] = world.letters("bruno")
    assert "Home will show this, and so will the feed once there's one" in words(ask)
    for feed, place in (("#kudos", "C0KUDOSFEED"), ("#general", "C0GENERAL00")):
        await world.types("ana", feed, f"/mindset feed {feed}")
        await world.beat()
        ask = world.letters("bruno")[0]
        assert f"<#{place}> and Home will show" in words(ask)
    await world.presses("bruno", ask, SHARE_WORDS)
    await world.beat()
    assert SECRET in words(world.posts("#general")[-1])
    assert SECRET not in "".join(map(words, world.posts("#kudos")))


async def test_a_shared_channel_that_is_everybodys_again_needs_no_consent(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("dora", "#bakery-partners", SECRET)
    await world.slack.hands.react("ana", moment, "star2")
    await world.beat()
    assert len(world.letters("dora")) == 1
    assert world.posts("#kudos") == []
    await world.slack.hands.unshare("#bakery-partners")
    await world.slack.hands.invite("#bakery-partners", "carla")
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    assert SECRET in words(world.posts("#kudos")[0])
    assert "so you decide" not in "".join(words(letter) for letter in world.letters("dora"))


async def test_mentions_in_nominated_words_ping_nobody(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say(
        "bruno", "#support", "@dora and @here saw it in #escalations & <cried>"
    )
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    assert "@dora and @here saw it in #a-channel &amp; &lt;cried&gt;" in words(post)
    assert {ping.target for ping in world.slack.workspace.pings if ping.channel == post.channel} <= {
        BRUNO,
        CARLA,
    }


async def test_an_app_s_words_are_not_told_once_their_place_is_shared_with_others(world: World) -> None:
    hands = world.slack.hands
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await hands.relay("deploys", "#support", "Our rollback saved the bakery's morning", "Deploys")
    await hands.react("carla", moment, "star2")
    await world.beat()
    [ask] = world.letters("carla")
    await world.presses("carla", ask, SAY_WHOM)
    await hands.share("#support")
    assert (await world.sends("carla", front=[BRUNO])).ok
    assert "An app can't say yes" in words(world.form("carla"))
    await world.beat()
    assert world.posts("#kudos") == []
    assert world.letters("carla") == []
