"""Bots as processes of their own, which can be killed like any other, and the one clock that all share."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.sharedctypes import RawValue
from pathlib import Path

import uvloop

from bot.app.run import run
from bot.service import logs
from bot.service.clock import WallClock
from bot.service.config import Config

# Forked from a server that has everything imported, so that a life costs no second to begin.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "bot.cli"])
PATIENCE = 40.0


class TownClock:
    """Real time plus an offset in shared memory: moved once, it has moved for the stand-in and every bot."""

    def __init__(self, start: datetime) -> None:
        # Raw, for a process that is killed while it holds a lock never lets go of it.
        self._ahead = RawValue("d", (start - WallClock().now()).total_seconds())

    def now(self) -> datetime:
        return WallClock().now() + timedelta(seconds=self._ahead.value)

    def advance(self, seconds: float) -> None:
        self._ahead.value += seconds


class BotProcess:
    """`headfirst run`, without the two seconds that Python needs to load it."""

    def __init__(self, config: Config, clock: TownClock, log: Path) -> None:
        self._process = FORKS.Process(target=_live, args=(config, clock, str(log)), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said goodbye to."""
        self._process.kill()
        self._process.join()

    async def stop(self) -> int | None:
        """SIGTERM, and the exit code. Not a blocking join: the stand-in in this loop has to say goodbye."""
        self._process.terminate()
        await until(lambda: not self._process.is_alive(), "the bot stops")
        return self._process.exitcode


def _live(config: Config, clock: TownClock, log: str) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, 2)
    logs.set_up()
    uvloop.run(run(config, clock))


async def until(true: Callable[[], bool], why: str, every: float = 0.02) -> None:
    """Wait for something that another process does, and that nobody tells us of."""
    try:
        async with asyncio.timeout(PATIENCE):
            # There is no event between processes.
            while not true():  # noqa: ASYNC110
                await asyncio.sleep(every)
    except TimeoutError:
        raise AssertionError(f"It never happened: {why}.") from None
