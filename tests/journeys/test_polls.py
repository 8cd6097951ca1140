"""Polls: voted on, closed by themselves or by hand, changed, reminded of, repeated, removed."""

import re
from copy import copy
from datetime import timedelta

from bot.features.polls.notes import TREND
from bot.playground.entities import Message
from tests.cast import BRUNO, CARLA
from tests.journeys.polling import fill, my_vote, settles, start, takes, typed, votes
from tests.journeys.steps import MONDAY_NINE
from tests.journeys.world import World, words


async def test_a_poll_has_a_button_for_each_mindset_and_says_that_it_is_anonymous(world: World) -> None:
    poll = words(await start(world))
    assert "The refund call with the bakery" in poll
    assert "Human" in poll and "In role" in poll
    assert "Nobody can see who voted what. Not your admin, not us." in poll
    assert "started by <@U0ANADUARTE>" in poll


async def test_bars_show_a_step_behind_so_that_no_vote_can_be_told_apart(world: World) -> None:
    for newcomer in ("emil", "fay"):
        await world.slack.hands.welcome(newcomer, ["support"])
    poll = await start(world)
    for person in ("ana", "bruno", "carla", "dora", "emil"):
        await votes(world, person, poll, "human")
        assert "%" not in words(poll)
    assert "The bars show once 6 people have voted" in words(poll)
    await votes(world, "fay", poll, "in_role")
    assert "3 · 100%" in words(poll), "the first three, who all chose the same"
    await world.later(timedelta(hours=24))
    assert "5 · 83%" in words(poll) and "1 · 17%" in words(poll)


async def test_a_vote_is_confirmed_can_be_changed_and_taken_back(world: World) -> None:
    poll = await start(world)
    assert "Your vote: " in (first := await votes(world, "ana", poll, "human"))
    assert "Human*" in first
    assert "In role*" in await votes(world, "ana", poll, "in_role")
    assert "In role*" in await my_vote(world, "ana", poll)
    # A double click is one.
    assert "In role*" in await votes(world, "ana", poll, "in_role")
    await world.later(timedelta(seconds=3))
    assert "was removed" in await votes(world, "ana", poll, "in_role")
    assert "You haven't voted" in await my_vote(world, "ana", poll)
    assert "No votes yet" in words(poll)


async def test_it_closes_by_itself_shows_the_result_and_a_line_leads_to_the_trend(world: World) -> None:
    poll = await start(world, closes="one_hour")
    for person, mindset in (("ana", "human"), ("bruno", "human"), ("carla", "in_role")):
        await votes(world, person, poll, mindset)
    open_still = copy(poll)
    await world.later(timedelta(minutes=61))
    result = words(poll)
    assert "Poll result" in result
    assert "2 · 67%" in result
    assert "Most seen" in result
    assert "vote:" not in str(poll.blocks)
    shown, line = world.posts("#support")
    assert (shown, line.thread_ts) == (poll, poll.ts)
    assert TREND in str(line.blocks)
    assert "Even I can't tell" in await my_vote(world, "ana", open_still)


async def test_a_shadow_is_never_a_winner_but_a_question(world: World) -> None:
    poll = await start(world, closes="one_hour")
    for person in ("ana", "bruno", "carla"):
        await votes(world, person, poll, "in_role")
    await world.later(timedelta(minutes=61))
    assert "Worth a talk" in words(poll)
    assert "Most seen" not in words(poll)


async def test_a_vote_that_comes_too_late_gets_a_kind_answer(world: World) -> None:
    poll = await start(world, closes="one_hour")
    world.clock.advance(timedelta(minutes=61))
    await world.slack.hands.press("bruno", poll, "vote:human")
    assert "just closed" in words(world.whispers("bruno", "#support")[-1])


async def test_it_closes_on_time_also_when_the_bot_was_down_then(world: World) -> None:
    poll = await start(world, closes="one_hour")
    await votes(world, "ana", poll, "human")
    world.clock.advance(timedelta(days=3))
    await world.slack.hands.press("bruno", poll, "vote:human")
    assert "just closed" in words(world.whispers("bruno", "#support")[-1])
    await world.beat()
    assert "Poll result" in words(poll)


async def test_a_result_of_fewer_than_three_is_never_shown(world: World) -> None:
    poll = await start(world, closes="one_hour")
    await votes(world, "ana", poll, "human")
    await votes(world, "bruno", poll, "in_role")
    await world.later(timedelta(minutes=61))
    assert "%" not in words(poll)
    assert "With so few" in words(poll)
    assert world.posts("#support") == [poll]


async def test_a_poll_with_names_says_so_and_shows_them(world: World) -> None:
    poll = await typed(world)
    assert "Not anonymous: everybody can see who voted what." in words(poll)
    await votes(world, "bruno", poll, "own-1")
    assert f"*Learned*\n`██████████` 1 · 100%\n<@{BRUNO}>" in words(poll)


async def test_the_second_question_of_get_lost_can_be_answered_or_skipped(world: World) -> None:
    poll = await start(world, framework="learn_teach_getlost", closes="one_hour")
    for person in ("ana", "bruno", "carla"):
        await votes(world, person, poll, "get_lost")
        assert "Your vote is counted" in words(world.form(person))
    for person, worn in (("ana", "A long hold"), ("bruno", "A long hold")):
        assert (await world.sends(person, worn=worn)).ok
    await world.slack.hands.close("carla")
    assert "The disguise you saw: A long hold." in await my_vote(world, "ana", poll)
    await world.later(timedelta(minutes=61))
    assert "3 · 100%" in words(poll)
    assert "Disguises of “Get lost”: A long hold (2)" in words(poll)


async def test_the_maker_closes_it_and_may_open_it_again(world: World) -> None:
    poll = await typed(world)
    await votes(world, "bruno", poll, "own-1")
    await settles(world, "ana", poll, "close")
    assert "Most chosen: *Learned*" in words(poll)
    await settles(world, "ana", poll, "reopen")
    await votes(world, "carla", poll, "own-1")
    assert "2 · 100%" in words(poll)


async def test_an_admin_may_close_it_and_somebody_else_may_not(world: World) -> None:
    poll = await typed(world)
    answered = await world.slack.hands.press("bruno", poll, "poll:menu", selected="close:1")
    assert answered.ok
    assert "Only an admin or the person who started" in words(world.whispers("bruno", "#support")[-1])
    assert world.slack.workspace.modal_of("bruno") is None
    await world.types("bruno", "#support", '/mindset poll "Mine?" "a" "b"')
    await world.beat()
    theirs = world.posts("#support")[-1]
    await settles(world, "ana", theirs, "close")
    assert "Poll result" in words(theirs)


async def test_a_typo_is_mended_while_it_is_open_and_no_vote_is_lost(world: World) -> None:
    poll = await typed(world)
    await votes(world, "bruno", poll, "own-1")
    await settles(world, "ana", poll, "edit", **{"question": "Lunch?", "label:own-1": "Learnt"})
    assert "Lunch?" in words(poll) and "Learnt" in words(poll) and "1 · 100%" in words(poll)
    await takes(world, "ana", poll, "edit")
    refused = await world.sends("ana", **{"label:own-1": "Taught"})
    assert "two to ten different options" in str(refused.errors)


async def test_a_removed_poll_is_gone_and_a_late_press_is_answered(world: World) -> None:
    poll = await typed(world)
    await settles(world, "ana", poll, "remove")
    assert world.posts("#support") == []
    await world.slack.hands.press("bruno", poll, "vote:own-1", "1")
    assert "I can't find that" in words(world.whispers("bruno", "#support")[-1])


async def test_who_has_not_voted_is_reminded_in_private_and_votes_right_there(world: World) -> None:
    poll = await typed(world)
    await votes(world, "bruno", poll, "own-1")
    said = await settles(world, "ana", poll, "remind")
    assert "I'm privately reminding" in said
    assert world.letters("bruno") == []
    [letter] = world.letters("carla")
    assert "You haven't voted yet in a poll in" in words(letter)
    await world.presses("carla", letter, "vote:own-2")
    await world.beat()
    assert f"<@{CARLA}>" in words(poll)
    await takes(world, "ana", poll, "remind")
    assert "One reminder is enough" in words((await world.sends("ana"), world.form("ana"))[1])


async def test_a_reminder_of_an_anonymous_poll_names_and_picks_nobody(world: World) -> None:
    poll = await start(world)
    await votes(world, "bruno", poll, "human")
    assert "posting a reminder" in await settles(world, "ana", poll, "remind")
    shown, line = world.posts("#support")
    assert (shown, line.thread_ts) == (poll, poll.ts)
    assert "Haven't voted yet?" in words(line)
    assert not any(world.letters(person) for person in ("ana", "bruno", "carla", "dora"))


async def test_others_add_options_where_the_maker_lets_them(world: World) -> None:
    poll = await start(world, framework="own", options="Soup\nSalad", question="Lunch?", ticks_own=["adding"])
    await world.presses("bruno", poll, "poll:add")
    assert (await world.sends("bruno", option="Cake")).ok
    await world.beat()
    await votes(world, "carla", poll, "own-3")
    assert "*Cake*\n`██████████` 1 · 100%" in words(poll)


async def test_an_option_that_is_refused_says_why(world: World) -> None:
    lunch = {"framework": "own", "options": "Soup\nSalad", "question": "Lunch?"}
    poll = await start(world, **lunch, ticks_own=["adding"])
    await start(world, **lunch, ticks_own=[])
    await world.presses("bruno", poll, "poll:add")
    world.form("bruno")["private_metadata"] = "2"
    refused = await world.sends("bruno", option="Figs")
    assert refused.errors == {
        "option": ("This poll's options are fixed. The person who started it chose that.")
    }


async def test_any_poll_can_become_a_ritual(world: World) -> None:
    poll = await typed(world)
    await takes(world, "ana", poll, "repeat")
    assert "Lunch debrief?" in words(world.form("ana"))
    assert (await world.sends("ana", days=["0"], at="09:00")).ok
    assert "“Lunch debrief?”" in words(world.form("ana"))
    await world.at(MONDAY_NINE)
    again = world.posts("#support")[-1]
    assert again != poll
    assert "Learned" in words(again) and "Taught" in words(again)
    await votes(world, "bruno", again, "own-2")
    assert f"<@{BRUNO}>" in words(again)


def plain(poll: Message) -> str:
    """All that a client is told of a card, but for the ids that Slack gives to blocks."""
    return re.sub(r"'block_id': 'b\d+'", "", str(poll.blocks)) + poll.text


async def test_nothing_of_a_poll_that_shows_at_the_end_leaks_before(world: World) -> None:
    poll = await start(world, results="closed", closes="one_hour")
    before = plain(poll)
    for person in ("ana", "bruno", "carla", "dora"):
        line = await votes(world, person, poll, "in_role")
        assert "%" not in line and "█" not in line
    assert plain(poll).replace("4 people have voted", "No votes yet") == before
    assert "%" not in await my_vote(world, "ana", poll)
    await world.later(timedelta(minutes=61))
    assert "4 · 100%" in words(poll)


async def test_bars_after_one_s_own_vote_are_for_voters_alone(world: World) -> None:
    poll = await start(
        world, framework="own", options="a\nb", question="Which?", results="after_vote", ticks_own=[]
    )
    line = await votes(world, "bruno", poll, "own-1")
    assert "1 · 100%" in line
    assert "%" not in words(poll)
    assert "1 · 100%" in await my_vote(world, "bruno", poll)
    assert "%" not in await my_vote(world, "carla", poll)


async def test_an_admin_of_another_organisation_is_none_here(world: World) -> None:
    ines = world.slack.workspace.find_user("ines")
    ines.is_admin = True
    poll = await start(world, channel="C0BAKERYEXT", where="#bakery-partners")
    await takes(world, "ines", poll, "close")
    assert "Only people who work here" in words(world.whispers("ines", "#bakery-partners")[-1])
    assert world.slack.workspace.modal_of("ines") is None


async def test_people_from_elsewhere_vote_in_a_channel_that_is_shared(world: World) -> None:
    poll = await start(world, channel="C0BAKERYEXT", where="#bakery-partners")
    assert "Your vote" in await votes(world, "ines", poll, "human", "#bakery-partners")
    assert "1 person has voted" in words(poll)


async def test_a_question_that_is_edited_away_is_refused_at_its_field(world: World) -> None:
    poll = await typed(world)
    await takes(world, "ana", poll, "edit")
    refused = await world.sends("ana", question=" \u200b ")
    assert refused.errors == {"question": "Write a few words."}
    assert (await world.sends("ana", question="Lunch, then?")).ok
    await world.beat()
    assert "Lunch, then?" in words(poll)


async def test_what_offers_a_shadow_is_anonymous_and_the_form_says_so(world: World) -> None:
    await world.types("ana", "#support", '/mindset poll "The refund call?" with names')
    [how] = [block for block in world.form("ana").blocks if block["block_id"] == "ticks"]
    assert [each["value"] for each in how["element"]["options"]] == ["several"]
    assert "This poll is anonymous" in str(how["hint"])
    assert (await world.sends("ana")).ok
    await world.beat()
    assert "Nobody can see who voted what" in words(world.posts("#support")[-1])


async def test_of_options_of_ones_own_the_form_still_asks_whether_names_are_shown(world: World) -> None:
    await world.types("ana", "#support", '/mindset poll "Lunch?" anonymous')
    await fill(world, framework="own")
    [how] = [block for block in world.form("ana").blocks if block["block_id"] == "ticks_own"]
    assert [each["value"] for each in how["element"]["initial_options"]] == ["anonymous"]
    assert "hint" not in how
