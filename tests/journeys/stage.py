"""A world for generated tests: each step is waited for, and each example starts over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.playground import town
from bot.service import manifest
from rituals import stories, workspaces
from rituals.db import Base
from rituals.workspaces import Settings
from tests.cast import HARBOUR, KUDOS, scene
from tests.journeys.world import World

T = TypeVar("T")
# In seconds; nothing takes so long but what never ends.
PATIENCE = 60
Step = tuple[Coroutine[Any, Any, Any], "Future[Any]"]


@dataclass
class Stage:
    """The world and Hypothesis take turns: while one goes on, the other stands still."""

    world: World
    steps: SimpleQueue[Step | None] = field(default_factory=SimpleQueue)

    async def play(self, generated: Callable[[], None]) -> None:
        """Run a generated test; every step that it is to `do` goes on in the world's loop."""
        playing = asyncio.create_task(asyncio.to_thread(self._to_the_end, generated))
        await asyncio.sleep(0)
        # Blocking on purpose: what went on meanwhile would look like chance to Hypothesis.
        while (step := self.steps.get()) is not None:
            await _take(*step)
        await playing

    def do(self, step: Coroutine[Any, Any, T]) -> T:
        """The step is done, in the world's loop."""
        done: Future[T] = Future()
        self.steps.put((step, done))
        return done.result()

    def afresh(self, settings: Settings) -> None:
        """Nobody has said anything, and the bot knows only the feed and the settings."""
        self.do(self._afresh(settings))

    def _to_the_end(self, generated: Callable[[], None]) -> None:
        try:
            generated()
        finally:
            self.steps.put(None)

    async def _afresh(self, settings: Settings) -> None:
        await self.world.slack.settled()
        workspace = self.world.slack.workspace
        for kept in (workspace.channels, workspace.groups, workspace.stacks, workspace.homes):
            kept.clear()
        town.settle(workspace, "quiet")
        self.world.slack.configure(manifest.manifest())
        await self.world.bot.house.act(_empty)
        await self.world.bot.house.act(workspaces.change_settings, scene(), settings)
        await self.world.bot.house.act(stories.set_feed, scene(), KUDOS)


async def _take(step: Coroutine[Any, Any, T], done: Future[T]) -> None:
    try:
        done.set_result(await asyncio.wait_for(step, PATIENCE))
    except Exception as error:
        done.set_exception(error)


def _empty(db: Session) -> None:
    stories.unsearch(db, HARBOUR)
    for table in reversed(Base.metadata.sorted_tables):
        db.execute(delete(table))
