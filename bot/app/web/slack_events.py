"""The HTTP way in: Slack's requests, verified before anything is parsed; health for the host."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app.web.gate import Gate, parsed_body

LARGEST = 1024 * 1024
UNSIGNED = PlainTextResponse("not signed by Slack", 401)
# Slack looks at the certificate now and then, unsigned, and wants no more than to be answered.
OF_CERTIFICATE = re.compile(rb"(?:^|&)ssl_check=1(?:&|$)")
CERTIFIED = PlainTextResponse("ok")
# In seconds. Slack waits for three in all, so a slower body isn't worth its memory.
WHOLE_WITHIN = 3.0
CLOSE = {"connection": "close"}


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether requests may come in, and a line for the operator."""

    yes: bool
    words: str


Ask = Callable[[], Awaitable[Ready]]


def health_routes(ready: Ask) -> list[Route]:
    """`/healthz` says that the process lives, `/readyz` that it can do its work, or why not."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        answer = await ready()
        return PlainTextResponse(answer.words, 200 if answer.yes else 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


def web_app(app: AsyncApp, signing_secret: str, ready: Ask, pages: Sequence[Route] = ()) -> Starlette:
    """The web server for HTTP delivery: events, commands and interactivity on one address; and `pages`."""
    verifier, gate = SignatureVerifier(signing_secret), Gate(app)

    async def slack_events(request: Request) -> Response:
        if request.method == "GET":
            return CERTIFIED if OF_CERTIFICATE.search(request.url.query.encode()) else UNSIGNED
        try:
            async with asyncio.timeout(WHOLE_WITHIN):
                body = await _body(request)
        except TimeoutError:
            return PlainTextResponse("too slow", 408, CLOSE)
        if body is None:
            return PlainTextResponse("too large", 413, CLOSE)
        if OF_CERTIFICATE.search(body):
            return CERTIFIED
        if not _signed(verifier, body, request):
            return UNSIGNED
        found = parsed_body(body, request.headers.get("content-type", ""))
        if found is None:
            return JSONResponse({"error": "not understood"}, 400)
        try:
            return to_starlette_response(await gate.answer(found))
        except asyncio.CancelledError:
            # The bot is being stopped, and this takes too long: Slack sends it again.
            return PlainTextResponse("stopping", 503, CLOSE)

    routes = [Route("/slack/events", slack_events, methods=["GET", "POST"])]
    return Starlette(routes=[*routes, *health_routes(ready), *pages])


async def _body(request: Request) -> bytes | None:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _signed(verifier: SignatureVerifier, body: bytes, request: Request) -> bool:
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except ValueError:
        # A body that isn't UTF-8, or a timestamp of more digits than a number may have.
        return False
