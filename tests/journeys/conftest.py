"""Every journey runs twice: by Socket Mode on SQLite, and over signed HTTP on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.journeys.world import World, a_world, words


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    way_in, _, database = request.param.partition("-")
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    async with a_world(url, way_in) as world:
        yield world
        check_nobody_is_told_to_type(world)


def check_nobody_is_told_to_type(world: World) -> None:
    """Among the bot's direct messages and in its Home nobody can type, so buttons stand there."""
    town = world.slack.workspace
    letters = [
        each for place in town.channels.values() if place.kind == "im" for each in place.messages if each.bot
    ]
    for shown in (*(each for each in letters if not each.ephemeral), *town.homes.values()):
        assert "/mindset" not in words(shown)
