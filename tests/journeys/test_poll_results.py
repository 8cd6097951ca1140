"""When a poll closes: its result comes as a message, in its thread and to whoever asked."""

from __future__ import annotations

from datetime import timedelta

from bot.features.polls.notes import TREND
from bot.playground.entities import Message
from tests.cast import BRUNO
from tests.journeys.polling import fill, settles, start, typed, votes
from tests.journeys.world import World, words

LUNCH = '/mindset poll "Which oven for the bakery?" "Stone" "Steam"'


async def closed(world: World, poll: Message, *chosen: tuple[str, str], channel: str = "#support") -> None:
    """These people vote, and the poll's time is over."""
    for person, option in chosen:
        await votes(world, person, poll, option, channel)
    await world.later(timedelta(days=8))


async def test_the_result_comes_in_the_thread_and_to_the_asker(world: World) -> None:
    poll = await typed(world, LUNCH)
    await closed(world, poll, ("bruno", "own-2"), ("carla", "own-2"), ("dora", "own-1"))
    shown, result = world.posts("#support")
    assert (shown.ts, result.thread_ts) == (poll.ts, poll.ts)
    [letter] = world.letters("ana")
    for told in (words(result), words(letter)):
        assert "3 people have voted" in told
        assert "Steam" in told and "2 · 67%" in told
        assert "Most chosen: *Steam*" in told
    assert "Your poll in <#C0SUPPORT00> is closed: *Which oven for the bakery?*" in words(letter)
    assert BRUNO not in words(result) + words(letter), "who voted what stands on the card"
    assert not any(world.letters(person) for person in ("bruno", "carla", "dora"))


async def test_the_result_of_mindsets_and_the_way_to_the_trend_are_one_message(world: World) -> None:
    poll = await start(world, closes="one_hour")
    await closed(world, poll, ("ana", "human"), ("bruno", "human"), ("carla", "in_role"))
    _, result = world.posts("#support")
    assert "2 · 67%" in words(result)
    assert TREND in str(result.blocks)


async def test_of_too_few_votes_nobody_is_told_more_than_the_card_says(world: World) -> None:
    poll = await start(world, closes="one_hour")
    await closed(world, poll, ("bruno", "in_role"))
    assert len(world.posts("#support")) == 1
    [letter] = world.letters("ana")
    assert "1 person has voted. With so few" in words(letter)
    assert "%" not in words(letter)


async def test_where_nobody_voted_only_the_asker_hears(world: World) -> None:
    await closed(world, await typed(world, LUNCH))
    assert len(world.posts("#support")) == 1
    [letter] = world.letters("ana")
    assert "Nobody voted this time." in words(letter)


async def test_a_poll_that_is_opened_again_takes_its_result_back(world: World) -> None:
    poll = await typed(world, LUNCH)
    await votes(world, "bruno", poll, "own-1")
    await settles(world, "ana", poll, "close")
    assert len(world.posts("#support")) == 2
    await settles(world, "ana", poll, "reopen")
    assert (len(world.posts("#support")), world.letters("ana")) == (1, [])
    await settles(world, "ana", poll, "close")
    assert (len(world.posts("#support")), len(world.letters("ana"))) == (2, 1)


async def test_whoever_is_forgotten_leaves_the_result_that_was_told(world: World) -> None:
    line = '/mindset poll "Cake for Bruno Costa?" "Lemon" "Plum"'
    poll = await typed(world, line)
    await closed(world, poll, ("bruno", "own-1"), ("carla", "own-2"))
    await world.types("bruno", "#support", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    _, result = world.posts("#support")
    [letter] = world.letters("ana")
    assert "1 person has voted" in words(result)
    assert "Bruno Costa" not in words(letter) + letter.text
    assert "Cake for a teammate?" in words(letter)


async def test_what_was_written_in_a_private_channel_stays_there(world: World) -> None:
    await world.types("ana", "#escalations", '/mindset poll "Where next?" "Port" "Hill"')
    await world.beat()
    poll = world.posts("#escalations")[-1]
    await closed(world, poll, ("bruno", "own-1"), channel="#escalations")
    [letter] = world.letters("ana")
    assert words(letter) == ":bar_chart: Your poll in a private channel is closed. Its card has the result."
    assert "Port" in words(world.posts("#escalations")[-1])


async def test_a_small_channel_is_told_what_can_happen_there(world: World) -> None:
    poll = await start(world)
    assert "The result shows when the poll closes, if at least 3 people have voted." in words(poll)
    assert "6" not in words(poll).partition("The result shows")[0]
    await world.slack.hands.welcome("emil", ["support"])
    await world.later(timedelta(minutes=6))
    poll = await start(world)
    assert "The bars show once 6 people have voted. The result shows when the poll closes" in words(poll)


async def test_in_a_small_channel_the_private_line_promises_no_more_than_the_card(world: World) -> None:
    poll = await start(world, results="after_vote")
    said = await votes(world, "bruno", poll, "human")
    assert "The result shows when the poll closes, if at least 3 people have voted." in said
    assert "6 voters" not in said + words(poll)


async def test_where_too_few_people_are_for_any_result_the_card_says_so_at_once(world: World) -> None:
    await world.slack.hands.new_channel("two", private=True, members=["ana", "bruno", "headfirst"])
    await world.types("ana", "#two", "/mindset poll")
    await fill(world, framework="be_human")
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#two")
    assert "With fewer than 3 people, a result could tell who chose what, so I won't show one." in words(poll)
    assert "The result shows" not in words(poll)
