"""The HTTP way in: Slack's requests, verified before anything is parsed; health for the host."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

LARGEST = 1024 * 1024
Ready = Callable[[], Awaitable[bool]]


def health_routes(ready: Ready) -> list[Route]:
    """`/healthz` says that the process lives, `/readyz` that it can save."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        return PlainTextResponse("ready") if await ready() else PlainTextResponse("not ready", 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


def web_app(app: AsyncApp, signing_secret: str, ready: Ready) -> Starlette:
    """The web server for HTTP delivery: events, commands and interactivity on one address."""
    bolt, verifier = AsyncSlackRequestHandler(app), SignatureVerifier(signing_secret)

    async def slack_events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        if not _signed(verifier, body, request):
            return PlainTextResponse("not signed by Slack", 401)
        try:
            return await bolt.handle(request)
        except ValueError:
            # Signed, and yet not what Slack sends: not JSON, not UTF-8.
            return JSONResponse({"error": "not understood"}, 400)

    return Starlette(routes=[Route("/slack/events", slack_events, methods=["POST"]), *health_routes(ready)])


async def _body(request: Request) -> bytes | None:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST:
            return None
        chunks.append(chunk)
    # Where Starlette looks when the handler asks for the body again.
    request._body = b"".join(chunks)
    return request._body


def _signed(verifier: SignatureVerifier, body: bytes, request: Request) -> bool:
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False
