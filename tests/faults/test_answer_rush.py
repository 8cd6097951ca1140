"""Two hundred people answer at once: all answers are there, and Slack is asked for no more than it allows."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from bot.features.answers.card import ANSWER
from bot.playground.entities import User
from bot.playground.limits import Limits
from bot.playground.refusals import TooFast
from rituals.posts.records import Post
from tests.faults.processes import until
from tests.journeys.answering import said, thread
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.world import World, a_world, words

CROWD = [f"U0CROWD{number:04}" for number in range(200)]
AT_ONCE = 50
# In seconds, as Slack has it: a message a second in a channel.
PACE = 1.0
PATIENCE = 300


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_two_hundred_answers_are_all_there_within_slacks_limits(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    refused, sent = watched(monkeypatch)
    async with a_world(url, pace=PACE) as world:
        await plan(world)
        world.clock.move_to(MONDAY_NINE)
        await world.bot.heartbeat.beat()
        stopping = asyncio.Event()
        courier = asyncio.create_task(world.bot.courier.run(stopping))
        await until(lambda: bool(world.posts("#support")), "the card is posted")
        for number, person in enumerate(CROWD):
            world.slack.workspace.users[person] = User(person, f"crowd{number}", f"Crowd {number}")
        for start in range(0, len(CROWD), AT_ONCE):
            await asyncio.gather(*(answer(world, person) for person in CROWD[start : start + AT_ONCE]))
        [card] = [post for post in world.posts("#support") if post.thread_ts in (None, post.ts)]
        await until(lambda: len(said(world, card)) == len(CROWD), "all answers are there")
        await until(lambda: "*200 answers.*" in words(card), "the card counts them")
        stopping.set()
        await courier
        assert sorted(said(world, card)) == sorted(f"<@{person}>: From {person}" for person in CROWD)
        # Gathered, or it would take 200 seconds; and none was lost or sent again.
        assert 14 <= len(thread(world, card)) <= 100
        stuck = select(func.count()).where(Post.channel == "C0SUPPORT00", Post.due_at.is_not(None))
        assert await world.bot.house.quietly(lambda db: db.scalars(stuck).one()) == 0
    # A hundred forms a minute are all that Slack opens; of messages, it's asked for no more than it allows.
    assert set(refused) <= {"views.open"}
    assert all(later - earlier >= PACE for earlier, later in pairwise(sent))


async def answer(world: World, person: str) -> None:
    """Somebody presses *Answer* and sends a line. Where Slack opens no form, they press again a bit later."""
    [card] = [post for post in world.posts("#support") if post.thread_ts in (None, post.ts)]
    async with asyncio.timeout(PATIENCE):
        while True:
            await world.presses(person, card, ANSWER)
            if world.slack.workspace.modal_of(person):
                break
            assert "Slack was too slow to open the form" in words(world.whispers(person, "#support")[-1])
            await asyncio.sleep(PACE)
    assert (await world.sends(person, answer=f"From {person}")).ok


def watched(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[float]]:
    """The methods that Slack refuses as too fast, and when the bot sent a message to the channel."""
    refused: list[str] = []
    sent: list[float] = []
    admit = Limits.admit

    def admitted(self: Limits, method: str, tier: str, channel: str | None) -> None:
        try:
            admit(self, method, tier, channel)
        except TooFast:
            refused.append(method)
            raise
        if method in ("chat.postMessage", "chat.update"):
            sent.append(asyncio.get_running_loop().time())

    monkeypatch.setattr(Limits, "admit", admitted)
    return refused, sent
