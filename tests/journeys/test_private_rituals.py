"""What a ritual of a private channel asks is for the people in that channel, wherever rituals are shown."""

import json
from datetime import timedelta

import pytest

from tests.cast import CARLA, GENERAL
from tests.journeys.polling import takes
from tests.journeys.steps import A_DAY, MONDAY_NINE, asks, listing
from tests.journeys.world import World, words

SECRET, OPTION = "Do we tell the hospital on Friday?", "Not before the audit"
CLOSED = "for the people in its channel"
AT_NINE: dict[str, object] = {"days": ["0", "1", "2", "3", "4"], "at": "09:00"}
JOIN = "Join the channel first"


@pytest.fixture(autouse=True)
async def ritual(world: World) -> None:
    """Bruno asks it in #escalations, as a ritual. Ana, an admin, has left; Dora was never in it."""
    await world.types("bruno", "#escalations", f'/mindset poll "{SECRET}" "Yes" "{OPTION}"')
    await world.beat()
    [poll] = world.posts("#escalations")
    await takes(world, "bruno", poll, "repeat")
    assert (await world.sends("bruno", **AT_NINE)).ok
    await world.slack.hands.close("bruno")
    await world.slack.hands.remove("#escalations", "ana")


def seen_by(world: World, person: str) -> str:
    """All that somebody was shown: private messages, letters, forms, App Home."""
    user = world.slack.workspace.find_user(person).id
    whispers = [m for c in world.slack.workspace.channels.values() for m in c.messages if m.seen_by == user]
    views = [*world.slack.workspace.stacks.get(user, []), world.slack.workspace.home_of(person)]
    return json.dumps([[m.text, m.blocks] for m in (*whispers, *world.letters(person))]) + json.dumps(views)


async def test_the_list_keeps_its_question_from_others_and_shows_it_to_its_people(world: World) -> None:
    assert SECRET in words(await listing(world, "carla"))
    for person in ("dora", "ana"):
        shown = words(await listing(world, person))
        assert SECRET not in shown
        assert "Only people in the channel see its question" in shown
        assert SECRET not in seen_by(world, person)


async def test_home_does_the_same(world: World) -> None:
    for person, sees in (("carla", True), ("dora", False), ("ana", False)):
        await world.home(person, "rituals")
        assert (SECRET in seen_by(world, person)) is sees, person


async def test_a_preview_is_for_its_people(world: World) -> None:
    await world.presses("carla", await listing(world, "carla"), "ritual:preview")
    assert OPTION in words(world.form("carla"))
    for person in ("dora", "ana"):
        await world.presses(person, await listing(world, person), "ritual:preview")
        assert JOIN in words(world.whispers(person, "#support")[-1])
        assert world.slack.workspace.modal_of(person) is None


async def test_an_admin_who_is_not_in_it_handles_it_without_reading_it(world: World) -> None:
    for entry, answers in (
        ("change", {}),
        ("move", {"to": int((MONDAY_NINE + A_DAY / 48).timestamp())}),
        ("pause_until", {"until": "2026-03-10"}),
        ("hand_over", {"to": CARLA}),
    ):
        await asks(world, entry)
        assert SECRET not in words(world.form("ana")), entry
        assert (await world.sends("ana", **answers)).ok, entry
        assert SECRET not in seen_by(world, "ana"), entry
        await world.slack.hands.close("ana")
    assert SECRET in words(await listing(world, "carla"))


async def test_the_note_to_an_owner_who_has_left_says_nothing_of_it(world: World) -> None:
    await world.slack.hands.remove("#escalations", "bruno")
    await world.slack.hands.archive("#escalations")
    await world.beat()
    [letter] = world.letters("bruno")
    assert "The channel is archived" in words(letter)
    assert SECRET not in seen_by(world, "bruno")


async def test_it_is_moved_to_no_other_channel(world: World) -> None:
    await asks(world, "change", "carla")
    refused = await world.sends("carla", channel=GENERAL)
    assert CLOSED in refused.errors["channel"]
    await world.at(MONDAY_NINE)
    assert world.posts("#general") == []


async def test_nobody_but_who_asked_it_repeats_it_in_another_channel(world: World) -> None:
    poll = world.posts("#escalations")[0]
    await takes(world, "carla", poll, "repeat")
    assert CLOSED in (await world.sends("carla", channel=GENERAL)).errors["channel"]
    await takes(world, "bruno", poll, "repeat")
    assert (await world.sends("bruno", channel=GENERAL, **AT_NINE)).ok
    await world.at(MONDAY_NINE)
    assert SECRET in words(world.posts("#general")[-1])


async def test_a_channel_that_became_private_since_is_closed_from_then_on(world: World) -> None:
    await world.types("bruno", "#support", '/mindset poll "Which van next?" "The red one" "The old one"')
    await world.beat()
    await takes(world, "bruno", world.posts("#support")[-1], "repeat")
    assert (await world.sends("bruno")).ok
    assert "Which van next?" in words(await listing(world, "dora"))
    support = world.slack.workspace.find_channel("#support")
    support.kind = "private"
    await world.slack.hands.remove(support, "dora")
    # Nobody told the bot, and after a few minutes it asks.
    world.clock.advance(timedelta(minutes=6))
    assert "Which van next?" not in words(await listing(world, "dora", "#general"))


async def test_the_note_to_an_owner_about_a_poll_that_cannot_be_posted_says_nothing_of_it(
    world: World,
) -> None:
    await world.slack.hands.remove("#escalations", "bruno")
    world.slack.faults.refuse("chat.postMessage", "msg_too_long")
    await world.at(MONDAY_NINE)
    await world.beat()
    [letter] = world.letters("bruno")
    assert "I couldn't post your poll" in words(letter)
    assert SECRET not in seen_by(world, "bruno")
