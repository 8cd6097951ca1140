"""What waits at the same time is done in one transaction, and what fails takes nothing else along."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from bot.service.clock import MovableClock
from bot.service.house import House
from rituals import inbox
from rituals.catalog import Catalog
from rituals.errors import Gone
from rituals.inbox import Arrival
from tests.cast import ANA, NOW, scene


@pytest.fixture
async def house(engine: Engine, catalog: Catalog) -> AsyncIterator[House]:
    house = House(engine, catalog, MovableClock(NOW))
    yield house
    await house.close()


def arrival(number: int) -> Arrival:
    return Arrival(scene(ANA), f"event:{number}", {"number": number})


def choosy(db: Session, arrivals: Sequence[Arrival]) -> list[bool]:
    """Keeps all of them, and stumbles over the third."""
    kept = inbox.keep_each(db, arrivals)
    if any(each.once_key == "event:3" for each in arrivals):
        raise Gone
    return kept


async def test_what_waits_together_is_committed_together(house: House, engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    kept = await asyncio.gather(*(house.together(inbox.keep_each, arrival(n)) for n in range(20)))
    assert kept == [True] * 20
    assert await house.read(inbox.waiting) == 20
    assert len(commits) < 5


async def test_what_is_at_another_place_shares_no_transaction_and_no_line_is_kept(house: House) -> None:
    groups: list[int] = []

    def counted(db: Session, arrivals: Sequence[Arrival]) -> list[bool]:
        groups.append(len(arrivals))
        return inbox.keep_each(db, arrivals)

    places = ["here", "there", "here", "here", "there"]
    await asyncio.gather(*(house.together(counted, arrival(n), at) for n, at in enumerate(places)))
    assert sum(groups) == 5
    assert max(groups) <= 3
    assert house._lines == {}


async def test_one_that_fails_fails_alone(house: House) -> None:
    answers = await asyncio.gather(
        *(house.together(choosy, arrival(n)) for n in range(6)), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [bool, bool, bool, Gone, bool, bool]
    assert await house.read(inbox.waiting) == 5


async def test_what_was_asked_for_is_done_though_nobody_waits_for_it_any_more(house: House) -> None:
    first = asyncio.create_task(house.together(inbox.keep_each, arrival(1)))
    gone = asyncio.create_task(house.together(inbox.keep_each, arrival(2)))
    await asyncio.sleep(0)
    gone.cancel()
    await first
    assert await house.together(inbox.keep_each, arrival(3))
    assert await house.read(inbox.waiting) == 3
