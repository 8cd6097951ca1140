"""The bot's life: start, serve, drain."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    nullcontext,
    suppress,
)
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.app.bolt import build
from bot.app.installations import Installation, introduce
from bot.app.readiness import ready
from bot.app.web.pages import page_routes
from bot.app.web.server import served
from bot.app.web.slack_events import Ready, health_routes, web_app
from bot.app.web.socket import Socket
from bot.delivery.admin_notes import AdminNotes
from bot.delivery.courier import PACE, Courier
from bot.delivery.heartbeat import Heartbeat
from bot.delivery.lookout import Lookout
from bot.delivery.threads import Threads
from bot.features.features import FEATURES
from bot.features.links.reading import Pages
from bot.service import logs, store
from bot.service.catalog import catalog
from bot.service.clock import Clock, SharedClock
from bot.service.config import Config, ConfigError, check_slack
from bot.service.house import House
from bot.service.secrets import fresh_name
from bot.slack.directory import Directory
from bot.slack.door import Door
from bot.slack.parsing import Parser
from bot.slack.refusals import code_of
from bot.slack.routes import Routes
from rituals import inbox, posts, workspaces
from rituals.ids import PersonId

T = TypeVar("T")

log = structlog.get_logger()

HTTP_TIMEOUT = aiohttp.ClientTimeout(total=10)
SIGNALS = (signal.SIGTERM, signal.SIGINT)
# In seconds. A stop waits for one thing after the other: requests, what was put off, the beat, the sends. All
# together that is less than STOP_WITHIN, and so is what a database has that doesn't answer.
PATIENCE = 1.0
DATABASE_WITHIN = 9.0
STOP_WITHIN = 14.0


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of a bot that has been started but isn't yet listening."""

    house: House
    app: AsyncApp
    slack: AsyncWebClient
    door: Door
    courier: Courier
    heartbeat: Heartbeat
    lookout: Lookout
    threads: Threads
    admin_notes: AdminNotes
    pages: Pages

    async def ready(self) -> Ready:
        """Whether the bot can do its work, and a line for the operator."""
        return await ready(self.house, self.heartbeat)


@asynccontextmanager
async def assembled(
    config: Config, clock: Clock, pace: float = PACE, connected: store.Connecting = store.connected
) -> AsyncIterator[Bot]:
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
            logger=logs.of_slack(),
        )
        # On a thread: a database may keep us waiting, and the loop has to hear that it is to stop.
        async with _on_a_thread(store.opened(config, connected)) as engine:
            house = House(engine, packs, clock, public_url=config.pages)
            try:
                with store.explained(config):
                    me = await _settled_in(house, config, slack)
                name = fresh_name()
                directory = Directory(house, slack)
                routes = Routes(FEATURES)
                parser = Parser(
                    house, slack, directory, me.workspace, PersonId(me.bot_user), routes.publish_home
                )
                door = Door(house, routes, parser, name)
                app = build(slack, me, door)
                courier, lookout = Courier(house, slack, routes, name, pace), Lookout(house, directory)
                admin_notes = AdminNotes(house, slack, me.workspace)
                threads = Threads(house, slack)
                heartbeat = Heartbeat(house, admin_notes.hand_out, lookout.look, threads.read)
                pages = Pages(house, directory, me.workspace)
                yield Bot(house, app, slack, door, courier, heartbeat, lookout, threads, admin_notes, pages)
            finally:
                await house.close()


@asynccontextmanager
async def _on_a_thread(manager: AbstractContextManager[T]) -> AsyncIterator[T]:
    value = await asyncio.to_thread(manager.__enter__)
    try:
        yield value
    finally:
        # No error is swallowed by it, and none is of interest to it.
        await asyncio.to_thread(manager.__exit__, None, None, None)


async def _settled_in(house: House, config: Config, slack: AsyncWebClient) -> Installation:
    await house.keep_time()
    if store.is_embedded(config):
        # What the last process of a SQLite file left claimed is ours now; nobody else can be alive.
        await house.quietly(posts.adopt_orphans, house.clock.now())
        await house.quietly(inbox.adopt_orphans, house.clock.now())
    me = await introduce(slack)
    await house.quietly(workspaces.come_back, house.scene(me.workspace), me.address)
    return me


@asynccontextmanager
async def working(bot: Bot) -> AsyncIterator[None]:
    """The heartbeat beats and the courier delivers; at the end, what is under way is finished."""
    stopping = asyncio.Event()
    courier = asyncio.create_task(bot.courier.run(stopping))
    door = asyncio.create_task(bot.door.run(stopping))
    bot.heartbeat.start()
    try:
        yield
    finally:
        await bot.heartbeat.stop()
        stopping.set()
        bot.house.woken.set()
        bot.house.came.set()
        # What was kept and isn't done by then, the next process finishes.
        _, late = await asyncio.wait({door}, timeout=PATIENCE)
        if late:
            door.cancel()
        await asyncio.gather(door, return_exceptions=True)
        await courier


@asynccontextmanager
async def listening(bot: Bot, config: Config) -> AsyncIterator[None]:
    """Slack reaches the bot, by Socket Mode or by HTTP; at the end, all that came in is answered and done."""
    way_in = _by_socket(bot, config) if config.socket_mode else _by_http(bot, config)
    beside = served(pages_app(bot), config) if config.socket_mode and config.pages else nullcontext()
    try:
        async with beside, way_in:
            yield
    finally:
        await bot.house.finish(PATIENCE)


def _by_http(bot: Bot, config: Config) -> AbstractAsyncContextManager[None]:
    pages = page_routes(bot.pages) if config.pages else []
    return served(web_app(bot.app, config.slack_signing_secret, bot.ready, pages), config)


def pages_app(bot: Bot) -> Starlette:
    """The web server of a bot that Slack reaches by Socket Mode: the pages, and health for the host."""
    return Starlette(routes=[*health_routes(bot.ready), *page_routes(bot.pages)])


async def run(config: Config, clock: Clock | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C, then drain. ConfigError if it can't start."""
    stopping, started = stop_signal(), asyncio.Event()
    log.info("headfirst.starting")
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
        # What a start leaves stays to the end. To look through all of it for garbage takes a tenth of a
        # second, again and again, and everybody who presses just then would wait for it.
        gc.collect()
        gc.freeze()
        await stopping.wait()
        log.info("headfirst.draining")
        bot.house.hurry(DATABASE_WITHIN)


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
            f"Slack doesn't accept SLACK_APP_TOKEN ({code_of(error)}). The token needs the scope "
            "connections:write. You'll find it under Basic Information on your app's page on "
            "api.slack.com/apps."
        ) from None
    try:
        yield
    finally:
        await client.drain()


def stop_signal() -> asyncio.Event:
    """Set when the process is told to stop, by SIGTERM or Ctrl-C.

    It then ends within STOP_WITHIN seconds, whatever hangs; told a second time, it ends at once.
    """
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()

    def told() -> None:
        stopping.set()
        last_resort = threading.Timer(STOP_WITHIN, _end_by_force)
        last_resort.daemon = True
        last_resort.start()
        for number in SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in SIGNALS:
        loop.add_signal_handler(number, told)
    return stopping


def _end_by_force() -> None:
    # As after a kill: what wasn't saved is still due, and what was sent is looked for.
    log.error("headfirst.ended_by_force", after=STOP_WITHIN)
    sys.stderr.flush()
    os._exit(1)
