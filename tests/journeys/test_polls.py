"""Polls: started, voted on, closed by themselves."""

from datetime import timedelta

from bot.playground.entities import Message
from tests.journeys.world import World, words

QUESTION = "The refund call with the bakery"


async def start(world: World, **answers: object) -> Message:
    """Ana starts a poll in #support; its message."""
    await world.types("ana", "#support", f'/mindset poll "{QUESTION}"')
    answered = await world.sends("ana", framework="be_human", **answers)
    assert answered.ok, answered
    await world.beat()
    [post] = world.posts("#support")
    return post


async def votes(world: World, person: str, poll: Message, mindset: str) -> str:
    """Somebody presses a mindset; the private line that they read."""
    await world.presses(person, poll, f"vote:{mindset}")
    await world.beat()
    return words(world.whispers(person, "#support")[-1])


async def test_a_poll_has_a_button_for_each_mindset_and_says_that_it_is_anonymous(world: World) -> None:
    poll = words(await start(world))
    assert QUESTION in poll
    assert ":bust_in_silhouette: Human" in poll or "Human" in poll
    assert "In role" in poll
    assert "Anonymous: nobody can see who voted what." in poll
    assert "started by <@U0ANADUARTE>" in poll


async def test_bars_are_live_once_three_have_voted(world: World) -> None:
    poll = await start(world)
    await votes(world, "ana", poll, "human")
    await votes(world, "bruno", poll, "human")
    assert "2 people have voted" in words(poll)
    assert "%" not in words(poll)
    await votes(world, "carla", poll, "in_role")
    assert "2 · 67%" in words(poll)
    assert "1 · 33%" in words(poll)
    assert world.posts("#support") == [poll]


async def test_a_vote_is_confirmed_can_be_changed_and_taken_back(world: World) -> None:
    poll = await start(world)
    assert "Your vote: " in (first := await votes(world, "ana", poll, "human"))
    assert "*Human*" in first
    assert "*In role*" in await votes(world, "ana", poll, "in_role")
    assert "taken back" in await votes(world, "ana", poll, "in_role")
    assert "No votes yet" in words(poll)


async def test_it_closes_by_itself_and_shows_the_result(world: World) -> None:
    poll = await start(world, closes="one_hour")
    for person, mindset in (("ana", "human"), ("bruno", "human"), ("carla", "in_role")):
        await votes(world, person, poll, mindset)
    await world.later(timedelta(minutes=61))
    result = words(poll)
    assert "Poll result" in result
    assert "2 · 67%" in result
    assert "Most seen" in result
    assert not any(block["type"] == "actions" for block in poll.blocks or [])
    assert world.posts("#support") == [poll]


async def test_a_vote_that_comes_too_late_gets_a_kind_answer(world: World) -> None:
    poll = await start(world, closes="one_hour")
    world.clock.advance(timedelta(minutes=61))
    await world.slack.hands.press("bruno", poll, "vote:human")
    assert "just closed" in words(world.whispers("bruno", "#support")[-1])


async def test_a_result_of_fewer_than_three_is_never_shown(world: World) -> None:
    poll = await start(world, closes="one_hour")
    await votes(world, "ana", poll, "human")
    await votes(world, "bruno", poll, "in_role")
    await world.later(timedelta(minutes=61))
    assert "%" not in words(poll)
    assert "With so few" in words(poll)


async def test_a_single_late_vote_cannot_be_told_from_two_looks_at_the_bars(world: World) -> None:
    poll = await start(world, closes="one_hour")
    for person in ("ana", "bruno", "carla"):
        await votes(world, person, poll, "human")
    before = [line for line in words(poll).splitlines() if "%" in line]
    await votes(world, "dora", poll, "in_role")
    await world.later(timedelta(minutes=61))
    after = [line for line in words(poll).splitlines() if "%" in line]
    assert before == after
    assert "One late change is left out" in words(poll)


async def test_the_message_shortcut_asks_about_that_message_and_links_to_it(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I told him it was not my department")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    answered = await world.sends("ana")
    assert answered.ok
    await world.beat()
    [poll] = world.posts("#support")
    assert f"<{world.slack.workspace.permalink(moment)}|About this message>" in words(poll)


async def test_a_poll_about_a_private_message_does_not_point_at_it_from_elsewhere(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", "Not to be found")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    await world.sends("ana", channel="C0SUPPORT00")
    await world.beat()
    [poll] = world.posts("#support")
    assert "About this message" not in words(poll)
    assert "C0ESCALATES" not in str(poll.blocks)


async def test_a_form_sent_twice_starts_one_poll(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    await world.sends_twice("ana")
    await world.beat()
    assert len(world.posts("#support")) == 1
