"""The composition root: what the parts of the bot are given, and the one bridge into the domain."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.clock import Clock, SharedClock
from rituals.catalog import Catalog
from rituals.db import scrub, time_of, transaction
from rituals.ids import PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()

THREADS = 8
# In seconds; hosts give a process half a minute to stop.
PATIENCE = 15


class House:
    """The database, the catalogue and the clock. `woken` is set when an act may have left work to send."""

    def __init__(self, engine: Engine, catalog: Catalog, clock: Clock) -> None:
        self.engine = engine
        self.catalog = catalog
        self.clock = clock
        self.woken = asyncio.Event()
        self._afterwards: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="act")

    async def act(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one act of the domain in one transaction, on a thread. It returns after the commit.

        An act that has begun is finished even if the caller is cancelled.
        """
        result = await self.quietly(act, *args, **kwargs)
        self.woken.set()
        return result

    async def quietly(
        self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Like act, for reads and the courier's own bookkeeping: it leaves nothing to send."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._threads, self._run, act, args, kwargs))

    async def keep_time(self) -> None:
        """Ask the database what time it is, if its answer is needed: all its processes go by that."""
        if isinstance(self.clock, SharedClock) and self.clock.is_due():
            await self.quietly(_hear, self.clock)

    def ahead(self) -> timedelta:
        """How far this machine's own clock is ahead of the one that all processes share."""
        return self.clock.ahead() if isinstance(self.clock, SharedClock) else timedelta()

    async def scrub(self) -> bool:
        """Make what was erased truly gone; False if it has to be tried again."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._threads, scrub, self.engine))

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on with this after the listener has answered. What fails is logged; `work` tells the person."""
        task = asyncio.create_task(work)
        # The loop itself holds on to tasks only weakly.
        self._afterwards.add(task)
        task.add_done_callback(self._done)

    async def finish(self, patience: float = PATIENCE) -> None:
        """Wait for what was put off until later; what takes longer than `patience` seconds is given up."""
        if self._afterwards:
            _, unfinished = await asyncio.wait(self._afterwards, timeout=patience)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    def scene(self, workspace: WorkspaceId, person: PersonId = NOBODY) -> Scene:
        """This moment in that workspace."""
        return Scene(workspace, self.clock.now(), person)

    def close(self) -> None:
        """Wait for the acts under way, then let go of the database."""
        self._threads.shutdown()
        self.engine.dispose()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._afterwards.discard(task)
        error = None if task.cancelled() else task.exception()
        if task.cancelled() or error:
            # The type and no more: the text of an error may quote what somebody wrote.
            log.error("later.failed", error=type(error).__name__ if error else "Stopped")

    def _run(self, act: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        with transaction(self.engine) as db:
            return act(db, *args, **kwargs)


def _hear(db: Session, clock: SharedClock) -> None:
    clock.hear(partial(time_of, db))
