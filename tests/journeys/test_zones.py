"""By whose clock a day is meant, where Slack or this Python doesn't know somebody's zone."""

from __future__ import annotations

import pytest

from tests.journeys.steps import plan
from tests.journeys.test_practice import BERLIN_NINE, practise
from tests.journeys.world import World, words

LINES = ("/mindset", "/mindset hero", "/mindset trends", "/mindset trends touchpoints")


def unknown(world: World, why: str) -> None:
    """From now on nobody can say in which zone Bruno is."""
    if why == "unknown zone":
        world.slack.workspace.find_user("bruno").tz = "Mars/Olympus_Mons"
    elif why == "no zone":
        world.slack.workspace.find_user("bruno").tz = ""
    else:
        world.slack.faults.refuse("users.info", why, times=50)


@pytest.mark.parametrize("why", ["unknown zone", "no zone", "user_not_found", "user_not_visible"])
async def test_whose_zone_nobody_knows_can_do_all_that_others_can(world: World, why: str) -> None:
    unknown(world, why)
    for line in LINES:
        assert "went wrong" not in await world.types("bruno", "#support", line)
    home = await world.slack.hands.open_home("bruno")
    assert home is not None
    assert "Today's thought experiment" in words(home)
    await world.types("bruno", "#support", "/mindset poll")
    assert (await world.sends("bruno", framework="be_human")).ok
    await world.beat()
    assert len(world.posts("#support")) == 1


async def test_they_go_by_the_zone_of_the_workspaces_rituals(world: World) -> None:
    await plan(world, framework="be_human")
    await plan(world, channel="#kudos", framework="head_first")
    unknown(world, "unknown zone")
    assert "09:00 (Europe/Lisbon)" in await practise(world, "bruno")


async def test_where_there_are_no_rituals_they_go_by_utc(world: World) -> None:
    unknown(world, "user_not_found")
    assert "09:00 (UTC)" in await practise(world, "bruno")


async def test_whoever_moves_to_a_zone_that_is_not_known_keeps_their_old_one(world: World) -> None:
    await practise(world, "carla")
    carla = world.slack.workspace.find_user("carla")
    carla.tz = "Mars/Olympus_Mons"
    told = world.slack.events.send({"type": "user_change", "user": world.slack.payloads.user(carla)})
    assert told is not None
    assert (await told).ok
    await world.at(BERLIN_NINE)
    assert len(world.letters("carla")) == 1
