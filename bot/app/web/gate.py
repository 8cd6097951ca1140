"""Where everything from Slack comes in, by HTTP or Socket Mode, once it is known to be from Slack."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.app.web import shapes
from rituals.db import keepable

log = structlog.get_logger()

JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json"}
# Slack stops telling of events for the rest of an hour, and says so every minute.
AN_HOUR = 60 * 60
# So many requests are worked on at a time. Who comes on top of them would wait for longer than Slack does: it
# hears at once that it should come again, and those who are in are answered.
MOST_AT_ONCE = 256
BUSY = 503


class Gate:
    """Lets in what has a shape that Slack sends, as much as can be done in time. A request has an answer."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app
        self._limited_in = -1
        self._underway = 0
        self._busy = False

    async def answer(self, body: Any) -> BoltResponse:
        """What Slack is answered: 400 if it can't have sent this, 500 or 503 if it should send it again."""
        if isinstance(body, dict) and body.get("type") == "app_rate_limited":
            return self._note_limit(body.get("minute_rate_limited"))
        asked = _understood(body)
        if asked is None:
            log.warning("request.of_no_shape")
            return BoltResponse(status=400, headers=JSON, body='{"error": "not understood"}')
        if self._is_full():
            return BoltResponse(status=BUSY, body="busy")
        self._underway += 1
        try:
            return await self._app.async_dispatch(asked)
        except Exception as error:
            # The type and no more: the text of an error may quote what somebody wrote.
            log.error("request.failed", error=type(error).__name__)
            return BoltResponse(status=500, body="")
        finally:
            self._underway -= 1

    def _is_full(self) -> bool:
        if self._underway >= MOST_AT_ONCE and not self._busy:
            # Once for each rush, which is over when half of them are done.
            self._busy = True
            log.warning("requests.too_many", at_once=MOST_AT_ONCE)
        elif self._underway <= MOST_AT_ONCE // 2:
            self._busy = False
        return self._underway >= MOST_AT_ONCE

    def _note_limit(self, minute: object) -> BoltResponse:
        hour = minute // AN_HOUR if isinstance(minute, int) else 0
        if hour != self._limited_in:
            self._limited_in = hour
            log.warning("slack.tells_of_no_more_events", why="more than 30,000 in an hour")
        return BoltResponse(status=200, body="")


def parsed_body(body: bytes, content_type: str) -> dict[str, Any] | None:
    """The body of an HTTP request, JSON or a form that may hold JSON; None if it is neither."""
    try:
        text = body.decode("utf-8")
        if text.startswith("{") or content_type.startswith("application/json"):
            found = json.loads(text)
        else:
            fields = dict(parse_qsl(text, keep_blank_values=True))
            found = json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _understood(body: Any) -> AsyncBoltRequest | None:
    try:
        kept = _keepable(body)
        # As by Socket Mode: it is parsed, and known to be from Slack.
        fits = isinstance(kept, dict) and shapes.fits(kept)
        return AsyncBoltRequest(body=kept, mode="socket_mode") if fits else None
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        # Bolt looks into more of it than we do.
        return None


def _keepable(value: Any) -> Any:
    """The same without what no database keeps, so that nobody is told to try that again in a minute."""
    if isinstance(value, str):
        return keepable(value)
    if isinstance(value, dict):
        return {keepable(key): _keepable(each) for key, each in value.items()}
    return [_keepable(each) for each in value] if isinstance(value, list) else value
