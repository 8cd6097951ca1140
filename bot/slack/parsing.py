"""Slack's JSON as typed requests. What has another shape than Slack sends is NotUnderstood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.service.house import House
from bot.slack.contents import read_message
from bot.slack.directory import Directory
from bot.slack.people import as_person
from bot.slack.requests import (
    PICKED_TOP,
    Event,
    Line,
    OpenView,
    Press,
    Promise,
    Publish,
    Request,
    Shortcut,
    StepRun,
    Submission,
)
from bot.slack.submitted import Answers
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.nominations import Reaction
from rituals.words import first_word

R = TypeVar("R", bound=Request)
# What people put around or behind a word.
AROUND = "*_~`:,.!?\"'“”"


class NotUnderstood(Exception):
    """A request of a shape that Slack doesn't send."""


@dataclass(frozen=True, slots=True)
class Parser:
    """Makes requests of what Slack sends to one installation of the bot."""

    house: House
    slack: AsyncWebClient
    directory: Directory
    workspace: WorkspaceId
    bot_user: PersonId
    publish: Publish

    def request(self, body: dict[str, Any]) -> Request:
        """The request that a body stands for; NotUnderstood."""
        try:
            return self._request(body)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
            # Without the values: an error of this kind quotes what it met.
            raise NotUnderstood from None

    def _request(self, body: dict[str, Any]) -> Request:
        if "event" in body:
            return self._event(body)
        if "command" in body:
            return self._line(body)
        match body["type"]:
            case "block_actions":
                return self._press(body)
            case "view_submission" | "view_closed":
                return self._submission(body)
            case "shortcut" | "message_action":
                return self._shortcut(body)
            case "errand":
                common = self._common(body, str(body["person"]), None)
                return Promise(**common, name=str(body["errand"]), facts=dict(body["facts"]))
        raise NotUnderstood

    def _common(self, body: dict[str, Any], person: str, channel: object) -> dict[str, Any]:
        return {
            "house": self.house,
            "slack": self.slack,
            "directory": self.directory,
            "scene": self.house.scene(self.workspace, PersonId(person)),
            "_publish": self.publish,
            "channel": ChannelId(str(channel)) if channel else None,
            "trigger": str(body.get("trigger_id") or ""),
            "response_url": str(body.get("response_url") or ""),
            "team": _team(body),
        }

    def _line(self, body: dict[str, Any]) -> Line:
        first, rest = first_word(str(body.get("text") or ""))
        common = self._common(body, str(body["user_id"]), body["channel_id"])
        word = first.strip(AROUND).lower() or first
        return Line(**common, word=word, rest=rest, command=str(body["command"]), first=first)

    def _press(self, body: dict[str, Any]) -> Press:
        [action, *_] = body["actions"]
        name, value = _meant(action)
        container = body.get("container") or {}
        common = self._common(body, str(body["user"]["id"]), (body.get("channel") or {}).get("id"))
        return Press(
            **common,
            action=name,
            value=value,
            block=str(action.get("block_id") or ""),
            view=open_view(body["view"]) if body.get("view") else None,
            ts=str(container.get("message_ts") or (body.get("message") or {}).get("ts") or ""),
            ephemeral=bool(container.get("is_ephemeral")),
            at=_moment(action.get("action_ts")),
        )

    def _submission(self, body: dict[str, Any]) -> Submission:
        common = self._common(body, str(body["user"]["id"]), None)
        return Submission(**common, form=open_view(body["view"]), closed=body["type"] == "view_closed")

    def _shortcut(self, body: dict[str, Any]) -> Shortcut:
        common = self._common(body, str(body["user"]["id"]), (body.get("channel") or {}).get("id"))
        found = body.get("message") or {}
        ts = str(body.get("message_ts") or found.get("ts") or "")
        return Shortcut(**common, name=str(body["callback_id"]), ts=ts, message=read_message(found))

    def _event(self, body: dict[str, Any]) -> Event:
        facts = body["event"]
        who, where = facts.get("user"), facts.get("channel")
        person = who if isinstance(who, str) else ""
        channel = where if isinstance(where, str) else None
        common = self._common(body, person, channel)
        return Event(
            **common,
            kind=str(facts["type"]),
            id=str(body.get("event_id") or ""),
            bot_user=self.bot_user,
            tab=_fact(facts, "tab"),
            view_hash=_fact(facts, "view", "hash"),
            inviter=PersonId(_fact(facts, "inviter")),
            thread=_fact(facts, "thread_ts"),
            by_app=bool(facts.get("bot_id")),
            reaction=_reaction(facts, PersonId(person)),
            reacted_to=PersonId(_fact(facts, "item_user")),
            step=_step(facts),
            profile=as_person(who, self.workspace) if isinstance(who, dict) and who.get("id") else None,
            moved=_moved(facts),
            group=facts.get("channel_type") == "G",
            token_gone=bool(_inside(facts, "tokens").get("bot")),
        )


def _inside(facts: dict[str, Any], name: str) -> dict[str, Any]:
    found = facts.get(name)
    return found if isinstance(found, dict) else {}


def _fact(facts: dict[str, Any], *path: str) -> str:
    """What is said at that path, such as "view", "hash"; empty where nothing is, or nothing plain."""
    *outer, name = path
    for each in outer:
        facts = _inside(facts, each)
    found = facts.get(name)
    return "" if found is None or isinstance(found, dict | list) else str(found)


def _reaction(facts: dict[str, Any], by: PersonId) -> Reaction | None:
    """The reaction, if it's on a message."""
    if _fact(facts, "item", "type") != "message":
        return None
    return Reaction(
        channel=ChannelId(_fact(facts, "item", "channel")),
        ts=_fact(facts, "item", "ts"),
        by=by,
        emoji=_fact(facts, "reaction"),
        at=_fact(facts, "event_ts"),
    )


def _step(facts: dict[str, Any]) -> StepRun | None:
    execution, inputs = _fact(facts, "function_execution_id"), _inside(facts, "inputs")
    if not execution:
        return None
    said = {name: _fact(inputs, name) for name in inputs}
    return StepRun(_fact(facts, "function", "callback_id"), execution, said)


def _moved(facts: dict[str, Any]) -> tuple[ChannelId, ChannelId] | None:
    old, new = _fact(facts, "old_channel_id"), _fact(facts, "new_channel_id")
    return (ChannelId(old), ChannelId(new)) if old and new else None


def _team(body: dict[str, Any]) -> str:
    user = body.get("user")
    return str(user.get("team_id") or "") if isinstance(user, dict) else ""


def _moment(ts: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(str(ts)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def open_view(view: dict[str, Any]) -> OpenView:
    """Slack's view as ours."""
    return OpenView(
        id=str(view["id"]),
        hash=str(view.get("hash") or ""),
        type=str(view.get("type") or "modal"),
        callback=str(view.get("callback_id") or ""),
        memory=str(view.get("private_metadata") or ""),
        answers=Answers(view),
        _raw=view,
    )


def _meant(action: dict[str, Any]) -> tuple[str, str]:
    """The action's name, and what it stands for. An entry of a menu of three dots is an action of its own."""
    name, value = str(action["action_id"]), _value(action)
    if action.get("type") != "overflow" or ":" not in value:
        return name, value
    entry, _, rest = value.partition(":")
    return f"{name}:{entry}", rest


def _value(action: dict[str, Any]) -> str:
    option = action.get("selected_option")
    if option:
        return str(option["value"])
    return str(action.get("value") or next((action[key] for key in PICKED_TOP if action.get(key)), ""))
