"""The two ways to a bot: Socket Mode, and signed HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlencode

import aiohttp

from bot.clock import WallClock
from bot.playground.entities import Json

if TYPE_CHECKING:
    from bot.playground.sockets import Sockets


@dataclass(frozen=True)
class Parcel:
    """One thing to bring to the bot: `kind` is events_api, slash_commands or interactive."""

    kind: str
    name: str
    payload: Json
    retry: int = 0
    retry_reason: str = ""

    @property
    def label(self) -> str:
        return self.name if not self.retry else f"{self.name} (retry {self.retry})"


@dataclass(frozen=True)
class Answer:
    """What came back; no status means nothing came within the three seconds."""

    status: int | None
    body: Json = field(default_factory=dict)
    error: str | None = None
    no_retry: bool = False
    retry_reason: str = ""

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Link(Protocol):
    """A way to the bot; `limit` is the seconds it has to acknowledge."""

    kind: Literal["socket", "http"]
    limit: float

    async def send(self, parcel: Parcel) -> Answer: ...


class SocketLink:
    """Socket Mode: any one of the open connections gets the envelope, and acknowledges it by its id."""

    kind: Literal["socket", "http"] = "socket"

    def __init__(self, sockets: Sockets, ack_limit: float) -> None:
        self._sockets, self.limit = sockets, ack_limit
        self._serial = 0

    async def send(self, parcel: Parcel) -> Answer:
        connection = self._sockets.next_connection()
        if connection is None:
            return Answer(None, error="dispatch_failed", retry_reason="connection_failed")
        self._serial += 1
        envelope = self._envelope(parcel, f"00000000-0000-4000-8000-{self._serial:012d}")
        try:
            async with asyncio.timeout(self.limit):
                return Answer(200, await connection.exchange(envelope))
        except TimeoutError:
            return Answer(None, error="operation_timeout", retry_reason="timeout")
        except ConnectionError:
            return Answer(None, error="dispatch_failed", retry_reason="connection_failed")

    def _envelope(self, parcel: Parcel, envelope_id: str) -> Json:
        envelope: Json = {"envelope_id": envelope_id, "type": parcel.kind, "payload": parcel.payload}
        envelope["accepts_response_payload"] = parcel.kind != "events_api"
        if parcel.kind == "events_api":
            envelope |= {"retry_attempt": parcel.retry, "retry_reason": parcel.retry_reason}
        return envelope


class HttpLink:
    """The Events API and interactivity by HTTP, signed the way Slack signs."""

    kind: Literal["socket", "http"] = "http"

    def __init__(self, url: str, signing_secret: str, ack_limit: float) -> None:
        self._url, self._secret, self.limit = url, signing_secret, ack_limit

    async def send(self, parcel: Parcel) -> Answer:
        body, content_type = _encoded(parcel)
        headers = {"Content-Type": content_type, **self._signature(body), **_retry_headers(parcel)}
        limit = aiohttp.ClientTimeout(total=self.limit)
        try:
            # The link keeps no session: a test may point it at a server that comes and goes.
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.post(self._url, data=body, headers=headers, allow_redirects=False) as response,
            ):
                return _read(response.status, await response.text(), response.headers.get("x-slack-no-retry"))
        except TimeoutError:
            return Answer(None, error="operation_timeout", retry_reason="http_timeout")
        except aiohttp.ClientError:
            return Answer(None, error="dispatch_failed", retry_reason="connection_failed")

    def _signature(self, body: bytes) -> dict[str, str]:
        # Real time on purpose: a verifier compares it with its own clock, not with the workspace's.
        stamp = str(int(WallClock().now().timestamp()))
        digest = hmac.new(self._secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _encoded(parcel: Parcel) -> tuple[bytes, str]:
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload).encode(), "application/json"
    form = parcel.payload if parcel.kind == "slash_commands" else {"payload": json.dumps(parcel.payload)}
    return urlencode(form, errors="replace").encode(), "application/x-www-form-urlencoded"


def _retry_headers(parcel: Parcel) -> dict[str, str]:
    if not parcel.retry:
        return {}
    return {"X-Slack-Retry-Num": str(parcel.retry), "X-Slack-Retry-Reason": parcel.retry_reason}


def _read(status: int, text: str, no_retry: str | None) -> Answer:
    """A JSON object is the answer's payload; any other text is a message, as for slash commands."""
    if not 200 <= status < 300:
        return Answer(status, error="dispatch_failed", no_retry=no_retry == "1", retry_reason="http_error")
    try:
        body = json.loads(text) if text.strip() else {}
    except ValueError:
        body = {"text": text}
    return Answer(status, body if isinstance(body, dict) else {"text": text})
