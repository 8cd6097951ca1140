"""`headfirst playground`: the stand-in Slack and the unchanged bot, together, with one address to open."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import typer

from bot import manifest
from bot.clock import MovableClock
from bot.config import Config
from bot.playground import StandIn, serve
from bot.playground.opening import play_opening
from bot.run import Bot, assembled, listening, stop_signal, working

HOST = "127.0.0.1"
NAME = "playground.db"


async def play(config: Config, port: int, wire_log: Path | None = None) -> None:
    """Serve the playground until stopped. It begins afresh every time."""
    stopping = stop_signal()
    standin = StandIn(MovableClock(), wire_log=wire_log)
    standin.configure(manifest.manifest())
    async with serve(standin, HOST, _free(port)) as url, _bot(config, standin, url):
        typer.echo(f"Open {url}/ in your browser. Ctrl-C ends it.")
        await stopping.wait()


@asynccontextmanager
async def _bot(config: Config, standin: StandIn, url: str) -> AsyncIterator[Bot]:
    settings = config.model_copy(
        update={
            "slack_bot_token": standin.bot_token,
            "slack_app_token": standin.app_token,
            "slack_api_url": f"{url}/api/",
            "database_url": f"sqlite:///{_fresh_file(config.data_dir)}",
        }
    )
    async with assembled(settings, standin.clock) as bot, working(bot), listening(bot, settings):
        await standin.connected()
        await play_opening(standin)
        yield bot


def _fresh_file(folder: Path) -> Path:
    # The stand-in forgets everything when it stops, so the bot must not remember more than it does.
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{NAME}*"):
        old.unlink()
    return folder / NAME


def _free(port: int) -> int:
    with socket.socket() as probe:
        # What a stopped playground left waiting is no reason to move.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return 0
    return port
