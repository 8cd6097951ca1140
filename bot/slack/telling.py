"""How an answer reaches the person: within the acknowledgement, or by another way after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient
from sqlalchemy.exc import DataError

from bot.service import logs
from bot.slack import markup
from bot.slack.block_kit import Message, View, actions, button, note, section
from bot.slack.forms import with_problem
from bot.slack.refusals import OVERTAKEN, code_of
from bot.slack.replies import Become, Redraw, Refuse, Replies, Reply, Say, Show, say
from bot.slack.requests import Line, Press, Request, Submission
from bot.slack.sentences import (
    LOST,
    NOT_SAVED,
    OF_OLD,
    ONE_MOMENT,
    OURS,
    SLACK_SILENT,
    STILL_THERE,
    UNKEEPABLE,
    sentence,
)
from rituals.errors import RitualError

log = structlog.get_logger()
OF_SLACK = logs.of_slack()
Offer = Callable[[], Awaitable[int]] | None

SLACK_FAILED = (ClientError, SlackApiError, TimeoutError)


def name(error: BaseException) -> str:
    """The type and no more: the text of an error may quote what somebody wrote."""
    if isinstance(error, SlackApiError):
        return f"SlackApiError:{code_of(error)}"
    return type(error).__name__


def refusal(request: Request, error: Exception) -> Replies:
    """What to tell the person when their request failed. What they typed comes back to them."""
    if isinstance(error, RitualError):
        words = sentence(error)
    elif isinstance(error, DataError | UnicodeError | OverflowError):
        words = UNKEEPABLE
    elif isinstance(error, SLACK_FAILED):
        words = SLACK_SILENT
    else:
        words = OURS
    match request:
        case Line():
            return say(f"{words}\n{_typed(request)}")
        case Submission() if request.form.fields:
            return Refuse({request.form.fields[0]: words})
        case Submission():
            return Show(note("That didn't work", words))
    return say(words)


def of_old(request: Request) -> Replies:
    """What to tell the person about something that no feature answers to any more."""
    if isinstance(request, Submission):
        fields = request.form.fields
        return Refuse({fields[0]: OF_OLD}) if fields else Show(note("That didn't work", OF_OLD))
    return say(OF_OLD)


def lost(request: Request) -> Replies:
    """What to tell the person when nothing will come any more of what they asked for."""
    return say(f"{LOST}\n{_typed(request)}" if isinstance(request, Line) else LOST)


def in_time(request: Request, replies: Replies) -> dict[str, Any]:
    """The body of the acknowledgement: as much of the answer as it can carry."""
    for reply in _each(replies):
        match request, reply:
            case Line(), Say(message):
                return _private(message)
            case Submission(), Refuse(errors):
                return {"response_action": "errors", "errors": errors}
            case Submission(), Show(view):
                return {"response_action": "update", "view": view}
            case Submission(), Say(message):
                return {"response_action": "update", "view": _as_note(message)}
    return {}


def one_moment(request: Request) -> dict[str, Any]:
    """The body of the acknowledgement while the answer isn't known."""
    match request:
        case Line():
            return _private(Message(ONE_MOMENT, [section(ONE_MOMENT)]))
        case Submission() if not request.closed:
            return {"response_action": "update", "view": note("One moment", ONE_MOMENT)}
    return {}


def goes_on(request: Request, replies: Replies) -> bool:
    """Whether anything is left to tell, or to do, once the acknowledgement is out."""
    return bool(request._afterwards or _left(request, replies) or isinstance(request, Press))


async def after(request: Request, replies: Replies, offer: Offer) -> None:
    """Tell the rest of an answer whose first part was in the acknowledgement."""
    for reply in _left(request, replies):
        await _reach(request, reply, offer)
    _show_home_again(request, replies)
    await afterwards(request)


async def late(request: Request, replies: Replies, offer: Offer) -> None:
    """Tell an answer that has taken too long for the acknowledgement."""
    for reply in _each(replies) or [Say(Message("Done.", [section("Done.")]))][: _wants_end(request)]:
        await _reach(request, reply, offer, late=True)
    _show_home_again(request, replies)
    await afterwards(request)


def _show_home_again(request: Request, replies: Replies) -> None:
    """What's done in App Home shows there: the listener need not say so, unless it turns to another page."""
    if not isinstance(request, Press) or not request.at_home or request._afterwards:
        return
    if not any(isinstance(reply, Show) for reply in _each(replies)):
        request.then(request.show_home)


async def afterwards(request: Request) -> None:
    """Go on with what the listener put off until after its answer."""
    while request._afterwards:
        work = request._afterwards.pop(0)
        try:
            await work()
        except SLACK_FAILED as error:
            # It is saved; if Slack won't show it now, nobody is told that it wasn't.
            log.warning("listener.could_not_show", error=name(error))


async def _reach(request: Request, reply: Reply, offer: Offer, *, late: bool = False) -> None:
    try:
        await _send(request, reply, late)
    except SLACK_FAILED as error:
        if isinstance(reply, Redraw) and _overtaken(error):
            return
        log.warning("listener.could_not_tell", error=name(error))
        if isinstance(reply, Say):
            await _write_instead(request, reply.message)
        if isinstance(reply, Refuse):
            await _write_instead(request, _refused(reply))
        if isinstance(reply, Show) and offer and not isinstance(request, Submission):
            await _offer_form(request, offer, late and isinstance(request, Line))


def _refused(reply: Refuse) -> Message:
    """For a person who has closed the form that would have shown what is wrong."""
    said_why = "\n".join(dict.fromkeys(reply.errors.values()))
    return Message(NOT_SAVED, [section(f"{NOT_SAVED}\n{said_why}")])


def _overtaken(error: Exception) -> bool:
    """A redraw that came too late is nobody's error: a newer one is on its way, or nobody looks any more."""
    return isinstance(error, SlackApiError) and code_of(error) in OVERTAKEN


async def _send(request: Request, reply: Reply, late: bool) -> None:
    match request, reply:
        case Submission(), Show(view):
            await request.slack.views_update(view_id=request.form.id, view=view)
        case Submission(), Say(message):
            await request.slack.views_update(view_id=request.form.id, view=_as_note(message))
        case Submission(), Refuse(errors):
            await request.slack.views_update(view_id=request.form.id, view=with_problem(request.form, errors))
        case Press(), Redraw(view):
            await request.slack.views_update(
                view_id=request.form.id, hash=request.form.hash or None, view=view
            )
        case Press(), Show(view) if request.view and not request.at_home:
            await request.slack.views_push(trigger_id=request.trigger, view=view)
        case _, Show(view):
            await request.slack.views_open(trigger_id=request.trigger, view=view)
            if late and isinstance(request, Line):
                await _hook(request, request.response_url).send(delete_original=True)
        case Press(), Become(message):
            await _respond(request, message, replace=True)
        case Line(), Say(message):
            await _respond(request, message, replace=late)
        case _, Say(message):
            await _say(request, message)


async def _say(request: Request, message: Message) -> None:
    if request.response_url:
        await _respond(request, message, replace=False)
    elif request.trigger:
        # App Home and forms have no message to answer under.
        await request.slack.views_open(trigger_id=request.trigger, view=_as_note(message))
    else:
        await _write(request, message)


async def replace_by(request: Request, response_url: str, message: Message) -> None:
    """The private message that a response_url leads to becomes this one. ClientError if it can't."""
    await _answer_by(_hook(request, response_url), message, replace=True)


async def whisper(request: Request, channel: str, message: Message, thread_ts: str = "") -> None:
    """A private message to the person in a channel, or in a thread; a direct message if it can't be there.

    ClientError, TimeoutError if Slack can't be reached.
    """
    try:
        await request.slack.chat_postEphemeral(
            channel=channel,
            user=request.person,
            thread_ts=thread_ts or None,
            text=message.text,
            blocks=message.blocks,
        )
    except SlackApiError as error:
        log.warning("listener.could_not_whisper", error=name(error))
        await _write_instead(request, message)


async def _respond(request: Request, message: Message, *, replace: bool) -> None:
    await _answer_by(_hook(request, request.response_url), message, replace=replace)


async def _answer_by(hook: AsyncWebhookClient, message: Message, *, replace: bool) -> None:
    answer = await hook.send(
        text=message.text,
        blocks=message.blocks,
        response_type="ephemeral",
        replace_original=replace,
    )
    if answer.status_code != 200:
        raise ClientError


def _hook(request: Request, response_url: str) -> AsyncWebhookClient:
    return AsyncWebhookClient(response_url, session=request.slack.session, retry_handlers=[], logger=OF_SLACK)


async def _write_instead(request: Request, message: Message) -> None:
    """By direct message, where it can't be said on the spot."""
    try:
        await _write(request, message)
    except SLACK_FAILED as error:
        log.warning("listener.could_not_write", error=name(error))


async def _write(request: Request, message: Message) -> None:
    await request.slack.chat_postMessage(channel=request.person, text=message.text, blocks=message.blocks)


async def _offer_form(request: Request, offer: Callable[[], Awaitable[int]], replace: bool) -> None:
    number = await offer()
    asks = actions(button("Open the form", "open_again", str(number), style="primary"))
    message = Message(STILL_THERE, [section(STILL_THERE), asks])
    try:
        if request.response_url:
            await _respond(request, message, replace=replace)
        else:
            await _write(request, message)
    except SLACK_FAILED as error:
        log.warning("listener.could_not_offer", error=name(error))


def _left(request: Request, replies: Replies) -> list[Reply]:
    """What the acknowledgement doesn't carry of an answer."""
    left = _each(replies)
    if in_time(request, replies):
        left.remove(next(reply for reply in left if not isinstance(reply, Redraw | Become)))
    return left


def _each(replies: Replies) -> list[Reply]:
    if replies is None:
        return []
    return list(replies) if isinstance(replies, tuple) else [replies]


def _wants_end(request: Request) -> int:
    """One where "one moment" stands on the screen and has to go, else none."""
    return int(isinstance(request, Line) or (isinstance(request, Submission) and not request.closed))


def _private(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks, "response_type": "ephemeral"}


def _as_note(message: Message) -> View:
    return note("Headfirst", message.text) if not message.blocks else _panel(message)


def _panel(message: Message) -> View:
    return note("Headfirst") | {"blocks": message.blocks}


def _typed(line: Line) -> str:
    """The line as the person typed it: a channel by its name, not by Slack's mark for it."""
    names = {where: name or markup.A_CHANNEL[1:] for where, name in markup.channels(line.typed)}
    return f"`{markup.with_channels(line.typed, names).replace('`', chr(39))}`"
