"""Personal practice: the day's experiment by direct message, at one's own local time."""

from __future__ import annotations

from datetime import time

from bot.features.practice import form
from bot.slack.replies import Redraw, Refuse, Replies, Show, say
from bot.slack.requests import Line, Press, Request, Submission
from bot.slack.sentences import sentence
from rituals import schedules
from rituals.errors import AlreadyPast


async def asked_for_practice(line: Line) -> Replies:
    """`/mindset me` opens the form, `/mindset me stop` ends the practice."""
    if line.rest.lower() == "stop":
        await line.act(schedules.stop)
        return say(form.STOPPED)
    return await _form(line)


async def asked_for_form(press: Press) -> Replies:
    """*My own practice* in App Home."""
    return await _form(press)


async def chosen(sent: Submission) -> Replies:
    """The form was sent: a time, and perhaps a snooze."""
    at, framework = time.fromisoformat(sent.answers.chosen("at")), sent.answers.chosen("framework")
    zone = (await sent.directory.own_zone(sent.scene)).key
    try:
        ritual = await sent.act(schedules.practise, framework, at, zone, sent.answers.day("until"))
    except AlreadyPast as error:
        return Refuse({"until": sentence(error)})
    sent.then(sent.show_home)
    return Show(form.practice_note(ritual))


async def stopped(press: Press) -> Replies:
    """*Stop* in the form."""
    await press.act(schedules.stop)
    press.then(press.show_home)
    return Redraw(form.stopped_note())


async def _form(request: Request) -> Show:
    return Show(form.practice_form(request.catalog, await request.look(schedules.practice)))
