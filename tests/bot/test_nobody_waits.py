"""Nobody waits for Slack: whatever comes in is acknowledged while Slack's Web API answers nothing at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.playground.gestures import Hands
from bot.playground.links import Answer
from rituals import inbox
from rituals.ids import ChannelId, WorkspaceId
from rituals.inbox.records import Entry
from rituals.polls.records import Vote
from rituals.schedules.records.tables import Schedule
from rituals.stories.records.tables import Cheer
from tests.bot.steps import feed, told
from tests.bot.table import ROUTES
from tests.cast import ANA, HARBOUR, SUPPORT
from tests.journeys.world import World, a_world, words

# In seconds. The bot gives up on Slack after ten, so whoever waits for Slack comes too late. How soon the
# answer comes is measured by `make bench`.
SLACK_WAITS = 9
NOBODY = "http://127.0.0.1:1/nobody"
DAILY = "schedule daily 9:30"


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    way_in, _, database = request.param.partition("-")
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    async with a_world(url, way_in, ack_limit=SLACK_WAITS) as world:
        world.bot.door.patience = 0.1
        yield world


def view(callback: str) -> dict[str, Any]:
    """A form of ours on somebody's screen, with nothing filled in."""
    return {
        "id": "V0FORM",
        "type": "modal",
        "hash": "1.a",
        "callback_id": callback,
        "private_metadata": "",
        "title": {"type": "plain_text", "text": "A form"},
        "state": {"values": {}},
        "blocks": [],
    }


def interaction(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": HARBOUR},
        "user": {"id": ANA, "team_id": HARBOUR},
        "trigger_id": f"1.{kind}.{id(more)}",
        "response_url": NOBODY,
        **more,
    }


def press(name: str) -> dict[str, Any]:
    action = {"type": "button", "action_id": name.replace("*", "x"), "block_id": "b", "value": "1"}
    return interaction(
        "block_actions", actions=[action], channel={"id": SUPPORT}, container={"message_ts": "1.1"}
    )


def typed(word: str) -> dict[str, Any]:
    return {
        "command": "/mindset",
        "text": word.replace("*", "anything"),
        "team_id": HARBOUR,
        "user_id": ANA,
        "channel_id": SUPPORT,
        "trigger_id": f"1.line.{word}",
        "response_url": NOBODY,
    }


def shortcut(name: str) -> dict[str, Any]:
    message = {"type": "message", "user": "U0BRUNOCOSTA", "text": "I stayed on the line.", "ts": "1.1"}
    return interaction(
        "message_action", callback_id=name, message=message, message_ts="1.1", channel={"id": SUPPORT}
    )


def event(kind: str) -> dict[str, Any]:
    item = {"type": "message", "channel": SUPPORT, "ts": "1.1"}
    user: object = {"id": ANA, "tz": "Europe/Lisbon"} if kind == "user_change" else ANA
    return {
        "type": "event_callback",
        "team_id": HARBOUR,
        "event_id": f"Ev{kind}",
        "event": {
            "type": kind, "user": user, "tokens": {"bot": []}, "channel": SUPPORT, "item": item,
            "reaction": "star2", "tab": "home", "event_ts": "1.2",
            "old_channel_id": SUPPORT, "new_channel_id": "C0ANEWID000",
        },
    }  # fmt: skip


EVERYTHING = [
    *(("slash_commands", typed(word)) for word in [*ROUTES.words.whole, "anything"]),
    *(("interactive", press(name)) for name in ROUTES.presses.names),
    *(("interactive", interaction("view_submission", view=view(name))) for name in ROUTES.forms.names),
    *(("interactive", interaction("view_closed", view=view(name))) for name in ROUTES.closed.names),
    *(("interactive", shortcut(name)) for name in ROUTES.shortcuts.names),
    *(("events_api", event(kind)) for kind in ROUTES.events.names),
]


async def test_whatever_comes_in_is_acknowledged_while_slack_answers_nothing(world: World) -> None:
    silence = world.slack.faults.silence()
    for kind, body in EVERYTHING:
        answer: Answer = await world.slack.delivery.ask(kind, "", body)
        assert answer.ok, (kind, body, answer)
    silence.release()
    assert len(EVERYTHING) > 80


async def test_once_slack_is_slow_nobody_waits_even_a_moment_for_it(world: World) -> None:
    directory = world.bot.door.parser.directory
    silence = world.slack.faults.silence()
    asked = asyncio.create_task(directory.channel(WorkspaceId(HARBOUR), ChannelId(SUPPORT)))
    await silence.reached()
    # Whoever asked first has been waiting for an hour, by the clock that counts for it.
    real = directory.pace.now
    directory.pace.now = lambda: real() + 3600
    world.bot.door.patience = 600
    answer = await world.slack.delivery.ask("slash_commands", "", typed("schedule") | {"text": DAILY})
    assert "One moment" in str(answer.body)
    directory.pace.now = real
    silence.release()
    await asked


async def test_what_nobody_waits_for_holds_up_nobody_who_does(postgres_url: str) -> None:
    async with a_world(postgres_url, "socket") as world:
        house, gate = world.bot.house, threading.Event()
        behind = [asyncio.create_task(house.quietly(lambda _: gate.wait())) for _ in range(20)]
        answer = await world.slack.delivery.ask("slash_commands", "", typed("hero"))
        gate.set()
        assert answer.ok
        await asyncio.gather(*behind)


async def test_a_vote_is_saved_while_slack_answers_nothing(world: World) -> None:
    await world.types("ana", "#support", '/mindset poll "Lunch?" "Good" "Bad"')
    await world.beat()
    [poll] = world.posts("#support")
    world.slack.faults.silence()
    hands = Hands(world.slack)
    assert (await hands.press("bruno", poll, "vote:own-1", "1")).ok
    assert count(world, Vote) == 1


async def test_a_cheer_is_saved_while_slack_answers_nothing(world: World) -> None:
    await feed(world)
    await told(world, "She brought us soup.")
    await world.beat()
    [post] = world.posts("#kudos")
    world.slack.faults.silence()
    hands = Hands(world.slack)
    assert (await hands.press("bruno", post, "cheer")).ok
    assert count(world, Cheer) == 1


async def test_a_reaction_is_kept_while_slack_answers_nothing_and_told_once_it_does(world: World) -> None:
    await feed(world)
    moment = await world.slack.hands.say("bruno", "#support", "I stayed on the line until she picked up.")
    silence = world.slack.faults.silence()
    await world.slack.hands.react("carla", moment, "star2")
    await world.slack.settled(retries=False)
    assert count(world, Entry) == 1
    silence.release()
    await world.beat()
    assert len(world.posts("#kudos")) == 1
    assert count(world, Entry) == 0


async def test_what_slack_is_slow_about_is_answered_once_it_is_known(world: World) -> None:
    silence = world.slack.faults.silence()
    hands = Hands(world.slack)
    answered = await hands.command("ana", "#support", "/mindset schedule daily 09:00")
    assert "One moment" in words(answered.body)
    silence.release()
    await world.bot.house.quiet()
    assert count(world, Schedule) == 1
    assert "every day at 09:00" in words(world.whispers("ana", "#support")[-1]).lower()
    assert "One moment" not in world.everything_in("#support")


async def test_a_late_answer_whose_place_is_gone_comes_by_direct_message(world: World) -> None:
    silence = world.slack.faults.silence()
    body = typed("schedule") | {"text": "schedule daily 09:00"}
    assert (await world.slack.delivery.ask("slash_commands", "", body)).ok
    silence.release()
    await world.bot.house.quiet()
    assert count(world, Schedule) == 1
    assert "every day at 09:00" in words(world.letters("ana")[-1]).lower()


async def test_a_late_refusal_of_a_form_that_was_closed_comes_by_direct_message(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await world.presses("ana", world.form("ana"), "ritual_form:more")
    # What the form knows of its channel is too old by then.
    world.clock.advance(timedelta(minutes=6))
    silence = world.slack.faults.silence()
    hands = Hands(world.slack)
    await hands.submit("ana", {"starts_on": "2026-03-05", "ends_on": "2026-03-04"})
    assert "One moment" in words(world.form("ana"))
    await hands.close("ana")
    silence.release()
    await world.bot.house.quiet()
    said = words(world.letters("ana")[-1])
    assert "What you sent a moment ago wasn't saved" in said
    assert "The last day comes before the first" in said
    assert count(world, Schedule) == 0


async def test_what_was_typed_comes_back_when_slack_stays_silent(world: World) -> None:
    world.slack.faults.lose_answers("users.info", 9)
    world.slack.faults.lose_answers("conversations.info", 9)
    answer = await world.types("ana", "#support", "/mindset schedule daily 09:00")
    said = answer + world.everything_in("#support")
    assert "`/mindset schedule daily 09:00`" in said
    assert count(world, Schedule) == 0


async def test_a_form_that_slack_would_not_open_can_be_opened_by_a_button(world: World) -> None:
    world.slack.faults.refuse("views.open", "expired_trigger_id")
    await world.types("ana", "#support", "/mindset story She brought us soup")
    offer = world.whispers("ana", "#support")[-1]
    assert "Open the form" in words(offer)
    await world.presses("ana", offer, "open_again")
    assert "She brought us soup" in str(world.form("ana"))


async def test_a_button_that_opens_a_form_again_is_its_person_s_alone(world: World) -> None:
    world.slack.faults.refuse("views.open", "expired_trigger_id")
    await world.types("ana", "#support", "/mindset story She brought us soup")
    [offer] = world.whispers("ana", "#support")
    number = next(b["elements"][0]["value"] for b in offer.blocks or [] if b["type"] == "actions")
    body = press("open_again") | {"user": {"id": "U0BRUNOCOSTA", "team_id": HARBOUR}}
    body["actions"][0]["value"] = number
    assert (await world.slack.delivery.ask("interactive", "", body)).ok
    await world.bot.house.quiet()
    assert world.slack.workspace.modal_of("bruno") is None


async def test_a_vote_is_written_down_nowhere_else_however_slow_the_database(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    await world.sends("ana", framework="be_human")
    await world.beat()
    [poll] = world.posts("#support")
    world.bot.door.patience = 0
    world.slack.faults.refuse("views.open", "expired_trigger_id")
    await world.presses("bruno", poll, "vote:in_role", "1")
    assert count(world, Vote) == 1
    assert count(world, Entry) == 0


async def test_many_openings_of_home_are_published_once(world: World) -> None:
    hands = Hands(world.slack)
    await asyncio.gather(*(hands.open_home("ana") for _ in range(5)))
    await world.bot.door.finish_kept()
    assert [call.method for call in world.slack.calls].count("views.publish") <= 2


async def test_what_nobody_understands_any_more_keeps_nothing_else_from_being_done(world: World) -> None:
    house = world.bot.house
    for number in range(8):
        await house.quietly(
            inbox.keep, house.scene(HARBOUR, ANA), "asked:long ago", {"type": "carrier pigeon"}
        )
        await Hands(world.slack).open_home("ana")
        await world.bot.door.finish_kept()
        assert count(world, Entry) == (1 if number < 7 else 0)
        world.clock.advance(timedelta(minutes=10))


def count(world: World, table: type[Any]) -> int:
    with Session(world.bot.house.engine) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0
