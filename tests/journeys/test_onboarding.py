"""A workspace's first day: hello, a form of a minute, and the first post."""

from __future__ import annotations

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from bot.playground.entities import Message
from rituals import workspaces
from rituals.onboarding.records import Greeting
from rituals.workspaces import Settings
from tests.cast import KUDOS, SUPPORT, scene
from tests.journeys.world import World, words

HELLO = "Hi, I'm Headfirst. Most mornings I post one small question about customers"
BUTTON = "Set up in a minute"


async def comes_to(world: World, name: str = "front-desk", by: str | None = "bruno") -> str:
    """A channel with Bruno and Carla in it, into which somebody invites the bot."""
    place = await world.slack.hands.new_channel(name, members=["bruno", "carla"])
    await world.slack.hands.invite(place, "headfirst", by=by)
    await world.beat()
    return place.id


async def opens_form(world: World, person: str, where: Message | str = "home") -> None:
    if where == "home":
        await world.slack.hands.open_home(person)
    await world.presses(person, where, "set_up")


async def mentions(world: World, person: str, channel: str, text: str = "@Headfirst hello") -> Message:
    """Somebody calls the bot; what they alone see then."""
    before = len(world.whispers(person, channel))
    await world.slack.hands.say(person, channel, text)
    await world.beat()
    [answer] = world.whispers(person, channel)[before:]
    return answer


# --- hello


async def test_the_one_who_invites_it_is_greeted_and_the_channel_gets_one_line(world: World) -> None:
    channel = await comes_to(world)
    [letter] = world.letters("bruno")
    assert HELLO in words(letter)
    assert "Want to set it up? It takes a minute." in words(letter)
    assert BUTTON in words(letter)
    [line] = world.posts(channel)
    assert words(line).count("\n") <= 2
    assert HELLO in words(line)
    assert world.letters("carla") == []


async def test_nobody_and_no_channel_is_greeted_twice(world: World) -> None:
    channel = await comes_to(world)
    await world.slack.hands.remove(channel, "headfirst")
    await world.slack.hands.invite(channel, "headfirst", by="carla")
    await world.beat()
    other = await comes_to(world, "back-office")
    world.slack.events.again()
    await world.beat()
    assert [len(world.posts(each)) for each in (channel, other)] == [1, 1]
    assert [len(world.letters(each)) for each in ("bruno", "carla")] == [1, 1]


async def test_without_an_inviter_the_channel_gets_its_line_all_the_same(world: World) -> None:
    channel = await comes_to(world, by=None)
    assert len(world.posts(channel)) == 1
    assert world.letters("bruno") == []


async def test_somebody_of_another_organisation_is_sent_no_setup(world: World) -> None:
    await world.slack.hands.remove("#bakery-partners", "headfirst")
    await world.slack.hands.invite("#bakery-partners", "headfirst", by="ines")
    await world.beat()
    assert world.letters("ines") == []
    assert len(world.posts("#bakery-partners")) == 1


async def test_a_channel_with_a_ritual_needs_no_hello(world: World) -> None:
    await world.slack.hands.remove("#support", "headfirst")
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    await world.slack.hands.invite("#support", "headfirst", by="ana")
    await world.beat()
    assert world.posts("#support") == []
    assert world.letters("ana") == []


async def test_where_others_know_it_already_a_new_channel_is_offered_its_own(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    channel = await comes_to(world)
    [letter] = world.letters("bruno")
    assert f"Thanks for adding me to <#{channel}>." in words(letter)
    assert BUTTON in words(letter)


async def test_who_types_first_is_greeted_once(world: World) -> None:
    first = await world.types("bruno", "#support", "/mindset")
    assert first.index(HELLO) < first.index("Share a story")
    assert BUTTON in first
    assert HELLO not in await world.types("bruno", "#support", "/mindset")
    assert HELLO not in await world.types("bruno", "#support", "/mindset help")
    assert HELLO in await world.types("carla", "#support", "/mindset help")
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    assert HELLO not in await world.types("dora", "#support", "/mindset")


async def test_who_was_greeted_asks_for_help_without_anything_being_written(world: World) -> None:
    await world.types("bruno", "#support", "/mindset help")
    asked: list[str] = []
    event.listen(world.bot.house.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    await world.types("bruno", "#support", "/mindset help")
    assert [each for each in asked if each.startswith(("INSERT", "UPDATE", "DELETE"))] == []


async def test_home_says_hello_until_a_channel_has_a_ritual(world: World) -> None:
    view = await world.slack.hands.open_home("carla")
    assert view is not None
    assert HELLO in words(view)
    await opens_form(world, "carla")
    await world.sends("carla", channel=SUPPORT)
    assert HELLO not in words(world.slack.workspace.home_of(_id(world, "carla")) or {})


async def test_forgetting_forgets_the_hello_too(world: World) -> None:
    await comes_to(world)
    await world.types("bruno", "#support", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    assert world.letters("bruno") == []
    assert await world.bot.house.quietly(greeted) == 1


# --- a mention


async def test_a_mention_is_answered_privately_with_the_ways_in(world: World) -> None:
    answer = await mentions(world, "bruno", "#support")
    shown = words(answer)
    assert HELLO in shown
    for way in (BUTTON, "Today's experiment", "Share a story", "Start a poll", "My own practice"):
        assert way in shown
    assert "/mindset" not in shown
    assert world.posts("#support") == []
    await world.presses("bruno", answer, "todays_experiment")
    assert "Thought experiment" in words(world.whispers("bruno", "#support")[-1])
    await world.presses("bruno", answer, "open_story")
    assert world.form("bruno")["title"]["text"] == "Share a story"


async def test_once_set_up_a_mention_says_no_hello(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    shown = words(await mentions(world, "bruno", "#support"))
    assert HELLO not in shown
    assert "New ritual" in shown
    assert BUTTON not in shown


async def test_a_mention_in_a_thread_is_answered_in_that_thread(world: World) -> None:
    head = world.slack.workspace.messages("#support")
    said = await world.slack.hands.say("ana", "#support", "Who can help?")
    await world.slack.hands.say("bruno", "#support", "Perhaps @Headfirst", thread=said)
    await world.beat()
    assert head is not None
    [answer] = world.whispers("bruno", "#support")
    assert answer.thread_ts == said.ts


async def test_an_app_that_mentions_it_is_not_answered(world: World) -> None:
    await world.slack.hands.say("deploys", "#support", "@Headfirst deployed")
    await world.beat()
    assert world.whispers("deploys", "#support") == []
    assert len(world.slack.workspace.messages("#support")) == 1


async def test_an_outsider_hears_what_is_theirs(world: World) -> None:
    shown = words(await mentions(world, "ines", "#bakery-partners"))
    assert "In this channel you can answer my questions and vote in polls." in shown
    assert BUTTON not in shown


async def test_who_has_left_the_channel_meanwhile_is_answered_by_direct_message(world: World) -> None:
    await world.slack.settled()
    world.slack.faults.refuse("chat.postEphemeral", "user_not_in_channel")
    await world.slack.hands.say("bruno", "#support", "@Headfirst hello")
    await world.beat()
    assert HELLO in words(world.letters("bruno")[-1])


# --- the form


async def test_a_minute_later_there_is_a_ritual_a_feed_and_the_first_post(world: World) -> None:
    await opens_form(world, "bruno")
    answered = await world.sends("bruno", channel=SUPPORT, feed=KUDOS, first=["now"])
    assert answered.ok, answered
    said = words(world.form("bruno"))
    assert "You're set up." in said
    assert "Monday to Friday at 09:00 (Europe/Lisbon)" in said
    assert f"The first one is on its way to <#{SUPPORT}>." in said
    assert f"Stories go to <#{KUDOS}>." in said
    await world.beat()
    [card] = world.posts("#support")
    assert "One line is plenty" in words(card)
    assert await world.bot.house.quietly(workspaces.feed, scene()) == KUDOS
    assert "All schools in turn" in await world.types("ana", "#support", "/mindset schedule list")


async def test_nothing_is_posted_to_channels_that_nobody_chose(world: World) -> None:
    await opens_form(world, "bruno")
    await world.sends("bruno", channel=SUPPORT)
    assert "Stories appear in my Home until you choose a feed." in words(world.form("bruno"))
    await world.beat()
    for channel in ("#support", "#general", "#kudos", "#escalations", "#bakery-partners"):
        assert world.posts(channel) == []
    assert await world.bot.house.quietly(workspaces.feed, scene()) is None


async def test_a_form_sent_twice_sets_up_and_posts_once(world: World) -> None:
    await opens_form(world, "bruno")
    await world.sends_twice("bruno", channel=SUPPORT, first=["now"])
    await world.beat()
    assert len(world.posts("#support")) == 1
    assert "One ritual" in await world.types("ana", "#support", "/mindset schedule list")


async def test_the_form_proposes_the_channel_into_which_it_was_invited(world: World) -> None:
    channel = await comes_to(world)
    [letter] = world.letters("bruno")
    await opens_form(world, "bruno", letter)
    await world.sends("bruno")
    await world.slack.hands.close("bruno")
    await world.beat()
    [line] = world.posts(channel)
    assert HELLO in words(line)
    assert BUTTON not in words(line)


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(world: World) -> None:
    await opens_form(world, "bruno")
    await world.slack.hands.archive("#kudos")
    refused = await world.sends("bruno", channel=SUPPORT, feed=KUDOS, at="07:15")
    assert refused.errors == {"feed": "That channel is archived. Choose another one."}
    await world.slack.hands.unarchive("#kudos")
    await world.slack.settled()
    await world.sends("bruno")
    assert "at 07:15" in words(world.form("bruno"))


async def test_the_feed_that_is_chosen_already_is_proposed_and_stays(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await opens_form(world, "bruno")
    await world.sends("bruno", channel=SUPPORT)
    assert f"Stories go to <#{KUDOS}>." in words(world.form("bruno"))


async def test_a_channel_of_others_is_not_set_up(world: World) -> None:
    await opens_form(world, "dora")
    refused = await world.sends("dora", channel="C0ESCALATES")
    assert list(refused.errors or {}) == ["channel"]


async def test_who_may_not_set_it_up_hears_who_may(world: World) -> None:
    await world.bot.house.act(workspaces.change_settings, scene(), Settings(admins_only=True))
    channel = await comes_to(world)
    [letter] = world.letters("bruno")
    await world.presses("bruno", letter, "set_up")
    assert "Only admins of this workspace can set me up. Ask <@U0ANADUARTE>." in world.everything_in(
        letter.channel
    )
    await world.slack.hands.open_home("carla")
    await world.presses("carla", "home", "set_up")
    assert "Ask <@U0ANADUARTE>." in words(world.form("carla"))
    assert channel


# --- the quiz


@pytest.mark.parametrize(
    ("answers", "school"),
    [
        (("be_human", "head_first", "be_human"), "Be human"),
        (("by_choice", "head_first", "head_first"), "Head first, game plan second"),
        (("learn_teach_getlost", "be_human", "by_choice"), "Pick your mindset"),
    ],
)
async def test_three_questions_suggest_a_school_and_say_why(
    world: World, answers: tuple[str, ...], school: str
) -> None:
    await opens_form(world, "bruno")
    filled = {"channel": SUPPORT, "days": ["1", "3"], "at": "10:30", "feed": KUDOS, "first": ["now"]}
    await world.slack.hands.press("bruno", world.form("bruno"), "school_quiz:open", values=filled)
    assert world.form("bruno")["title"]["text"] == "Three questions"
    await world.sends("bruno", quiz_0=answers[0], quiz_1=answers[1], quiz_2=answers[2])
    form = world.form("bruno")
    assert f"*{school}* fits what you chose: “" in words(form)
    # What stood in the form before the quiz stands there still.
    await world.sends("bruno")
    said = words(world.form("bruno"))
    assert f"{school} · Tuesday and Thursday at 10:30 (Europe/Lisbon)" in said
    assert f"Stories go to <#{KUDOS}>." in said
    await world.beat()
    assert len(world.posts("#support")) == 1


async def test_the_quiz_can_be_left_with_the_form_as_it_was(world: World) -> None:
    await opens_form(world, "bruno")
    filled = {"channel": SUPPORT, "at": "10:30"}
    await world.slack.hands.press("bruno", world.form("bruno"), "school_quiz:open", values=filled)
    await world.presses("bruno", world.form("bruno"), "school_quiz:back")
    await world.sends("bruno")
    assert "All schools in turn · Monday to Friday at 10:30" in words(world.form("bruno"))


def greeted(db: Session) -> int:
    return db.scalars(select(func.count()).select_from(Greeting)).one()


def _id(world: World, person: str) -> str:
    return world.slack.workspace.find_user(person).id
