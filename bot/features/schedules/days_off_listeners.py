"""Days off: asked for below the list of rituals, set, and removed."""

from __future__ import annotations

from datetime import date

from bot.features.rights import check_may_change, closed_to
from bot.features.schedules import days_off_form
from bot.features.schedules.lists import memory, remembered, show_again
from bot.slack.block_kit import View
from bot.slack.replies import Redraw, Refuse, Replies, Show
from bot.slack.requests import OpenView, Press, Request, Submission
from bot.slack.sentences import LAST_BEFORE_FIRST
from rituals import schedules
from rituals.ids import ChannelId
from rituals.schedules import Rest


async def asked_for_days_off(press: Press) -> Replies:
    """*Days off* below the list."""
    await check_may_change(press)
    return Show(days_off_form.days_off_form(press.channel, await _seen(press), memory(press)))


async def chosen(sent: Submission) -> Replies:
    """The form was sent."""
    channel = ChannelId(sent.answers.chosen("channel"))
    await check_may_change(sent, channel)
    first = date.fromisoformat(sent.answers.chosen("first"))
    last = sent.answers.day("last") or first
    if last < first:
        return Refuse({"last": LAST_BEFORE_FIRST})
    await sent.act(schedules.take_off, channel, first, last)
    sent.then(show_again, sent, remembered(sent.form)[1])
    return Show(await _note(sent, sent.form))


async def taken_back(press: Press) -> Replies:
    """*Remove* beside a range of days off."""
    channel, first, last = press.value.split(":")
    await check_may_change(press, ChannelId(channel))
    days = date.fromisoformat(first), date.fromisoformat(last)
    await press.act(schedules.take_on, ChannelId(channel), *days)
    press.then(show_again, press, remembered(press.form)[1])
    return Redraw(await _note(press, press.form))


async def _note(request: Request, form: OpenView) -> View:
    return days_off_form.days_off_note(await _seen(request), form.memory)


async def _seen(request: Request) -> list[Rest]:
    """The days off to come in channels that the person may read: those of others tell of their work."""
    rests = await request.look(schedules.rests)
    closed = await closed_to(request, (each.channel for each in rests))
    return [each for each in rests if each.channel not in closed]
