"""Rituals: set up, listed, and handled by the buttons of the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import schedules as blocks
from bot.blocks.experiments import preview_card
from bot.blocks.help import help_card
from bot.blocks.kit import Message, panel
from bot.house import House
from bot.listeners.answers import Answers, Typed, answer, conversation_of, open_form, replace, saved_already
from bot.listeners.home import publish
from bot.listeners.places import problem_with
from bot.sentences import sentence
from bot.slack import plain_words, zone_of
from rituals import agenda, experiments, schedules
from rituals.errors import NoDays, UnknownZone
from rituals.ids import ChannelId, ScheduleId
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset schedule` opens the form, `/mindset schedule list` shows what there is."""
    match typed.rest.lower():
        case "":
            await _open(typed.slack, typed.trigger, typed.house, typed.scene, typed.channel)
            await typed.ack()
        case "list":
            await answer(typed.ack, await _list(typed.house, typed.scene))
        case _:
            await answer(typed.ack, help_card(await plain_words(typed.slack, f"schedule {typed.rest}")))


async def asked_for_form(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*New ritual* in the list or in App Home."""
    await _open(client, body["trigger_id"], house, scene, conversation_of(body))
    await ack()


async def set_up(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    answers = Answers(view)
    channel = ChannelId(answers.chosen("channel"))
    problem = await problem_with(client, channel)
    if problem:
        await ack(response_action="errors", errors={"channel": problem})
        return
    try:
        ritual = await house.act(
            schedules.set_up,
            scene,
            channel=channel,
            framework=house.catalog.framework(answers.chosen("framework")).key,
            weekdays=[int(day) for day in answers.choices("days")],
            at=time.fromisoformat(answers.chosen("at")),
            zone=answers.text("zone"),
            request=view["id"],
        )
    except (UnknownZone, NoDays) as error:
        field = "zone" if isinstance(error, UnknownZone) else "days"
        await ack(response_action="errors", errors={field: sentence(error)})
        return
    await ack(response_action="update", view=blocks.set_up_note(ritual, house.catalog))


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the list of rituals, in a private message or in App Home."""

    house: House
    scene: Scene
    slack: AsyncWebClient
    respond: AsyncRespond
    ritual: ScheduleId
    at_home: bool


async def handled(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*Pause*, *Resume*, *Skip next*, *Preview*, *Post now* or *Remove* was pressed."""
    at_home = conversation_of(body) is None
    pressed = Pressed(house, scene, client, respond, ScheduleId(int(action["value"])), at_home)
    handle = action["action_id"].removeprefix(blocks.HANDLE)
    if handle == "preview":
        await _preview(pressed, body["trigger_id"])
    else:
        await CHANGES[handle](pressed)
        with saved_already():
            await _show_again(pressed)
    await ack()


async def _pause(pressed: Pressed) -> None:
    await pressed.house.act(schedules.pause, pressed.scene, pressed.ritual)


async def _resume(pressed: Pressed) -> None:
    await pressed.house.act(schedules.resume, pressed.scene, pressed.ritual)


async def _skip(pressed: Pressed) -> None:
    await pressed.house.act(schedules.skip_next, pressed.scene, pressed.ritual)


async def _post(pressed: Pressed) -> None:
    await pressed.house.act(agenda.post_now, pressed.scene, pressed.house.catalog, pressed.ritual)


async def _remove(pressed: Pressed) -> None:
    await pressed.house.act(schedules.remove, pressed.scene, pressed.ritual)


CHANGES: dict[str, Callable[[Pressed], Awaitable[None]]] = {
    "pause": _pause,
    "resume": _resume,
    "skip": _skip,
    "post": _post,
    "remove": _remove,
}


async def _preview(pressed: Pressed, trigger: str) -> None:
    drawn = await pressed.house.quietly(agenda.preview, pressed.scene, pressed.house.catalog, pressed.ritual)
    await open_form(pressed.slack, trigger, panel("Preview", preview_card(drawn)))


async def _show_again(pressed: Pressed) -> None:
    if pressed.at_home:
        await publish(pressed.slack, pressed.house, pressed.scene)
    else:
        await replace(pressed.respond, await _list(pressed.house, pressed.scene))


async def _list(house: House, scene: Scene) -> Message:
    return blocks.list_card(await house.quietly(schedules.rituals, scene), house.catalog)


async def _open(
    slack: AsyncWebClient, trigger: str, house: House, scene: Scene, channel: ChannelId | None
) -> None:
    zone = await zone_of(slack, scene.person)
    framework = house.catalog.default
    if channel is not None:
        framework = await house.quietly(experiments.framework_for, scene, house.catalog, channel)
    view = blocks.schedule_form(house.catalog, framework.key, zone=zone, channel=channel)
    await open_form(slack, trigger, view)
