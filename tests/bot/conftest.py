"""One small world for the tests of the edge: by Socket Mode on SQLite, since the journeys run on both."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.journeys.world import World, a_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with a_world(sqlite_url) as world:
        yield world
