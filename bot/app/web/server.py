"""The web server: uvicorn, on a port of ours, for people who may be slow but not for ever."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.service.config import Config, ConfigError

# In seconds. How long the first lines of a request may take; its body has a limit of its own.
HEAD_WITHIN = 4.0
# How long a connection may be idle. Balancers keep theirs for up to a minute, and must be the first to close
# one: what they send on one that we are closing is lost.
IDLE_WITHIN = 75
# How long a stop waits for the requests under way: a body that doesn't come is given up within it.
PATIENCE = 4


class Prompt(H11Protocol):
    """A connection that is closed when the head of a request doesn't come; uvicorn would wait for ever."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._late = self.loop.call_later(HEAD_WITHIN, self.timeout_keep_alive_handler)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        at_work = self.cycle is not None and not self.cycle.response_complete
        if at_work and self._late:
            self._late.cancel()
            self._late = None
        elif not (at_work or self._late):
            self._late = self.loop.call_later(HEAD_WITHIN, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._late:
            self._late.cancel()
        super().connection_lost(exc)


@asynccontextmanager
async def served(app: Starlette, config: Config) -> AsyncIterator[None]:
    """The app on the port of the settings; at the end, what came in is answered. ConfigError."""
    about = uvicorn.Config(
        app,
        http=Prompt,
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_keep_alive=IDLE_WITHIN,
        timeout_graceful_shutdown=PATIENCE,
    )
    about.load()
    # uvicorn's own serve() would take over the process's signals: stopping has an order, and it's ours.
    server = uvicorn.Server(about)
    server.lifespan = about.lifespan_class(about)
    with _listener(config) as listener:
        await server.startup(sockets=[listener])
        ticking = asyncio.create_task(server.main_loop())
        try:
            yield
        finally:
            ticking.cancel()
            await server.shutdown(sockets=[listener])


def _listener(config: Config) -> socket.socket:
    # Ours, since uvicorn ends the process itself when it can't have the port.
    try:
        return socket.create_server((config.host, config.port), family=_family(config.host), backlog=2048)
    except OSError:
        raise ConfigError(
            f"Can't listen on port {config.port} of {config.host}: set PORT to a free one."
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
