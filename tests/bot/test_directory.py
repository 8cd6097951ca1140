"""What Slack has said of people and channels: how long it is believed without asking again."""

from __future__ import annotations

from datetime import timedelta

from tests.bot.steps import calls
from tests.cast import ANA, HARBOUR, SUPPORT
from tests.journeys.world import World


async def test_what_a_channel_allows_is_believed_for_five_minutes(world: World) -> None:
    directory = world.bot.door.parser.directory
    asked = []
    for later in (timedelta(), timedelta(minutes=4), timedelta(minutes=1, seconds=1)):
        world.clock.advance(later)
        await directory.channel(HARBOUR, SUPPORT)
        asked.append(len(calls(world, "conversations.info")))
    assert asked == [1, 1, 2]


async def test_what_somebody_is_called_is_believed_for_a_day(world: World) -> None:
    directory = world.bot.door.parser.directory
    asked = []
    for later in (timedelta(), timedelta(hours=23), timedelta(hours=1, seconds=1)):
        world.clock.advance(later)
        await directory.person(HARBOUR, ANA)
        asked.append(len(calls(world, "users.info")))
    assert asked == [1, 1, 2]
