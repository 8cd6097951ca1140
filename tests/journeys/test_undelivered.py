"""What can't be posted: the person who asked hears of it once, with what to do."""

from __future__ import annotations

from datetime import datetime, timedelta

from rituals.posts import unsettled
from tests.bot.steps import DOUBT_IS_OVER, POST, rows, sent_to
from tests.cast import BRUNO, CARLA, KUDOS, LISBON, SUPPORT
from tests.journeys.polling import fill, settles, start
from tests.journeys.steps import listing, plan
from tests.journeys.world import World, words

POLL = '/mindset poll "Lunch debrief?" "Learned" "Taught"'


async def tells(world: World, person: str = "bruno", text: str = "She sent me her own notes.") -> None:
    await world.types(person, "#support", "/mindset story")
    answered = await world.sends(person, text=text)
    assert answered.ok, answered
    await world.slack.hands.close(person)
    await world.beat()


async def feeds(world: World) -> str:
    """Ana chooses #kudos as the feed; what is said back."""
    return await world.types("ana", "#support", "/mindset feed #kudos")


# --- seen beforehand, where Slack tells


async def test_a_typed_poll_for_a_channel_where_slack_limits_who_posts_is_refused_at_once_and_comes_back(
    world: World,
) -> None:
    await world.slack.hands.limit("#support", "read_only")
    said = await world.types("bruno", "#support", POLL)
    assert "Only some people may post in that channel" in said
    assert POLL in said
    await world.beat()
    assert sent_to(world, SUPPORT) == 0


async def test_a_feed_and_a_ritual_are_refused_where_only_threads_may_be_written(world: World) -> None:
    await world.slack.hands.limit("#kudos", "thread_only")
    assert "Only some people may post in that channel" in await feeds(world)
    await world.slack.hands.limit("#support", "read_only")
    assert "Only some people may post" in await world.types("ana", "#support", "/mindset schedule daily 9:00")


async def test_a_private_card_is_not_posted_where_slack_limits_who_posts(world: World) -> None:
    await world.slack.hands.limit("#support", "read_only")
    await world.types("bruno", "#support", "/mindset")
    await world.presses("bruno", world.whispers("bruno", "#support")[-1], "share_experiment")
    assert "Only some people may post in that channel" in words(world.whispers("bruno", "#support")[-1])
    await world.beat()
    assert sent_to(world, SUPPORT) == 0


async def test_a_poll_in_a_thread_is_taken_where_only_threads_may_be_written(world: World) -> None:
    said = await world.slack.hands.say("carla", "#support", "The export button is hidden again.")
    await world.slack.hands.limit("#support", "thread_only")
    await world.slack.hands.shortcut("bruno", "which_mindset", said)
    await fill(world, "bruno", framework="be_human", ticks=[])
    answered = await world.sends("bruno", ticks=["thread"])
    assert answered.ok, answered
    await world.beat()
    assert [post.thread_ts for post in world.posts("#support")] == [said.ts]


# --- not seen beforehand


async def test_who_typed_a_poll_that_slack_refuses_hears_once_and_can_try_again(world: World) -> None:
    await world.slack.hands.limit("#support", "untold")
    await world.types("bruno", "#support", POLL)
    await world.beat()
    await world.later(timedelta(days=1))
    [letter] = world.letters("bruno")
    said = words(letter)
    assert f"I couldn't post your poll in <#{SUPPORT}>. Only some people may post there" in said
    assert "Lunch debrief?" in said
    assert "Ask an admin to let me post there." in said
    assert world.letters("ana") == []

    await world.presses("bruno", letter, "bounce:again")
    await world.beat()
    assert len(world.letters("bruno")) == 2, "refused again, it is told again"

    await world.slack.hands.limit("#support", "")
    await world.presses("bruno", world.letters("bruno")[-1], "bounce:again")
    await world.beat()
    [poll] = world.posts("#support")
    assert "Lunch debrief?" in words(poll)
    assert len(world.letters("bruno")) == 2
    assert "bounce:again" not in str(world.letters("bruno")[-1].blocks)


async def test_nobody_else_can_try_again_for_them(world: World) -> None:
    await world.slack.hands.limit("#support", "untold")
    await world.types("bruno", "#support", POLL)
    await world.beat()
    await world.slack.hands.limit("#support", "")
    await world.slack.hands.press("carla", world.letters("bruno")[0], "bounce:again")
    await world.beat()
    assert world.posts("#support") == []


async def test_of_stories_that_the_feed_takes_no_more_the_teller_and_the_admins_hear(world: World) -> None:
    world.slack.workspace.find_user("dora").is_admin = True
    await feeds(world)
    await world.slack.hands.limit("#kudos", "untold")
    await tells(world)
    await tells(world, "carla", "A driver waited twenty minutes for the right invoice.")
    for person in ("bruno", "carla"):
        [letter] = world.letters(person)
        assert f"I couldn't post the story in <#{KUDOS}>. Only some people may post there" in words(letter)
    for admin in ("ana", "dora"):
        [letter] = world.letters(admin)
        assert "Then choose that channel or another one" in words(letter)

    await world.slack.hands.limit("#kudos", "")
    assert "Two stories were waiting, and I'm posting them now" in await feeds(world)
    await world.beat()
    assert len(world.posts("#kudos")) == 2


async def test_of_a_story_in_doubt_the_teller_hears_and_decides(world: World) -> None:
    await feeds(world)
    await world.slack.hands.remove("#kudos", "headfirst")
    world.slack.faults.server_errors(POST)
    await tells(world)
    await world.later(DOUBT_IS_OVER)
    [letter] = world.letters("bruno")
    assert f"I don't know whether the story in <#{KUDOS}> was posted" in words(letter)
    assert world.posts("#kudos") == []
    await world.presses("bruno", letter, "bounce:again")
    await world.beat()
    assert len(world.posts("#kudos")) == 1


async def test_the_owner_hears_of_a_ritual_that_slack_refuses_for_a_reason_of_its_own(world: World) -> None:
    await plan(world, "bruno")
    world.slack.faults.refuse(POST, "invalid_blocks")
    await world.at(datetime(2026, 3, 2, 9, 0, tzinfo=LISBON))
    [letter] = world.letters("bruno")
    assert f"I couldn't post the thought experiment in <#{SUPPORT}>. Slack said `invalid_blocks`" in words(
        letter
    )


async def test_of_a_ritual_that_pauses_itself_its_owner_hears_just_that(world: World) -> None:
    await plan(world, "bruno")
    await world.slack.hands.limit("#support", "untold")
    await world.at(datetime(2026, 3, 2, 9, 0, tzinfo=LISBON))
    [letter] = world.letters("bruno")
    assert "I've paused this ritual" in words(letter)
    assert world.letters("ana") == []


async def test_of_a_ritual_whose_message_may_be_there_its_owner_hears(world: World) -> None:
    await plan(world, "bruno")
    # In a public channel the bot may post without being in it, and may not look.
    await world.slack.hands.remove("#support", "headfirst")
    world.slack.faults.server_errors(POST)
    await world.at(datetime(2026, 3, 2, 9, 0, tzinfo=LISBON))
    await world.later(DOUBT_IS_OVER)
    [letter] = world.letters("bruno")
    assert f"I don't know whether the thought experiment in <#{SUPPORT}> was posted" in words(letter)


async def test_of_a_ritual_that_somebody_paused_before_slack_refused_its_message_its_owner_hears(
    world: World,
) -> None:
    await plan(world, "bruno")
    world.slack.faults.refuse(POST, "fatal_error")
    await world.at(datetime(2026, 3, 2, 9, 0, tzinfo=LISBON))
    await world.presses("bruno", await listing(world, "bruno"), "ritual:pause")
    await world.slack.hands.limit("#support", "untold")
    await world.later(timedelta(minutes=5))
    [letter] = world.letters("bruno")
    assert f"I couldn't post the thought experiment in <#{SUPPORT}>. Only some people may post" in words(
        letter
    )


async def test_if_who_asked_cannot_be_reached_the_admins_hear(world: World) -> None:
    await world.slack.hands.limit("#support", "untold")
    await world.types("bruno", "#support", POLL)
    await world.slack.hands.deactivate("bruno")
    await world.beat()
    [letter] = world.letters("ana")
    assert f"I couldn't post a poll in <#{SUPPORT}>" in words(letter)


async def test_a_poll_whose_message_somebody_has_deleted_can_be_posted_again(world: World) -> None:
    await world.types("bruno", "#support", POLL)
    await world.beat()
    [poll] = world.posts("#support")
    world.slack.workspace.discard(poll)
    await world.later(timedelta(days=2))
    letters = [words(letter) for letter in world.letters("bruno")]
    assert sum("Somebody deleted it" in letter for letter in letters) == 1


# --- replies to what is gone


async def ask_in_thread(world: World) -> None:
    said = await world.slack.hands.say("carla", "#support", "The export button is hidden again.")
    await world.slack.hands.shortcut("bruno", "which_mindset", said)
    await fill(world, "bruno", framework="be_human", ticks=[])
    answered = await world.sends("bruno", ticks=["thread"])
    assert answered.ok, answered
    await world.slack.hands.delete("carla", said)


async def test_a_reply_to_what_is_gone_does_not_stay_in_the_channel_and_who_asked_hears(world: World) -> None:
    await ask_in_thread(world)
    await world.beat()
    assert sent_to(world, SUPPORT) == 1
    assert world.posts("#support") == []
    [letter] = world.letters("bruno")
    assert "The message above it was deleted" in words(letter)
    await world.later(timedelta(hours=1))
    assert sent_to(world, SUPPORT) == 1


async def test_so_it_is_when_the_answer_was_lost(world: World) -> None:
    await ask_in_thread(world)
    world.slack.faults.lose_answers(POST)
    await world.beat()
    assert len(world.posts("#support")) == 1
    await world.later(DOUBT_IS_OVER)
    assert world.posts("#support") == []
    assert len(world.letters("bruno")) == 1


async def test_what_stands_in_the_thread_of_a_removed_poll_goes_with_it(world: World) -> None:
    poll = await start(world)
    await settles(world, "ana", poll, "remind")
    assert len(world.posts("#support")) == 2
    await settles(world, "ana", poll, "remove")
    await world.beat()
    assert [post for post in world.posts("#support") if post.subtype != "tombstone"] == []


# --- questions that were removed


async def test_a_question_taken_back_while_it_is_in_doubt_is_listed_and_its_reader_told(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", "I stayed on the line.")
    world.slack.faults.lose_answers(POST)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    await world.slack.hands.unreact("carla", moment, "star2")
    await world.beat()
    await world.later(DOUBT_IS_OVER)
    [ask] = rows(world, "consent_ask")
    assert (ask.state, ask.wanted, ask.due_at) == ("in_doubt", False, None)
    assert ask.id in [post.id for post in await world.bot.house.quietly(unsettled)]
    [_, letter] = world.letters("bruno")
    assert "A question I had for you is no longer needed" in words(letter)
    assert CARLA not in words(letter) and BRUNO not in words(letter)


async def test_a_question_taken_back_while_it_is_in_doubt_goes_once_its_reader_presses_a_button(
    world: World,
) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", "I stayed on the line.")
    world.slack.faults.lose_answers(POST)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    await world.slack.hands.unreact("carla", moment, "star2")
    await world.later(DOUBT_IS_OVER)
    [question, _] = world.letters("bruno")
    await world.presses("bruno", question, "consent:share")
    await world.beat()
    assert "I can't find that" in words(world.whispers("bruno", question.channel)[-1])
    assert not any("I stayed on the line" in words(letter) for letter in world.letters("bruno"))
    assert await world.bot.house.quietly(unsettled) == []
