"""The composition root: what the parts of the bot are given, and the one bridge into the domain."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.clock import Clock
from rituals.catalog import Catalog
from rituals.db import transaction
from rituals.ids import PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 8


class House:
    """The database, the catalogue and the clock. `woken` is set when an act may have left work to send."""

    def __init__(self, engine: Engine, catalog: Catalog, clock: Clock) -> None:
        self.engine = engine
        self.catalog = catalog
        self.clock = clock
        self.woken = asyncio.Event()
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

    def scene(self, workspace: WorkspaceId, person: PersonId = NOBODY) -> Scene:
        """This moment in that workspace."""
        return Scene(workspace, self.clock.now(), person)

    def close(self) -> None:
        """Wait for the acts under way, then let go of the database."""
        self._threads.shutdown()
        self.engine.dispose()

    def _run(self, act: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        with transaction(self.engine) as db:
            return act(db, *args, **kwargs)
