"""The bot's life: start, serve, drain."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

import aiohttp
import structlog
import uvicorn
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot import logs, store
from bot.admin_notes import AdminNotes
from bot.app import build
from bot.catalog import catalog
from bot.chance import fresh_name
from bot.clock import Clock, SharedClock
from bot.config import Config, ConfigError, check_slack
from bot.courier import PACE, Courier
from bot.heartbeat import FAR_OFF, Heartbeat
from bot.house import House
from bot.installations import introduce
from bot.lookout import Lookout
from bot.refusals import code_of
from bot.web.http import Ready, web_app
from bot.web.socket import Socket
from rituals import workspaces

log = structlog.get_logger()

HTTP_TIMEOUT = aiohttp.ClientTimeout(total=10)
# In seconds. A beat comes every second, and waits for the database at times.
LONGEST_SILENCE = 30
# A request that Slack signed longer ago, by the machine's own clock, is turned away.
SIGNED_WITHIN = 300


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of a bot that has been started but is not yet listening."""

    house: House
    app: AsyncApp
    slack: AsyncWebClient
    courier: Courier
    heartbeat: Heartbeat
    lookout: Lookout
    admin_notes: AdminNotes

    async def ready(self) -> Ready:
        """Whether the bot can save, beats, and knows the time well enough to be believed by Slack."""
        silent, ahead = self.heartbeat.silent_for(), self.house.ahead().total_seconds()
        try:
            await self.house.quietly(_select_one)
        except Exception:
            return Ready(False, "not ready")
        if silent > LONGEST_SILENCE:
            return Ready(False, f"not ready: nothing that was due has been done for {silent:.0f} seconds")
        if abs(ahead) <= FAR_OFF:
            return Ready(True, "ready")
        behind_or_ahead = "ahead of" if ahead > 0 else "behind"
        off = f"this machine's clock is {abs(ahead):.0f} seconds {behind_or_ahead} the database's"
        too_far = abs(ahead) >= SIGNED_WITHIN
        return Ready(not too_far, f"not ready: {off}" if too_far else f"ready, but {off}")


@asynccontextmanager
async def assembled(config: Config, clock: Clock, pace: float = PACE) -> AsyncIterator[Bot]:
    """All parts, on an open database, knowing who they are in Slack. ConfigError."""
    check_slack(config)
    logs.watch(asyncio.get_running_loop())
    packs = catalog(config)
    async with aiohttp.ClientSession(timeout=HTTP_TIMEOUT) as session:
        # No retries by the client: one whose answer was lost would post twice.
        slack = AsyncWebClient(
            token=config.slack_bot_token,
            base_url=config.slack_api_url.rstrip("/") + "/",
            session=session,
            retry_handlers=[],
        )
        with store.opened(config) as engine:
            house = House(engine, packs, clock)
            try:
                await house.keep_time()
                store.adopt_orphans(engine, config, clock.now())
                me = await introduce(slack)
                await house.quietly(workspaces.come_back, house.scene(me.workspace), me.address)
                app = build(house, slack, me)
                courier, lookout = Courier(house, slack, fresh_name(), pace), Lookout(house, slack)
                admin_notes = AdminNotes(house, slack, me.workspace)
                heartbeat = Heartbeat(house, admin_notes.hand_out, lookout.look)
                yield Bot(house, app, slack, courier, heartbeat, lookout, admin_notes)
            finally:
                house.close()


@asynccontextmanager
async def working(bot: Bot) -> AsyncIterator[None]:
    """The heartbeat beats and the courier delivers; at the end, what is under way is finished."""
    stopping = asyncio.Event()
    courier = asyncio.create_task(bot.courier.run(stopping))
    bot.heartbeat.start()
    try:
        yield
    finally:
        await bot.heartbeat.stop()
        stopping.set()
        bot.house.woken.set()
        await courier


@asynccontextmanager
async def listening(bot: Bot, config: Config) -> AsyncIterator[None]:
    """Slack reaches the bot, by Socket Mode or by HTTP; at the end, all that came in is answered and done."""
    way_in = _by_socket(bot, config) if config.socket_mode else _by_http(bot, config)
    try:
        async with way_in:
            yield
    finally:
        await bot.house.finish()


async def run(config: Config, clock: Clock | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C, then drain. ConfigError if it cannot start."""
    stopping, started = stop_signal(), asyncio.Event()
    serving = asyncio.create_task(_serve(config, clock or SharedClock(), started, stopping))
    patience = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, patience}, return_when=asyncio.FIRST_COMPLETED)
    patience.cancel()
    if not (started.is_set() or serving.done()):
        # Slack may keep us waiting for ever at the door; nothing has come in yet that could be lost.
        serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(config: Config, clock: Clock, started: asyncio.Event, stopping: asyncio.Event) -> None:
    async with assembled(config, clock) as bot, working(bot), listening(bot, config):
        log.info("headfirst.started", by="socket" if config.socket_mode else "http")
        started.set()
        await stopping.wait()
        log.info("headfirst.draining")


class Server(uvicorn.Server):
    """Uvicorn that leaves signals to us: stopping has an order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def _by_socket(bot: Bot, config: Config) -> AsyncIterator[None]:
    client = Socket(bot.app, bot.slack, config.slack_app_token)
    try:
        await client.connect()
    except asyncio.CancelledError:
        await client.drain()
        raise
    except SlackApiError as error:
        await client.drain()
        raise ConfigError(
            f"Slack does not accept SLACK_APP_TOKEN ({code_of(error)}): it needs the scope "
            "connections:write, under Basic Information on your app's page on api.slack.com/apps."
        ) from None
    try:
        yield
    finally:
        await client.drain()


@asynccontextmanager
async def _by_http(bot: Bot, config: Config) -> AsyncIterator[None]:
    app = web_app(bot.app, config.slack_signing_secret, bot.ready)
    server = Server(uvicorn.Config(app, log_config=None, access_log=False))
    with _listener(config) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event for this
                await asyncio.sleep(0.01)
            yield
        finally:
            server.should_exit = True
            await asyncio.gather(serving, return_exceptions=True)


def _listener(config: Config) -> socket.socket:
    # Ours, since uvicorn ends the process itself when it cannot have the port.
    try:
        return socket.create_server((config.host, config.port), family=_family(config.host), backlog=2048)
    except OSError:
        raise ConfigError(
            f"Cannot listen on port {config.port} of {config.host}: set PORT to one that is free."
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def stop_signal() -> asyncio.Event:
    """Set when the process is told to stop, by SIGTERM or Ctrl-C."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping


def _select_one(db: Session) -> None:
    db.execute(text("SELECT 1"))
