"""The phrase bonfire, as people live it: nominated, voted on for a week, retired, burned, brought back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.entities import Message
from rituals import stories
from tests.cast import ANA, KUDOS, scene
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.world import World, words

CALL = "Your call is important to us"
WAIT = "Thanks for waiting. It's about six more minutes."
A_WEEK = timedelta(days=7)


async def nominates(world: World, person: str = "ana", phrase: str = CALL, **more: object) -> str:
    """Somebody types the phrase, and sends the form; what is said back."""
    await world.types(person, "#support", f'/mindset retire "{phrase}"')
    answered = await world.sends(person, instead=WAIT, **more)
    assert answered.ok, answered
    said = words(world.form(person))
    await world.slack.hands.close(person)
    await world.beat()
    return said


def card(world: World, channel: str = "#support") -> Message:
    return next(post for post in world.posts(channel) if "phrase" in post.text)


async def votes(world: World, **choices: str) -> None:
    for person, choice in choices.items():
        await world.presses(person, card(world), f"bonfire:{choice}")
    await world.beat()


async def retire(world: World) -> None:
    await nominates(world)
    await votes(world, bruno="retire", carla="retire", dora="keep")
    await world.later(A_WEEK)


async def test_a_phrase_is_nominated_voted_on_and_retired(world: World) -> None:
    assert "The vote is on its way to" in await nominates(world)
    shown = words(card(world))
    assert "Should we retire this phrase?" in shown
    assert f"“{CALL}”" in shown
    assert f"A human would say: *{WAIT}*" in shown
    assert f"Nominated by <@{ANA}>" in shown
    assert "at least three people vote" in shown and "A tie keeps it. Nobody sees who voted how." in shown
    assert "1 person has voted." in shown
    assert "Retire it · 1" not in shown, "which would tell who"
    await votes(world, bruno="retire", carla="retire", dora="keep")
    assert "4 people have voted." in words(card(world))
    await world.later(A_WEEK)
    done = words(card(world))
    assert "This phrase is retired." in done and "3 said retire, 1 said keep." in done
    assert "bonfire:retire" not in str(card(world).blocks).replace("bonfire:retired", "")
    [reply] = [post for post in world.posts("#support") if post.thread_ts == card(world).ts != post.ts]
    assert "From now on `/mindset plain` finds it" in words(reply)
    await world.presses("carla", reply, "bonfire:retired")
    assert f"~“{CALL}”~" in words(world.form("carla"))


async def test_the_shortcut_and_buttons_lead_to_the_same_form_without_a_command(world: World) -> None:
    await world.bot.house.act(stories.set_feed, scene(), KUDOS)
    await world.slack.hands.shortcut("bruno", "retire_phrase", None)
    assert (await world.sends("bruno", phrase=CALL, instead=WAIT)).ok
    await world.beat()
    # Where the shortcut is used there's no channel, so it's the feed.
    assert CALL in words(card(world, "#kudos"))
    assert world.posts("#support") == []


async def test_a_line_may_say_both_and_the_form_has_them(world: World) -> None:
    await world.types("ana", "#support", f'/mindset retire "{CALL}" “{WAIT}”')
    fields = {
        block["block_id"]: block["element"] for block in world.form("ana")["blocks"] if "element" in block
    }
    assert fields["phrase"]["initial_value"] == CALL
    assert fields["instead"]["initial_value"] == WAIT
    assert fields["channel"]["initial_conversation"] == world.slack.workspace.find_channel("#support").id


async def test_of_a_private_place_nothing_is_shown_before_its_author_s_click(world: World) -> None:
    await world.types("bruno", "#escalations", f'/mindset retire "{CALL}" "{WAIT}"')
    await world.beat()
    assert all(CALL not in world.everything_in(place) for place in ("#support", "#kudos", "#escalations"))
    assert "everybody in this workspace can see it" in words(world.form("bruno"))
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert CALL in words(card(world, "#escalations"))
    assert all(CALL not in world.everything_in(place) for place in ("#support", "#kudos"))
    # While it's only voted on, no list has it.
    await world.types("dora", "#support", "/mindset retired")
    assert CALL not in words(world.form("dora"))


@pytest.mark.parametrize(
    ("part", "text", "why"),
    [
        ("phrase", "As @carla always says", "Leave out mentions."),
        ("phrase", "Write to help@example.com", "email addresses"),
        ("instead", "Call +351 912 345 678", "phone numbers"),
        ("phrase", "Hm", "Write a few words."),
    ],
)
async def test_nobody_s_name_and_no_number_burns(world: World, part: str, text: str, why: str) -> None:
    await world.types("ana", "#support", "/mindset retire")
    answered = await world.sends("ana", **({"phrase": CALL, "instead": WAIT} | {part: text}))
    assert list(answered.errors) == [part]
    assert why in answered.errors[part]


async def test_the_name_of_a_colleague_whom_the_bot_knows_does_not_burn(world: World) -> None:
    await world.slack.hands.open_home("carla")
    name = world.slack.workspace.find_user("carla").real_name
    await world.types("ana", "#support", "/mindset retire")
    answered = await world.sends("ana", phrase=f"Greetings from {name}", instead=WAIT)
    assert list(answered.errors) == ["phrase"]


async def test_the_same_phrase_is_not_voted_on_twice(world: World) -> None:
    await nominates(world)
    again = await nominates(world, "bruno", "YOUR CALL is important to us!")
    assert "Your team is already voting on that phrase." in again
    await votes(world, bruno="retire", carla="retire")
    await world.later(A_WEEK)
    assert "Your team has retired that phrase already." in await nominates(world, "dora")
    assert len([post for post in world.posts("#support") if "bonfire:retired" not in str(post.blocks)]) == 1


async def test_its_nominator_withdraws_it_and_others_cannot(world: World) -> None:
    await nominates(world, "bruno")
    await world.slack.hands.press("carla", card(world), "bonfire:menu", selected="withdraw:1")
    await world.beat()
    assert "Only an admin or the person who nominated" in words(world.whispers("carla", "#support")[-1])
    await world.chooses("bruno", card(world), "withdraw:1", "bonfire:menu")
    await world.beat()
    assert world.posts("#support") == []


async def test_an_admin_brings_a_phrase_back_and_the_card_says_so(world: World) -> None:
    await retire(world)
    await world.types("bruno", "#support", "/mindset retired")
    assert "bonfire:back" not in str(world.form("bruno"))
    await world.types("ana", "#support", "/mindset retired")
    panel = world.form("ana")
    await world.slack.hands.press("bruno", panel, "bonfire:back", "1")
    assert "This phrase is retired." in words(card(world))
    await world.presses("ana", panel, "bonfire:back", "1")
    await world.beat()
    assert "No phrase is retired yet." in words(world.form("ana"))
    assert "An admin has brought it back since." in words(card(world))


async def test_a_channel_that_others_share_is_no_place_for_a_vote(world: World) -> None:
    await world.slack.hands.share("#support")
    await world.types("ana", "#support", "/mindset retire")
    answered = await world.sends("ana", phrase=CALL, instead=WAIT)
    assert "Other organisations share that channel." in answered.errors["channel"]


async def test_the_check_finds_it_and_says_whose_decision_that_was(world: World) -> None:
    await retire(world)
    said = await world.types("dora", "#support", f"/mindset plain Hello. {CALL}, so hold on.")
    assert f"→ *{WAIT}* :fire: Your team retired this one." in said


async def test_the_next_digest_burns_it_and_loses_it_when_it_is_brought_back(world: World) -> None:
    await plan(world, kind="digest", days=["0"], channel=KUDOS)
    await retire(world)
    await world.at(MONDAY_NINE + 2 * A_WEEK)
    digests = [post for post in world.posts("#kudos") if "Into the bonfire" in words(post)]
    assert len(digests) == 1 and f"~“{CALL}”~" in words(digests[0])
    await world.types("ana", "#support", "/mindset retired")
    await world.presses("ana", world.form("ana"), "bonfire:back", "1")
    await world.beat()
    assert CALL not in world.everything_in("#kudos")


async def test_who_is_forgotten_leaves_no_vote_and_no_open_phrase(world: World) -> None:
    await nominates(world, "bruno")
    await votes(world, carla="retire")
    await world.types("carla", "#support", "/mindset forget me")
    await world.sends("carla")
    await world.beat()
    assert "1 person has voted." in words(card(world))
    await world.types("bruno", "#support", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    assert world.posts("#support") == []
