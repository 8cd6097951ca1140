"""Personal practice: the day's experiment by direct message, at one's own local time."""

from __future__ import annotations

from datetime import time
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import practice as blocks
from bot.house import House
from bot.listeners.answers import Answers, Typed, day_of, open_form, saved_already, tell
from bot.listeners.lists import HOME, show_again
from bot.listeners.zones import zone_of
from bot.sentences import sentence
from rituals import schedules
from rituals.errors import AlreadyPast
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset me` opens the form, `/mindset me stop` ends the practice."""
    if typed.rest.lower() == "stop":
        await typed.house.act(schedules.stop, typed.scene)
        return await tell(typed.ack, blocks.STOPPED)
    await _open(typed.slack, typed.trigger, typed.house, typed.scene)
    await typed.ack()


async def asked_for_form(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*My own practice* in App Home."""
    await _open(client, body["trigger_id"], house, scene)
    await ack()


async def chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent: a time, and perhaps a snooze."""
    answers = Answers(view)
    zone = (await zone_of(client, house, scene)).key
    at, framework = time.fromisoformat(answers.chosen("at")), answers.chosen("framework")
    until = day_of(answers, "until")
    try:
        ritual = await house.act(schedules.practise, scene, framework, at, zone, until)
    except AlreadyPast as error:
        await ack(response_action="errors", errors={"until": sentence(error)})
        return
    await ack(response_action="update", view=blocks.practice_note(ritual))
    await show_again(client, house, scene, HOME)


async def stopped(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Stop* in the form."""
    await house.act(schedules.stop, scene)
    with saved_already():
        await client.views_update(view_id=body["view"]["id"], view=blocks.stopped_note())
    await ack()
    await show_again(client, house, scene, HOME)


async def _open(slack: AsyncWebClient, trigger: str, house: House, scene: Scene) -> None:
    practice = await house.quietly(schedules.practice, scene)
    await open_form(slack, trigger, blocks.practice_form(house.catalog, practice))
