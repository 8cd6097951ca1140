"""People of another organisation, in a channel that is shared with them: Slack tells them by their team."""

import pytest

from bot.features.answers.card import ANSWER, CHEER, MENU
from bot.features.answers.form import REMOVE
from bot.features.ways_in import OPEN_POLL, OPEN_STORY
from bot.playground.entities import Message, User
from tests.journeys.answering import answers, said, thread
from tests.journeys.polling import settles, start, takes
from tests.journeys.steps import MONDAY_NINE, asks, plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

PARTNERS, INES = "#bakery-partners", "U0INESPRATA"
NOT_FOR_THEM = "Only people who work here"


def ines_as_admin(world: World) -> User:
    """Ines, who is an admin where she comes from."""
    ines = world.slack.workspace.find_user("ines")
    ines.is_admin = True
    return ines


@pytest.fixture
async def card(world: World) -> Message:
    """The thought experiment of a Monday, in a channel that Ines is in too."""
    await plan(world, channel=PARTNERS)
    await world.at(MONDAY_NINE)
    [card] = world.posts(PARTNERS)
    return card


async def test_slack_does_not_call_somebody_a_stranger_whom_the_app_meets(world: World) -> None:
    met = world.slack.payloads.user(world.slack.workspace.find_user("ines"))
    assert (met["team_id"], met.get("is_stranger")) == ("T0PADARIASO", None)


async def test_an_admin_of_elsewhere_removes_no_poll_and_edits_none(world: World) -> None:
    ines_as_admin(world)
    poll = await start(world, channel="C0BAKERYEXT", where=PARTNERS)
    for entry in ("remove", "edit", "close", "remind", "repeat"):
        await takes(world, "ines", poll, entry)
        assert NOT_FOR_THEM in words(world.whispers("ines", PARTNERS)[-1]), entry
        assert world.slack.workspace.modal_of("ines") is None
    assert world.posts(PARTNERS) == [poll]


async def test_they_neither_tell_stories_nor_start_polls_nor_suggest_here(
    world: World, card: Message
) -> None:
    for press in (OPEN_STORY, OPEN_POLL):
        await world.presses("ines", card, press)
        assert NOT_FOR_THEM in words(world.whispers("ines", PARTNERS)[-1]), press
        assert world.slack.workspace.modal_of("ines") is None


async def test_a_press_that_does_not_say_whose_it_is_is_looked_into(world: World, card: Message) -> None:
    press = {
        "type": "block_actions", "team": {"id": "T0HARBOUR"}, "user": {"id": INES}, "trigger_id": "1.1.a",
        "channel": {"id": card.channel}, "container": {"message_ts": card.ts},
        "actions": [{"type": "button", "action_id": OPEN_STORY, "block_id": "b", "value": ""}],
    }  # fmt: skip
    assert (await world.slack.delivery.ask("interactive", "", press)).ok
    await world.beat()
    assert NOT_FOR_THEM in "".join(map(words, world.letters("ines")))


async def test_they_answer_and_cheer_edit_and_remove_their_own(world: World, card: Message) -> None:
    await answers(world, "ines", card, "Bread.")
    await answers(world, "ines", card, "Cake.")
    await answers(world, "ana", card, "Tea.")
    await world.beat()
    [reply] = thread(world, card, PARTNERS)
    await world.presses("ines", reply, CHEER, "2")
    await world.beat()
    assert "Cake. _(edited)_" in words(reply) and "Cheer · 1" in words(reply)
    await world.presses("ines", card, ANSWER)
    await world.presses("ines", world.form("ines"), REMOVE)
    await world.beat()
    assert said(world, card, PARTNERS) == ["<@U0ANADUARTE>: Tea."]
    assert all(NOT_FOR_THEM not in words(whisper) for whisper in world.whispers("ines", PARTNERS))


async def test_their_answers_become_no_stories_here(world: World, card: Message) -> None:
    await answers(world, "ines", card, "Bread.")
    await world.beat()
    await world.chooses("ines", thread(world, card, PARTNERS)[0], "story:1", MENU)
    assert NOT_FOR_THEM in words(world.whispers("ines", PARTNERS)[-1])
    assert world.slack.workspace.modal_of("ines") is None


async def test_they_are_shown_no_app_home(world: World) -> None:
    ines = world.slack.workspace.find_user("ines")
    place = world.slack.workspace.direct(ines.id, world.slack.app.bot_user)
    # Nobody knows whether Slack lets them in: so the event is told all the same.
    heard = world.slack.events.home_opened(ines, place, "home")
    assert heard is not None
    await heard
    await world.beat()
    assert "views.publish" not in [call.method for call in world.slack.calls]


async def test_a_story_credits_them_by_name_and_mentions_nobody(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await tell(world, "ana", "Ines sent us fresh bread when ours was gone.", front=[INES])
    await world.beat()
    shown = words(world.posts("#kudos")[-1])
    assert "thanks to ines" in shown
    assert INES not in shown


async def test_their_stars_nominate_nothing_and_nobody_writes_to_them(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    said = await world.slack.hands.say("dora", PARTNERS, "I drove the last tray over myself")
    await world.slack.hands.react("ines", said, "star2")
    await world.beat()
    assert (world.letters("dora"), world.letters("ines")) == ([], [])
    await world.slack.hands.react("ana", said, "star2")
    await world.beat()
    assert len(world.letters("dora")) == 1


async def test_a_reminder_goes_to_colleagues_alone(world: World) -> None:
    await world.types("ana", PARTNERS, '/mindset poll "Bread or cake?" "Bread" "Cake"')
    await world.beat()
    [poll] = world.posts(PARTNERS)
    await settles(world, "ana", poll, "remind")
    await world.beat()
    assert len(world.letters("dora")) == 1
    assert world.letters("ines") == []


async def test_no_ritual_is_handed_over_to_them(world: World) -> None:
    await plan(world)
    await asks(world, "hand_over")
    refused = await world.sends("ana", to=INES)
    assert "doesn't work here" in refused.errors["to"]


async def test_on_grid_a_colleague_of_another_first_workspace_is_one_of_ours(world: World) -> None:
    bruno = world.slack.workspace.find_user("bruno")
    bruno.team_id, bruno.teams, bruno.is_admin = "T0HARBOURUS", ("T0HARBOURUS", "T0HARBOUR"), True
    poll = await start(world)
    await takes(world, "bruno", poll, "close")
    assert world.form("bruno")["submit"]
    await world.slack.hands.close("bruno")
    await asks_for_settings(world, "bruno")


async def test_on_grid_somebody_of_another_workspace_alone_is_an_outsider(world: World) -> None:
    ines = ines_as_admin(world)
    ines.teams = ("T0PADARIASO", "T0PADARIANO")
    poll = await start(world, channel="C0BAKERYEXT", where=PARTNERS)
    await takes(world, "ines", poll, "close")
    assert NOT_FOR_THEM in words(world.whispers("ines", PARTNERS)[-1])


async def asks_for_settings(world: World, person: str) -> None:
    await world.types(person, "#support", "/mindset settings")
    assert world.form(person)["title"]["text"] == "Settings"
