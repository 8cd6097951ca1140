"""What the page asks for (`POST /gesture`), carried out by the hands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.playground.entities import Json, Message, User, View
from bot.playground.gestures import Answered
from bot.playground.interactions import Where
from bot.service.clock import MovableClock

if TYPE_CHECKING:
    from bot.playground.standin import StandIn

DONE = Answered()
Gesture = Callable[["StandIn", User, Json], Awaitable[Answered]]


async def perform(slack: StandIn, asked: Json) -> Json:
    """Carry out one gesture and answer as the page expects; what can't be done is an `error`, in words."""
    try:
        user = slack.workspace.find_user(str(asked["as"]))
        answered = await _known(asked)(slack, user, asked)
    except (LookupError, ValueError, PermissionError, TypeError) as problem:
        reason = problem.args[0] if problem.args else type(problem).__name__
        return {"ok": False, "error": str(reason), "errors": {}}
    return {"ok": answered.ok, "error": answered.error, "errors": answered.errors, "body": answered.body}


def _known(asked: Json) -> Gesture:
    gesture = GESTURES.get(str(asked.get("gesture")))
    if gesture is None:
        raise LookupError(f"There is no gesture {asked.get('gesture')!r}.")
    return gesture


async def _say(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.say(user, asked["channel"], asked["text"], asked.get("thread"))
    return DONE


async def _command(slack: StandIn, user: User, asked: Json) -> Answered:
    return await slack.hands.command(user, asked["channel"], asked["line"])


async def _press(slack: StandIn, user: User, asked: Json) -> Answered:
    return await slack.hands.press(
        user,
        _where(slack, asked["where"]),
        asked["action_id"],
        asked.get("value"),
        asked.get("block_id"),
        asked.get("selected"),
        asked.get("values"),
    )


def _where(slack: StandIn, where: Json) -> Where:
    if where["kind"] == "home":
        return "home"
    return _view(slack, where) if where["kind"] == "view" else _message(slack, where)


def _message(slack: StandIn, asked: Json) -> Message:
    message = slack.workspace.message(asked["channel"], asked["ts"])
    if message is None:
        raise LookupError("This message is gone.")
    return message


def _view(slack: StandIn, asked: Json) -> View:
    view = slack.workspace.view(asked["view_id"])
    if view is None:
        raise LookupError("This window was closed.")
    return view


async def _react(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.react(user, _message(slack, asked), asked["name"])
    return DONE


async def _unreact(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.unreact(user, _message(slack, asked), asked["name"])
    return DONE


async def _shortcut(slack: StandIn, user: User, asked: Json) -> Answered:
    message = _message(slack, asked) if asked.get("ts") else None
    return await slack.hands.shortcut(user, asked["callback_id"], message)


async def _step(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.open_step(user, asked["callback_id"])
    return DONE


async def _submit(slack: StandIn, user: User, asked: Json) -> Answered:
    return await slack.hands.submit(user, asked.get("values"), _view(slack, asked))


async def _close(slack: StandIn, user: User, asked: Json) -> Answered:
    return await slack.hands.close(user, _view(slack, asked), bool(asked.get("everything")))


async def _open_home(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.open_home(user, asked.get("tab") or "home")
    return DONE


async def _edit(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.edit(user, _message(slack, asked), asked["text"])
    return DONE


async def _delete(slack: StandIn, user: User, asked: Json) -> Answered:
    await slack.hands.delete(user, _message(slack, asked))
    return DONE


async def _clock(slack: StandIn, user: User, asked: Json) -> Answered:
    """`by` so many seconds, or `to` the next such time of day where the person lives."""
    clock = slack.clock
    if not isinstance(clock, MovableClock):
        raise ValueError("This clock cannot be moved.")
    if asked.get("to"):
        clock.move_to(_next(clock.now(), time.fromisoformat(asked["to"]), ZoneInfo(user.tz)))
    else:
        clock.advance(timedelta(seconds=float(asked["by"])))
    slack.workspace.changed()
    return DONE


def _next(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    today = now.astimezone(zone).date()
    moments = (datetime.combine(today + timedelta(days=n), at, zone) for n in range(2))
    return next(moment for moment in moments if moment > now)


async def _seen(slack: StandIn, user: User, asked: Json) -> Answered:
    channel = slack.workspace.find_channel(asked["channel"])
    mark = channel.messages[-1].ts if channel.messages else "0"
    if slack.workspace.read_marks.get((user.id, channel.id)) != mark:
        slack.workspace.read_marks[user.id, channel.id] = mark
        slack.workspace.changed()
    return DONE


GESTURES: dict[str, Gesture] = {
    "say": _say,
    "command": _command,
    "press": _press,
    "react": _react,
    "unreact": _unreact,
    "shortcut": _shortcut,
    "step": _step,
    "submit": _submit,
    "close": _close,
    "open_home": _open_home,
    "edit": _edit,
    "delete": _delete,
    "clock": _clock,
    "seen": _seen,
}
