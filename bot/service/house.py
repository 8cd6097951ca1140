"""The composition root: what the parts of the bot are given, and the one bridge into the domain."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import inf
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.service.clock import Clock, SharedClock, steady
from bot.service.health import Health
from bot.service.recall import Recall
from bot.service.together import SharedTurn
from rituals.catalog import Catalog
from rituals.db import (
    Left,
    Trouble,
    footprint,
    is_there,
    is_whole,
    read_only,
    save_something,
    scrub,
    time_of,
    transaction,
    waiting_only,
)
from rituals.ids import PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

log = structlog.get_logger()

# Nobody who waits for an answer stands in line behind work that nobody waits for.
THREADS, THREADS_BEHIND = 8, 3
# All in seconds. Slack waits for three: what a person has asked for is saved by then, or isn't.
ANSWER_WITHIN = 2.5
# On PostgreSQL one process waits for another's locks. Whether the server is silent is found out elsewhere.
IN_A_RUSH = 8.0
# Whatever else is done, as long as nobody says how long it may take.
AS_A_RULE = 30.0
# Hosts don't wait long for the answer whether anything can be saved.
PROVED_WITHIN = 2.0
# How long what was put off is waited for, and how long a thread that doesn't come back.
PATIENCE, LAST_PATIENCE = 15.0, 1.0


@dataclass
class Budget:
    """Until when acts may take their time; tasks begun by the one that waits share it."""

    until: float
    waited_for: bool = False

    def lift(self) -> None:
        """Nobody waits any more."""
        self.until = steady() + AS_A_RULE
        self.waited_for = False


_BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)


class House:
    """The database, the catalogue and the clock. `woken` is set when an act may have left work to send.

    `count` counts the seconds for which rarely changed facts are believed. `public_url` is where people reach
    its pages, without a slash at the end; empty if they can't.
    """

    def __init__(
        self,
        engine: Engine,
        catalog: Catalog,
        clock: Clock,
        count: Callable[[], float] = steady,
        public_url: str = "",
    ) -> None:
        self.engine = engine
        self.embedded = engine.dialect.name == "sqlite"
        self.catalog = catalog
        self.clock = clock
        self.public_url = public_url
        self.woken = asyncio.Event()
        # Set when a request was kept that somebody has to work on.
        self.came = asyncio.Event()
        self.health = Health()
        self._recall = Recall(count)
        self._lines: dict[tuple[Callable[..., Any], Hashable], SharedTurn] = {}
        self._afterwards: set[asyncio.Task[None]] = set()
        self._on_threads: set[asyncio.Future[Any]] = set()
        self._stop_by = inf
        self._proof: asyncio.Task[None] | None = None
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="act")
        self._behind = ThreadPoolExecutor(THREADS_BEHIND, thread_name_prefix="behind")

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
        """Like act, for bookkeeping: it leaves nothing to send."""
        return await self._on_thread(self._run, act, args, kwargs)

    async def together(
        self, act: Callable[[Session, Sequence[Item]], Sequence[T]], item: Item, place: Hashable = None
    ) -> T:
        """Like quietly, for an act that does many items at once: with all that wait at that place by then.

        If they fail, each is done alone; so it has to be an act that changes nothing when it's done again.
        """
        key = (act, place)
        line = self._lines.setdefault(key, SharedTurn(act, self.quietly))
        try:
            return await line.join(item)  # type: ignore[no-any-return]
        finally:
            if line.is_empty:
                self._lines.pop(key, None)

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query of the domain finds. It waits for nobody who writes, and may not write itself."""
        return await self._on_thread(self._look, query, args, kwargs)

    async def recall(self, query: Callable[..., T], *args: Hashable) -> T:
        """The same for what rarely changes, as it was at most a second ago; never older than an act of ours.

        Who asks gets what others got: it isn't to be changed. A scene stands for its place and person.
        """
        asked = (query, *map(_place, args))
        known = self._recall.known(asked)
        if known is not None:
            return known.answer  # type: ignore[no-any-return]
        return await self._on_thread(self._look_and_keep, asked, query, args)

    def answering(self) -> Budget:
        """Somebody waits for this task: from now on its acts have ANSWER_WITHIN seconds, all together."""
        budget = Budget(steady() + ANSWER_WITHIN, waited_for=True)
        _BUDGET.set(budget)
        return budget

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """This task's acts may take that long, all together."""
        token = _BUDGET.set(Budget(steady() + seconds))
        try:
            yield
        finally:
            _BUDGET.reset(token)

    def hurry(self, seconds: float) -> None:
        """The bot is being stopped: no act waits for the database any longer than that."""
        self._stop_by = steady() + seconds

    async def keep_time(self) -> None:
        """Ask the database what time it is, if its answer is needed: all its processes go by that."""
        if isinstance(self.clock, SharedClock) and self.clock.is_due():
            await self.read(_hear, self.clock)

    def ahead(self) -> timedelta:
        """How far this machine's own clock is ahead of the one that all processes share."""
        return self.clock.ahead() if isinstance(self.clock, SharedClock) else timedelta()

    async def ping(self) -> None:
        """Whether the database answers at all, which it does at once even where much is locked."""
        with self.within(PROVED_WITHIN):
            await self.read(is_there)

    async def prove(self) -> Trouble | None:
        """What keeps the bot from saving, if anything does. It tries, once for all who ask at once."""
        if self._proof is None or self._proof.done():
            self._proof = asyncio.create_task(self._save_something())
        await asyncio.shield(self._proof)
        return self.health.trouble

    async def _save_something(self) -> None:
        try:
            with self.within(PROVED_WITHIN):
                await self.quietly(save_something)
            self.health.saved()
        except Exception as error:
            if self.health.trouble is None:
                raise
            self.health.could_not("house.cannot_save", error)

    async def scrub(self) -> bool:
        """Make what was erased truly gone; False if it has to be tried again."""
        return await self._on_thread(scrub, self.engine)

    async def examine(self) -> None:
        """Read the whole database file, if it is one, and see whether it is damaged."""
        if not await self._on_thread(is_whole, self.engine):
            self.health.found(Trouble.DAMAGED)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on with this after the listener has answered. What fails is logged; `work` tells the person."""
        # Nobody waits any more.
        context = copy_context()
        context.run(_BUDGET.set, None)
        task = asyncio.create_task(work, context=context)
        # The loop itself holds on to tasks only weakly.
        self._afterwards.add(task)
        task.add_done_callback(self._done)

    async def quiet(self) -> None:
        """Wait until nothing is left of what was put off until later."""
        while self._afterwards:
            await asyncio.wait(self._afterwards)

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

    async def close(self, patience: float = LAST_PATIENCE) -> None:
        """Wait for the acts under way, then let go of the database."""
        late: set[asyncio.Future[Any]] = set()
        if self._on_threads:
            _, late = await asyncio.wait(self._on_threads, timeout=patience)
        for threads in (self._threads, self._behind):
            threads.shutdown(wait=not late)
        self.engine.dispose()

    async def _on_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        budget = _BUDGET.get() or Budget(steady() + AS_A_RULE)
        threads = self._threads if budget.waited_for else self._behind
        future = loop.run_in_executor(threads, self._attempt, budget, work, args, kwargs)
        self._on_threads.add(future)
        future.add_done_callback(self._on_threads.discard)
        return await asyncio.shield(future)

    def _attempt(
        self, budget: Budget, work: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> T:
        try:
            with waiting_only(self._left(budget)):
                return work(*args, **kwargs)
        except Exception as error:
            self.health.failed(error)
            raise

    def _left(self, budget: Budget) -> Left:
        # In a rush it is our own line that is long, and not the database that is in trouble: then whoever has
        # come to a thread may wait on.
        at_least = steady() + (ANSWER_WITHIN if self.embedded else IN_A_RUSH)

        def left() -> float:
            # Asked again and again, for trouble or a stop may come meanwhile.
            limit = budget.until if self.health.trouble else max(budget.until, at_least)
            return min(limit, self._stop_by) - steady()

        return left

    def _done(self, task: asyncio.Task[None]) -> None:
        self._afterwards.discard(task)
        error = None if task.cancelled() else task.exception()
        if task.cancelled() or error:
            # The type and no more: the text of an error may quote what somebody wrote.
            log.error("later.failed", error=type(error).__name__ if error else "Stopped")

    def _run(self, act: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        with footprint() as steps:
            result = self._committed(act, args, kwargs)
        self._recall.forget(steps.written)
        self.health.worked()
        return result

    def _committed(self, act: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        done = False
        try:
            with transaction(self.engine) as db:
                result = act(db, *args, **kwargs)
                done = True
            return result
        except DBAPIError as error:
            # Of a commit that was cut off nobody knows whether it came to pass.
            if done or not error.connection_invalidated:
                raise
        with transaction(self.engine) as db:
            return act(db, *args, **kwargs)

    def _look(self, query: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        try:
            with read_only(self.engine) as db:
                result = query(db, *args, **kwargs)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            with read_only(self.engine) as db:
                result = query(db, *args, **kwargs)
        self.health.answered()
        return result

    def _look_and_keep(self, asked: Hashable, query: Callable[..., T], args: tuple[Any, ...]) -> T:
        asking = self._recall.asking()
        with footprint() as steps:
            answer = self._look(query, args, {})
        self._recall.keep(asked, answer, steps.read, asking)
        return answer


def _place(asked: object) -> Hashable:
    # Whenever it is asked, it is the same question.
    return (asked.workspace, asked.person) if isinstance(asked, Scene) else asked


def _hear(db: Session, clock: SharedClock) -> None:
    clock.hear(partial(time_of, db))
