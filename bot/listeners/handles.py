"""The handles of rituals: the buttons of the list, and the small forms behind its menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import handles as blocks
from bot.blocks.digests import digest_preview
from bot.blocks.experiments import preview_card
from bot.blocks.kit import View, panel
from bot.blocks.polls import poll_preview
from bot.blocks.schedules import schedule_form, set_up_answer
from bot.chance import fresh_key
from bot.house import House
from bot.listeners.answers import Answers, day_of, open_form
from bot.listeners.lists import memory, remembered, show_again, where
from bot.listeners.permission import as_seen, check_may_handle, ritual_seen
from bot.listeners.places import problem_with
from bot.people import is_colleague, is_member
from bot.sentences import sentence
from rituals import agenda, digests, experiments, schedules
from rituals.catalog import Catalog
from rituals.errors import AlreadyPast, NotAPerson, NotInChannel, Overtakes, Shut
from rituals.ids import PersonId, ScheduleId
from rituals.scene import UTC_ZONE, Scene, zone_named
from rituals.schedules import Ritual


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the list of rituals, or an entry of its menu. `memory` is what a form keeps of it."""

    house: House
    scene: Scene
    slack: AsyncWebClient
    ritual: ScheduleId
    trigger: str
    memory: str

    async def seen(self) -> Ritual:
        """The ritual as this person may see it. Gone."""
        return await ritual_seen(self.slack, self.house, self.scene, self.ritual)


async def handled(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Pause*, *Resume*, *Skip next*, *Preview*, *Post now*, or an entry of the menu beside them."""
    handle, ritual = _pressed(action)
    pressed = Pressed(house, scene, client, ritual, body["trigger_id"], memory(body, ritual))
    if handle != "preview":
        # Before a form opens: nobody should fill one in for nothing.
        await check_may_handle(client, house, scene, ritual)
    if handle in FORMS:
        await FORMS[handle](pressed)
        await ack()
        return
    await CHANGES[handle](pressed)
    await ack()
    await show_again(client, house, scene, where(body))


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
    ask = view["callback_id"].removeprefix(blocks.ASKED)
    known, shown = remembered(view)
    assert known is not None
    await check_may_handle(client, house, scene, known)
    if ask == "remove":
        await house.act(schedules.remove, scene, known)
        done = blocks.removed_note()
    else:
        try:
            ritual = await ANSWERS[ask](Sent(house, scene, client, known, Answers(view)))
        except (AlreadyPast, Overtakes, NotAPerson) as error:
            await ack(response_action="errors", errors={FIELDS[ask]: sentence(error)})
            return
        [seen] = await as_seen(client, scene, [ritual])
        done = blocks.done_note(set_up_answer(seen, house.catalog))
    await ack(response_action="update", view=done)
    await show_again(client, house, scene, shown)


async def resumed(
    ack: AsyncAck, action: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Resume* in the private note about a ritual that had paused itself.

    The note may be old: whoever it went to may have left the channel since, or handed the ritual over.
    """
    ritual = ScheduleId(int(action["value"]))
    await check_may_handle(client, house, scene, ritual)
    await _go_on(client, house, scene, ritual)
    await ack()


async def _pause(pressed: Pressed) -> None:
    await pressed.house.act(schedules.pause, pressed.scene, pressed.ritual)


async def _resume(pressed: Pressed) -> None:
    await _go_on(pressed.slack, pressed.house, pressed.scene, pressed.ritual)


async def _go_on(slack: AsyncWebClient, house: House, scene: Scene, known: ScheduleId) -> None:
    ritual = await house.quietly(schedules.ritual, scene, known)
    if await problem_with(slack, ritual.channel):
        # It would only pause itself again.
        raise Shut
    await house.act(schedules.resume, scene, known)


async def _skip(pressed: Pressed) -> None:
    await pressed.house.act(schedules.skip_next, pressed.scene, pressed.ritual)


async def _post(pressed: Pressed) -> None:
    catalog, chance = pressed.house.catalog, fresh_key()
    await pressed.house.act(agenda.post_now, pressed.scene, catalog, pressed.ritual, chance)


async def _preview(pressed: Pressed) -> None:
    catalog = pressed.house.catalog
    ritual = await pressed.seen()
    if ritual.veiled:
        raise NotInChannel
    if ritual.kind in set(experiments.Kind):
        on = ritual.next_on or pressed.scene.today(zone_named(ritual.wishes.zone) or UTC_ZONE)
        drawn = await pressed.house.quietly(experiments.peek, pressed.scene, ritual, catalog, on)
        shown = preview_card(drawn)
    elif ritual.kind == digests.KIND:
        # What a private channel voted on is for its people, and anybody may press Preview.
        inside = await is_member(pressed.slack, ritual.channel, pressed.scene.person)
        digest = await pressed.house.quietly(digests.peek, pressed.scene, catalog, ritual, inside=inside)
        shown = digest_preview(digest, catalog)
    else:
        shown = poll_preview(agenda.asked_by(catalog, ritual.wishes), catalog)
    await open_form(pressed.slack, pressed.trigger, panel("Preview", shown))


def _asks(form: Callable[[Ritual, Catalog, str], View]) -> Callable[[Pressed], Awaitable[None]]:
    async def ask(pressed: Pressed) -> None:
        ritual = await pressed.seen()
        await open_form(pressed.slack, pressed.trigger, form(ritual, pressed.house.catalog, pressed.memory))

    return ask


async def _change_form(pressed: Pressed) -> None:
    ritual = await pressed.seen()
    view = schedule_form(
        pressed.house.catalog,
        ritual.wishes,
        framework=ritual.framework,
        zone=ritual.wishes.zone,
        channel=ritual.channel,
        memory=pressed.memory,
    )
    await open_form(pressed.slack, pressed.trigger, view)


FORMS: dict[str, Callable[[Pressed], Awaitable[None]]] = {
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


@dataclass(frozen=True, slots=True)
class Sent:
    """A small form that was filled in."""

    house: House
    scene: Scene
    slack: AsyncWebClient
    ritual: ScheduleId
    answers: Answers


async def _move(sent: Sent) -> Ritual:
    to = datetime.fromtimestamp(int(sent.answers.chosen("to")), UTC)
    return await sent.house.act(schedules.move_next, sent.scene, sent.ritual, to)


async def _pause_until(sent: Sent) -> Ritual:
    until = day_of(sent.answers, "until")
    return await sent.house.act(schedules.pause, sent.scene, sent.ritual, until)


async def _hand_over(sent: Sent) -> Ritual:
    to = PersonId(sent.answers.chosen("to"))
    if not await is_colleague(sent.slack, sent.scene.workspace, to):
        raise NotAPerson
    return await sent.house.act(schedules.hand_over, sent.scene, sent.ritual, to)


ANSWERS: dict[str, Callable[[Sent], Awaitable[Ritual]]] = {
    "move": _move,
    "pause_until": _pause_until,
    "hand_over": _hand_over,
}
# The field at which an answer is refused.
FIELDS = {"move": "to", "pause_until": "until", "hand_over": "to"}
