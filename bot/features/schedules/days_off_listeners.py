"""Days off: asked for below the list of rituals, set, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.permission import check_may_change
from bot.features.schedules import days_off_form as blocks
from bot.features.schedules.lists import memory, remembered, show_again
from bot.service.house import House
from bot.slack.answers import Answers, conversation_of, day_of, open_form, saved_already
from bot.slack.block_kit import View
from bot.slack.sentences import LAST_BEFORE_FIRST
from rituals import schedules
from rituals.ids import ChannelId
from rituals.scene import Scene


async def asked(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Days off* below the list."""
    await check_may_change(client, house, scene)
    rests = await house.quietly(schedules.rests, scene)
    form = blocks.days_off_form(conversation_of(body), rests, memory(body))
    await open_form(client, body["trigger_id"], form)
    await ack()


async def chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    answers = Answers(view)
    channel = ChannelId(answers.chosen("channel"))
    await check_may_change(client, house, scene, channel)
    first = date.fromisoformat(answers.chosen("first"))
    last = day_of(answers, "last") or first
    if last < first:
        await ack(response_action="errors", errors={"last": LAST_BEFORE_FIRST})
        return
    await house.act(schedules.take_off, scene, channel, first, last)
    await ack(response_action="update", view=await _note(house, scene, view))
    await show_again(client, house, scene, remembered(view)[1])


async def taken_back(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Take back* beside a range of days off."""
    channel, first, last = action["value"].split(":")
    await check_may_change(client, house, scene, ChannelId(channel))
    await house.act(
        schedules.take_on, scene, ChannelId(channel), date.fromisoformat(first), date.fromisoformat(last)
    )
    view = body["view"]
    with saved_already():
        await client.views_update(view_id=view["id"], view=await _note(house, scene, view))
    await ack()
    await show_again(client, house, scene, remembered(view)[1])


async def _note(house: House, scene: Scene, view: View) -> View:
    rests = await house.quietly(schedules.rests, scene)
    return blocks.days_off_note(rests, view["private_metadata"])
