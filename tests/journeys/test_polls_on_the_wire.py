"""Nobody who reads the wire log, or what the bot logs, can join a person and their vote."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.playground.entities import Message
from tests.cast import ANA, PEOPLE
from tests.journeys.polling import my_vote, start
from tests.journeys.world import World, a_world

VOTES = {"ana": "learn", "bruno": "teach", "carla": "get_lost", "dora": "get_lost"}
NAMES = (*PEOPLE, *VOTES, "Ana", "Bruno", "Carla", "Dora")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "wire.jsonl"


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
async def world(request: pytest.FixtureRequest, log: Path) -> AsyncIterator[World]:
    way_in, _, database = request.param.partition("-")
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    async with a_world(url, way_in, wire_log=log) as world:
        yield world


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


async def all_vote(world: World, poll: Message) -> None:
    """Everybody votes, changes their mind, says which disguise it wore, asks for their vote; it closes."""
    for person, choice in VOTES.items():
        await world.presses(person, poll, "vote:teach" if choice == "learn" else "vote:learn")
        await world.presses(person, poll, f"vote:{choice}")
        if choice == "get_lost":
            worn = world.form(person)["blocks"][1]["element"]["options"][0]["value"]
            answered = await world.sends(person, worn=worn)
            assert answered.ok, answered
        await my_vote(world, person, poll)
    await world.beat()
    await world.later(timedelta(days=1))


async def test_no_line_of_the_wire_log_says_who_pressed(world: World, log: Path) -> None:
    poll = await start(world, framework="learn_teach_getlost")
    before = len(lines(log))
    await all_vote(world, poll)
    written = lines(log)[before:]
    pressed = [
        line["body"]["actions"][0]["action_id"] for line in written if line["name"].startswith("vote:")
    ]
    assert sorted(set(pressed)) == ["vote:get_lost", "vote:learn", "vote:teach"], "the log tells nothing"
    assert {"views.open", "response_url", "chat.update"} <= {line["name"] for line in written}
    for line in written:
        found = {name for name in NAMES if name in json.dumps(line)}
        # Whose poll it is stands on its card.
        assert found <= {ANA}, line
        # And its result is sent to them.
        to_the_maker = line["body"].get("channel") == ANA
        assert not found or to_the_maker or f"started by <@{ANA}>" in json.dumps(line)


async def test_the_wire_log_still_tells_who_typed_what(world: World, log: Path) -> None:
    await world.types("bruno", "#support", "/mindset help")
    [line] = [line for line in lines(log) if line["name"] == "/mindset"]
    assert line["body"]["user_name"] == "bruno"
