"""Keeps other web sites out: a page from elsewhere must not reach the playground through the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses a foreign Host (a name that was pointed at this machine) and a foreign Origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._welcome(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008)(scope, receive, send)
        else:
            await PlainTextResponse("This page is for this machine only.", 403)(scope, receive, send)

    def _welcome(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if _name(f"//{host}") not in OWN_NAMES:
            return False
        # The page itself is the only origin there is; another port on this machine is somebody else.
        return origin is None or origin == f"http://{host}"


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
