"""`headfirst playground`: the stand-in Slack and the unchanged bot, together, with one address to open."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import typer

from bot.app.run import Bot, assembled, listening, pages_app, stop_signal, working
from bot.playground import StandIn, serve
from bot.playground.opening import play_opening
from bot.service import manifest
from bot.service.clock import MovableClock, WallClock
from bot.service.config import Config, ConfigError
from bot.service.secrets import fresh_secret
from rituals import links
from rituals.links import LinkKind

HOST = "127.0.0.1"
TOWN = ZoneInfo("Europe/Lisbon")
AFTERNOON = time(15)


async def play(config: Config, port: int, wire_log: Path | None = None) -> None:
    """Serve the playground until stopped. It starts empty every time."""
    stopping = stop_signal()
    try:
        standin = StandIn(MovableClock(_an_afternoon(WallClock().now())), wire_log=wire_log)
    except OSError as error:
        raise ConfigError(
            f"Can't write to {wire_log} ({error.strerror}): choose another file for --wire-log."
        ) from None
    standin.configure(manifest.manifest(steps=True))
    async with serve(standin, HOST, _free(port)) as url, _bot(config, standin, url):
        typer.echo(f"Open {url}/ in your browser. Press Ctrl-C to stop.")
        await stopping.wait()


@asynccontextmanager
async def _bot(config: Config, standin: StandIn, url: str) -> AsyncIterator[Bot]:
    # The stand-in forgets everything when it stops, so the bot must not remember more than it does.
    with TemporaryDirectory(prefix="headfirst-") as folder:
        settings = config.model_copy(
            update={
                "slack_bot_token": standin.bot_token,
                "slack_app_token": standin.app_token,
                "slack_api_url": f"{url}/api/",
                "database_url": f"sqlite:///{folder}/playground.db",
                # Its pages are at the playground's own address.
                "public_url": "",
            }
        )
        async with assembled(settings, standin.clock) as bot, working(bot), listening(bot, settings):
            await _put_up_the_wall(bot, standin, url)
            await standin.connected()
            await play_opening(standin)
            yield bot


async def _put_up_the_wall(bot: Bot, standin: StandIn, url: str) -> None:
    """The bot's pages are at the same address, and the playground's own page leads to its wall."""
    bot.house.public_url, standin.beside = url, pages_app(bot)
    secret = fresh_secret()
    await bot.house.act(links.make, bot.house.scene(bot.pages.workspace), LinkKind.WALL, secret)
    standin.signposts.append(("the wall", f"/wall/{secret}"))


def _an_afternoon(now: datetime) -> datetime:
    """The next one before a working day, so that *Next 09:00* brings what people schedule by default."""
    days = (now.astimezone(TOWN).date() + timedelta(days=n) for n in range(8))
    afternoons = (datetime.combine(day, AFTERNOON, TOWN) for day in days if day.weekday() < 4)
    return next(moment for moment in afternoons if moment >= now)


def _free(port: int) -> int:
    with socket.socket() as probe:
        # What a stopped playground left waiting is no reason to move.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return 0
    return port
