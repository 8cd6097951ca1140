"""The handles of rituals: the buttons of the list, and the small forms behind its menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import schedules as blocks
from bot.blocks.experiments import preview_card
from bot.blocks.kit import View, panel
from bot.chance import fresh_key
from bot.house import House
from bot.listeners.answers import Answers, conversation_of, day_of, open_form, replace, saved_already
from bot.listeners.home import publish
from bot.listeners.permission import check_may_change
from bot.listeners.schedules import listed
from bot.sentences import sentence
from rituals import agenda, experiments, schedules
from rituals.errors import AlreadyPast
from rituals.ids import ChannelId, PersonId, ScheduleId
from rituals.scene import Scene
from rituals.schedules import Ritual


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the list of rituals, in a private message or in App Home."""

    house: House
    scene: Scene
    slack: AsyncWebClient
    respond: AsyncRespond
    ritual: ScheduleId
    trigger: str
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
    """*Pause*, *Resume*, *Skip next*, *Preview*, *Post now*, or an entry of the menu beside them."""
    handle, value = _pressed(action)
    at_home = conversation_of(body) is None
    pressed = Pressed(house, scene, client, respond, value, body["trigger_id"], at_home)
    if handle in LOOKS:
        await LOOKS[handle](pressed)
    else:
        await check_may_change(client, house, scene)
        await CHANGES[handle](pressed)
        with saved_already():
            await _show_again(pressed)
    await ack()


def _pressed(action: dict[str, Any]) -> tuple[str, ScheduleId]:
    handle = action["action_id"].removeprefix(blocks.HANDLE)
    if handle == "more":
        handle, _, value = action["selected_option"]["value"].partition(":")
    else:
        value = action["value"]
    return handle, ScheduleId(int(value))


async def answered(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """One of the small forms behind the menu was sent."""
    await check_may_change(client, house, scene)
    ask = view["callback_id"].removeprefix(blocks.ASKED)
    answers, known = Answers(view), ScheduleId(int(view["private_metadata"]))
    try:
        ritual = await ANSWERS[ask](house, scene, known, answers)
    except AlreadyPast as error:
        await ack(response_action="errors", errors={"to": sentence(error)})
        return
    title = "Removed" if ask == "remove" else "Done"
    text = "The ritual has ended." if ask == "remove" else blocks.set_up_answer(ritual, house.catalog)
    await ack(response_action="update", view=blocks.done_note(title, text))


async def days_off_asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
    """*Days off* below the list."""
    await open_form(client, body["trigger_id"], blocks.days_off_form(conversation_of(body)))
    await ack()


async def days_off_chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form for days off was sent."""
    await check_may_change(client, house, scene)
    answers = Answers(view)
    channel, first = ChannelId(answers.chosen("channel")), date.fromisoformat(answers.chosen("first"))
    last = day_of(answers, "last") or first
    days = await house.act(schedules.take_off, scene, channel, first, last)
    await ack(response_action="update", view=blocks.days_off_note(channel, days))


async def days_off_taken_back(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Take back* beside a range of days off."""
    await check_may_change(client, house, scene)
    channel, first, last = action["value"].split(":")
    place = ChannelId(channel)
    days = await house.act(
        schedules.take_on, scene, place, date.fromisoformat(first), date.fromisoformat(last)
    )
    await client.views_update(view_id=body["view"]["id"], view=blocks.days_off_note(place, days))
    await ack()


async def resumed(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """*Resume* in the private note about a ritual that had paused itself."""
    await house.act(schedules.resume, scene, ScheduleId(int(action["value"])))
    await ack()


async def _pause(pressed: Pressed) -> None:
    await pressed.house.act(schedules.pause, pressed.scene, pressed.ritual)


async def _resume(pressed: Pressed) -> None:
    await pressed.house.act(schedules.resume, pressed.scene, pressed.ritual)


async def _skip(pressed: Pressed) -> None:
    await pressed.house.act(schedules.skip_next, pressed.scene, pressed.ritual)


async def _post(pressed: Pressed) -> None:
    catalog, chance = pressed.house.catalog, fresh_key()
    await pressed.house.act(agenda.post_now, pressed.scene, catalog, pressed.ritual, chance)


async def _preview(pressed: Pressed) -> None:
    ritual = await pressed.house.quietly(schedules.ritual, pressed.scene, pressed.ritual)
    if ritual.kind not in set(experiments.Kind):
        return await open_form(pressed.slack, pressed.trigger, blocks.no_preview_note(ritual))
    on = ritual.next_on or pressed.scene.now.date()
    catalog = pressed.house.catalog
    drawn = await pressed.house.quietly(experiments.peek, pressed.scene, ritual, catalog, on)
    await open_form(pressed.slack, pressed.trigger, panel("Preview", preview_card(drawn)))


def _asks(form: Callable[[Ritual, Any], View]) -> Callable[[Pressed], Awaitable[None]]:
    async def ask(pressed: Pressed) -> None:
        ritual = await pressed.house.quietly(schedules.ritual, pressed.scene, pressed.ritual)
        await open_form(pressed.slack, pressed.trigger, form(ritual, pressed.house.catalog))

    return ask


async def _change_form(pressed: Pressed) -> None:
    ritual = await pressed.house.quietly(schedules.ritual, pressed.scene, pressed.ritual)
    view = blocks.schedule_form(
        pressed.house.catalog,
        ritual.wishes,
        framework=ritual.framework,
        zone=ritual.wishes.zone,
        channel=ritual.channel,
        memory=str(ritual.id),
    )
    await open_form(pressed.slack, pressed.trigger, view)


LOOKS: dict[str, Callable[[Pressed], Awaitable[None]]] = {
    "preview": _preview,
    "change": _change_form,
    "move": _asks(blocks.move_form),
    "pause_until": _asks(blocks.pause_form),
    "hand_over": _asks(blocks.hand_over_form),
    "remove": _asks(blocks.remove_form),
}
CHANGES: dict[str, Callable[[Pressed], Awaitable[None]]] = {
    "pause": _pause,
    "resume": _resume,
    "skip": _skip,
    "post": _post,
}


async def _move(house: House, scene: Scene, known: ScheduleId, answers: Answers) -> Ritual:
    to = datetime.fromtimestamp(int(answers.chosen("to")), UTC)
    return await house.act(schedules.move_next, scene, known, to)


async def _pause_until(house: House, scene: Scene, known: ScheduleId, answers: Answers) -> Ritual:
    return await house.act(schedules.pause, scene, known, date.fromisoformat(answers.chosen("until")))


async def _hand_over(house: House, scene: Scene, known: ScheduleId, answers: Answers) -> Ritual:
    return await house.act(schedules.hand_over, scene, known, PersonId(answers.chosen("to")))


async def _remove(house: House, scene: Scene, known: ScheduleId, answers: Answers) -> Ritual:
    return await house.act(schedules.remove, scene, known)


ANSWERS: dict[str, Callable[[House, Scene, ScheduleId, Answers], Awaitable[Ritual]]] = {
    "move": _move,
    "pause_until": _pause_until,
    "hand_over": _hand_over,
    "remove": _remove,
}


async def _show_again(pressed: Pressed) -> None:
    if pressed.at_home:
        await publish(pressed.slack, pressed.house, pressed.scene)
    else:
        await replace(pressed.respond, await listed(pressed.house, pressed.scene))
