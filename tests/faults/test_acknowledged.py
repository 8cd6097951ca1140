"""What was acknowledged is done, though the process dies at that very moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rituals.inbox.records import Entry
from tests.faults.processes import until
from tests.faults.storm import Storm, a_storm

WORDS = "I stayed on the line until her mother picked up."


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(fixture))


def said_in(storm: Storm, channel: str) -> str:
    """All that the bot says in a channel, private answers included."""
    place = storm.slack.workspace.find_channel(channel)
    return "\n".join(str(message.blocks) for message in place.messages if message.bot)


def waiting(storm: Storm) -> int:
    with Session(storm.engine) as db:
        return db.scalar(select(func.count()).select_from(Entry)) or 0


async def test_a_reaction_is_told_by_the_next_process_when_the_first_dies_right_after_its_answer(
    url: str, tmp_path: Path
) -> None:
    async with a_storm(url, tmp_path / "bot.log", seed=1) as storm:
        moment = await storm.slack.hands.say("bruno", "#support", WORDS)
        first = storm.bot()
        await storm.slack.connected()
        silence = storm.slack.faults.silence()
        await storm.slack.hands.react("carla", moment, "star2")
        await storm.slack.settled(retries=False)
        first.kill()
        await until(lambda: not storm.slack.sockets.connections, "Slack hears of the death")
        assert waiting(storm) == 1
        silence.release()
        # Where two processes may share a database, the next one waits until the lease of the dead is over.
        storm.clock.advance(61)
        second = storm.bot()
        await until(lambda: WORDS in said_in(storm, "#kudos"), "it's told")
        assert waiting(storm) == 0
        assert await second.stop() == 0


async def test_what_slack_was_too_slow_for_is_answered_by_the_next_process(url: str, tmp_path: Path) -> None:
    async with a_storm(url, tmp_path / "bot.log", seed=1) as storm:
        first = storm.bot()
        await storm.slack.connected()
        silence = storm.slack.faults.silence()
        answered = await storm.slack.hands.command("ana", "#support", "/mindset schedule daily 09:00")
        assert "One moment" in str(answered.body)
        first.kill()
        await until(lambda: not storm.slack.sockets.connections, "Slack hears of the death")
        assert waiting(storm) == 1
        silence.release()
        storm.clock.advance(61)
        second = storm.bot()
        await until(lambda: waiting(storm) == 0, "it's done")
        assert "every day at 09:00" in said_in(storm, "#support").lower()
        assert await second.stop() == 0
