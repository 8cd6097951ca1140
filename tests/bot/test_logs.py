"""Logs name things by id: neither tokens nor anybody's words are in them, however much is logged."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from io import StringIO

import pytest
import structlog

from bot.features.nominations.card import SHARE_WORDS
from bot.features.stories.card import CHEER
from bot.playground.entities import Message
from bot.service import logs
from tests.bot.mishaps import read_only
from tests.bot.steps import DOUBT_IS_OVER, POST, UPDATE, feed
from tests.journeys.world import World, a_world

# In everything that anybody types; and it stands in no log by chance.
WORD = "zugzwang-in-the-harbour"


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """All that is logged, by the bot and by everything under it, at the finest level."""
    written = StringIO()
    root = logging.getLogger()
    before, level, handlers = structlog.get_config(), root.level, list(root.handlers)
    levels = {name: logging.getLogger(name).level for name in (*logs.TALKATIVE, *logs.MUTE)}
    root.handlers.clear()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        logs.set_up(logging.DEBUG)
        yield written
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
async def world(request: pytest.FixtureRequest, logged: StringIO) -> AsyncIterator[World]:
    way_in, _, database = request.param.partition("-")
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    async with a_world(url, way_in) as world:
        yield world


async def a_day(world: World) -> None:
    """All that people do in a day, with a database that fails and a Slack that fails in between."""
    await feed(world)
    await world.types("ana", "#support", f"/mindset {WORD}")
    await world.types("ana", "#support", f"/mindset plain utilise {WORD}")
    await world.types("ana", "#general", f"/mindset retire {WORD} {WORD}")
    await world.sends("ana", instead=WORD)
    await world.slack.hands.close("ana")
    await world.types("ana", "#support", f"/mindset poll {WORD}")
    await world.sends("ana")
    await world.beat()
    await world.types("ana", "#support", f"/mindset story {WORD}")
    with read_only(world.bot.house.engine):
        await world.sends("ana", taught=WORD)
        await world.types("ana", "#support", "/mindset feed #kudos")
        await world.beat()
    await world.sends("ana")
    moment = await world.slack.hands.say("bruno", "#support", WORD)
    await world.slack.hands.react("carla", moment, "star2")
    secret = await world.slack.hands.say("bruno", "#escalations", WORD)
    await world.slack.hands.react("carla", secret, "star2")
    world.slack.faults.lose_answers(POST)
    world.slack.faults.server_errors(POST)
    await world.beat()
    await world.later(DOUBT_IS_OVER)
    world.slack.faults.refuse(UPDATE, "internal_error")
    [poll] = world.posts("#support")
    await world.presses("bruno", poll, first_vote(poll))
    for post in world.posts("#kudos"):
        await world.presses("bruno", post, CHEER)
    for letter in world.letters("bruno"):
        if SHARE_WORDS in json.dumps(letter.blocks):
            await world.presses("bruno", letter, SHARE_WORDS)
    await world.slack.hands.open_home("ana")
    await world.beat()


def first_vote(poll: Message) -> str:
    buttons, _ = [block for block in poll.blocks or [] if block["type"] == "actions"]
    action: str = buttons["elements"][0]["action_id"]
    return action


async def test_a_whole_day_leaves_no_token_and_nobody_s_words_in_the_logs(
    world: World, logged: StringIO
) -> None:
    await a_day(world)
    shown = json.dumps([m.blocks for m in world.posts("#kudos") + world.posts("#support")])
    assert shown.count(WORD) >= 2, "the day was not what it should have been"

    written = logged.getvalue()
    assert "listener.failed" in written, "nothing was logged at all"
    assert WORD not in written
    for secret in world.slack.app.hidden:
        assert secret not in written
    for mark in ("xoxb-", "xapp-", "hooks/", "ticket="):
        assert mark not in written
