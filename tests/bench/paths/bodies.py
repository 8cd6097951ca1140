"""What Slack sends, of the shape and the size that it has in life."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

HARBOUR, SUPPORT = "T0HARBOUR", "C0SUPPORT"
TS = "1772441100.000100"


def command(person: str, text: str, hook: str) -> bytes:
    """A line that is typed."""
    fields = {"token": "t", "team_id": HARBOUR, "team_domain": "harbour", "channel_id": SUPPORT}
    fields |= {"channel_name": "support", "user_id": person, "user_name": "somebody", "command": "/mindset"}
    fields |= {"text": text, "api_app_id": "A0", "is_enterprise_install": "false", "response_url": hook}
    return urlencode(fields | {"trigger_id": f"1.2.{person}{text}"}).encode()


def press(person: str, action: str, value: object, hook: str) -> bytes:
    """A button below a message of the bot."""
    about = {"type": "button", "action_id": action, "block_id": "b", "value": str(value), "action_ts": TS}
    section = {
        "type": "section",
        "block_id": "s",
        "text": {"type": "mrkdwn", "text": "Which mindset was it?"},
    }
    message = {"type": "message", "ts": TS, "user": "U0HEADFIRST", "text": "A poll", "blocks": [section] * 6}
    container = {"type": "message", "message_ts": TS, "channel_id": SUPPORT, "is_ephemeral": False}
    payload = _interaction(person, "block_actions") | {"actions": [about], "container": container}
    payload |= {"message": message, "channel": {"id": SUPPORT, "name": "support"}, "response_url": hook}
    return _payload(payload)


def answer(person: str, draw: int) -> bytes:
    """The form of an answer, sent."""
    typed = {
        "answer": {"answer": {"type": "plain_text_input", "value": f"I would ring her back, says {person}."}}
    }
    block = {
        "type": "input",
        "block_id": "answer",
        "element": {"type": "plain_text_input", "action_id": "answer"},
    }
    view: dict[str, Any] = {"id": f"V{person}", "type": "modal", "hash": "1.a", "callback_id": "give_answer"}
    view |= {"private_metadata": str(draw), "blocks": [block], "state": {"values": typed}}
    return _payload(_interaction(person, "view_submission") | {"view": view})


def reaction(person: str, emoji: str, ts: str, number: int) -> bytes:
    """Somebody reacts to a message of somebody else."""
    item = {"type": "message", "channel": SUPPORT, "ts": ts}
    event: dict[str, Any] = {"type": "reaction_added", "user": person, "reaction": emoji, "item": item}
    event |= {"item_user": "U0AUTHOR", "event_ts": f"1772441200.{number:06}"}
    envelope: dict[str, Any] = {
        "token": "t",
        "team_id": HARBOUR,
        "api_app_id": "A0",
        "type": "event_callback",
    }
    envelope |= {"event": event, "event_id": f"Ev{person}{ts}{emoji}", "event_time": 1772441200}
    return json.dumps(envelope).encode()


def _interaction(person: str, kind: str) -> dict[str, Any]:
    user = {"id": person, "username": "somebody", "name": "somebody", "team_id": HARBOUR}
    team = {"id": HARBOUR, "domain": "harbour"}
    return {
        "type": kind,
        "user": user,
        "team": team,
        "api_app_id": "A0",
        "token": "t",
        "trigger_id": f"1.{person}",
    }


def _payload(payload: dict[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()
