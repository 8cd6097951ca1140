"""The one place where an error of any listener becomes an answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DataError

from bot.blocks.kit import note
from bot.listeners.answers import open_form, whisper
from bot.refusals import code_of
from bot.sentences import OF_OLD, OURS, TOO_LATE, UNKEEPABLE, sentence
from rituals.errors import RitualError

log = structlog.get_logger()
JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json"}
LATE = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}


async def failed(error: Exception, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
    """Tell the person; tell Slack that an event was not kept, so that it comes again.

    Where the person cannot be told, Slack is answered so that it tells them.
    """
    try:
        return await _answered(error, body, context)
    except (KeyError, TypeError, AttributeError, ValueError):
        # What Slack does not send has gone so far: even this cannot be read in it.
        return BoltResponse(status=400, body="not understood")


async def _answered(error: Exception, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
    if isinstance(error, BoltUnhandledRequestError) and "event" in body:
        # Somebody subscribed to more than we need: nothing is lost, and nothing is to come again.
        return BoltResponse(status=200, body="")
    if not isinstance(error, RitualError):
        # The type and no more: the text of an error may quote what somebody wrote.
        log.error("listener.failed", error=_name(error), what=body.get("type") or body.get("command"))
    words = _words(error)
    if "event" in body:
        return BoltResponse(status=500, body="not saved")
    if "command" in body:
        return _answer({"text": f"{words}{_their_words(body)}", "response_type": "ephemeral"})
    if body.get("type") == "view_submission":
        return _answer(_at_the_form(body["view"], words))
    return BoltResponse(status=200 if await _whispered(context, body, words) else 500, body="")


def _answer(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers=JSON)


def _words(error: Exception) -> str:
    if isinstance(error, SlackApiError) and code_of(error) in LATE:
        return TOO_LATE
    if isinstance(error, BoltUnhandledRequestError):
        return OF_OLD
    if isinstance(error, DataError | UnicodeError | OverflowError):
        return UNKEEPABLE
    return sentence(error) if isinstance(error, RitualError) else OURS


def _their_words(body: dict[str, Any]) -> str:
    # What was typed comes back, to be sent again.
    line = f"{body['command']} {body.get('text') or ''}".strip()
    return f"\n`{line.replace('`', chr(39))}`"


def _at_the_form(view: dict[str, Any], words: str) -> dict[str, Any]:
    """At the first field, so that what was typed stays; a form that only asks yes or no has none."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if fields:
        return {"response_action": "errors", "errors": {fields[0]: words}}
    return {"response_action": "update", "view": note("That did not work", words)}


def _name(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"SlackApiError:{code_of(error)}"
    return type(error).__name__


async def _whispered(context: AsyncBoltContext, body: dict[str, Any], words: str) -> bool:
    try:
        if context.response_url and context.respond:
            await whisper(context.respond, words)
        elif context.client:
            # App Home has no message to answer under.
            await open_form(context.client, body["trigger_id"], note("That did not work", words))
        return True
    except Exception as error:
        log.warning("listener.could_not_tell", error=_name(error))
        return False
