"""Acts that wait at the same time share a transaction: to commit one takes longer than most acts do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from rituals.db import trouble_of

Run: TypeAlias = Callable[..., Awaitable[Sequence[Any]]]

# More aren't kept waiting for the commit that they share.
MOST = 40


@dataclass(eq=False, slots=True)
class _Waiting:
    """What waits to be done, and what came of it."""

    item: Any
    done: bool = False
    answer: Any = None
    error: Exception | None = None


class SharedTurn:
    """Where what one act is to do waits: the first in line takes all the others along.

    `run` runs an act in a transaction of its own, in the time that is left to the one in front.
    """

    def __init__(self, act: Callable[[Session, Sequence[Any]], Sequence[Any]], run: Run) -> None:
        self._act = act
        self._run = run
        self._turn = asyncio.Lock()
        self._waiting: list[_Waiting] = []

    @property
    def is_empty(self) -> bool:
        """Whether nobody waits, and nothing is being done."""
        return not self._waiting and not self._turn.locked()

    async def join(self, item: Any) -> Any:
        """What the act answers for this item, once it's committed. One that fails does so alone."""
        mine = _Waiting(item)
        self._waiting.append(mine)
        # What has begun is finished, also if the caller is cancelled: others may depend on it.
        await asyncio.shield(asyncio.create_task(self._in_turn(mine)))
        if mine.error is not None:
            raise mine.error
        return mine.answer

    async def _in_turn(self, mine: _Waiting) -> None:
        async with self._turn:
            if not mine.done:
                group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._try(group)

    async def _try(self, group: list[_Waiting]) -> None:
        try:
            answers = await self._run(self._act, [one.item for one in group])
        except Exception as error:
            if len(group) > 1 and not trouble_of(error):
                for one in group:
                    await self._try([one])
                return
            for one in group:
                one.done, one.error = True, error
            return
        for one, answer in zip(group, answers, strict=True):
            one.done, one.answer = True, answer
