"""The stand-in on the network: Web API, response_urls, Socket Mode, and the page. Loopback only."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol
from websockets.exceptions import InvalidState

from bot.playground import web_api
from bot.playground.downloads import Downloads
from bot.playground.entities import Json
from bot.playground.guard import Guard
from bot.playground.live import look_on
from bot.playground.page_gestures import perform
from bot.playground.refusals import Refused

if TYPE_CHECKING:
    from bot.playground.standin import StandIn

PAGE = Path(__file__).parent / "page"
# Whoever works on the page sees every change at the next reload.
FRESH = {"Cache-Control": "no-cache"}


@asynccontextmanager
async def serve(standin: StandIn, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a stand-in within this event loop; yields its address. ValueError if `host` isn't loopback."""
    with _listening(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        standin.open_at(f"http://{name}:{listener.getsockname()[1]}")
        server = _server(Door(standin).app())
        await server.startup(sockets=[listener])
        try:
            yield standin.url
        finally:
            await standin.stop()
            await _shut(server)


def _listening(host: str, port: int) -> sockets.socket:
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError("The playground has no passwords, so it listens on this machine only.")
    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    # asyncio switches Nagle's delay off only where the protocol is named: 40 ms for every answer otherwise.
    listener = sockets.socket(family, sockets.SOCK_STREAM, sockets.IPPROTO_TCP)
    listener.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


def _server(app: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=Droppable,
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    # uvicorn's own serve() would take over the process's signals, which belong to the bot.
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    return server


async def _shut(server: uvicorn.Server) -> None:
    """Close what is open and wait a second at most. uvicorn's own way takes a tenth of a second longer, which
    every test of the bot would pay."""
    state = server.server_state
    for listener in server.servers:
        listener.close()
    for connection in list(state.connections):
        try:
            connection.shutdown()
        except InvalidState:
            # A page that is just saying goodbye by itself; uvicorn doesn't look for that.
            connection.transport.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(1):
            while state.connections or state.tasks:  # noqa: ASYNC110 - uvicorn has no event for this
                await asyncio.sleep(0.002)
    for task in state.tasks:
        task.cancel()


class Droppable(H11Protocol):
    """HTTP connections that can be cut, to play the loss of an answer."""

    open: ClassVar[dict[tuple[str, int], asyncio.BaseTransport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client is not None:
            self.open[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client is not None:
            self.open.pop(self.client, None)
        super().connection_lost(exc)

    @classmethod
    async def drop(cls, client: Any) -> None:
        """Cut the connection that this request came by."""
        transport = cls.open.get((client.host, client.port))
        if transport is not None:
            transport.close()
        # Two turns of the loop, so that uvicorn knows of it before it is handed a response.
        await asyncio.sleep(0)
        await asyncio.sleep(0)


class PageFiles(StaticFiles):
    """The page's files, looked up each time."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(FRESH)
        return response


class Door:
    """The routes."""

    def __init__(self, slack: StandIn) -> None:
        self._slack = slack

    def app(self) -> ASGIApp:
        routes = [
            Route("/", self.page),
            # A permalink opened in a new tab is the page too; it reads the address and goes there.
            Route("/archives/{channel}/{message}", self.page),
            Mount("/page", PageFiles(directory=PAGE, check_dir=False)),
            *Downloads(self._slack).routes(),
            Route("/gesture", self.gesture, methods=["POST"]),
            Route("/hooks/{path:path}", self.hook, methods=["POST"]),
            *(
                Route(f"/api/{name}", self.api, methods=["GET", "POST"], name=name)
                for name in web_api.COVERED
            ),
            Route("/api/{name}", self.api, methods=["GET", "POST"]),
            WebSocketRoute("/live", self.live),
            WebSocketRoute("/socket/", self.socket),
            Mount("/", self.beside),
        ]
        return Guard(Starlette(routes=routes))

    async def page(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=FRESH)

    async def gesture(self, request: Request) -> Response:
        asked = await _json(request)
        if asked is None:
            return JSONResponse({"ok": False, "error": "This is no JSON object.", "errors": {}}, 400)
        return JSONResponse(await perform(self._slack, asked))

    async def api(self, request: Request) -> Response:
        """One Web API call: arguments from the query, a form or a JSON body; the token from the header."""
        name = request.url.path.removeprefix("/api/")
        sent = {**dict(request.query_params), **await _body(request)}
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else sent.get("token")
        reply = await web_api.call(self._slack, name, given, sent)
        if reply.lost:
            await Droppable.drop(request.client)
        # In ASCII, as Slack does: half of a surrogate pair gets through.
        return Response(json.dumps(reply.body), reply.status, reply.headers, "application/json")

    async def hook(self, request: Request) -> Response:
        path, body = request.path_params["path"], await _json(request)
        status, error = self._hooked(path, body)
        self._slack.wire.note("from_bot", "http", "response_url", body, error or "ok", status)
        return (
            PlainTextResponse("ok") if error is None else JSONResponse({"ok": False, "error": error}, status)
        )

    def _hooked(self, path: str, body: Json | None) -> tuple[int, str | None]:
        if body is None:
            return 400, "invalid_payload"
        try:
            self._slack.hooks.answer(path, body)
        except Refused as no:
            gone = no.error in ("used_url", "expired_url", "no_active_hooks")
            return 404 if gone else 400, no.error
        return 200, None

    async def live(self, socket: WebSocket) -> None:
        await look_on(self._slack, socket)

    async def socket(self, socket: WebSocket) -> None:
        await self._slack.sockets.serve(socket)

    async def beside(self, scope: Scope, receive: Receive, send: Send) -> None:
        """All else: what the bot itself serves, if it serves anything."""
        there = self._slack.beside if scope["type"] == "http" else None
        await (there or PlainTextResponse("Not found", 404))(scope, receive, send)


async def _body(request: Request) -> Json:
    if request.headers.get("content-type", "").startswith("application/json"):
        return await _json(request) or {}
    form = (await request.body()).decode("utf-8", "replace")
    return dict(parse_qsl(form, keep_blank_values=True))


async def _json(request: Request) -> Json | None:
    try:
        body = json.loads(await request.body())
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
