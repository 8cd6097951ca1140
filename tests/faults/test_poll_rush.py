"""Two thousand people press at once: each vote counts once, and Slack is asked for no more than it allows."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.playground import StandIn, serve
from bot.service import manifest
from bot.service.clock import WallClock
from rituals import polls
from rituals.catalog import Catalog
from rituals.db import connect
from rituals.ids import PersonId
from rituals.polls import Shown, of_framework
from rituals.polls.records import Vote
from tests.cast import ANA, HARBOUR, NOW, SUPPORT, scene
from tests.databases import Act
from tests.faults.pressing import Press, a_crowd, listens
from tests.faults.processes import BotProcess, TownClock, until
from tests.journeys.world import free_port, settings
from tests.rituals.polling import HOUR, HUMAN, IN_ROLE, KEY

SEED = 20260302
PEOPLE = [PersonId(f"U0RUSH{number:04}") for number in range(2000)]
# So many change their minds, after everybody has voted.
FICKLE = 100


@pytest.mark.parametrize(("database", "processes"), [("postgresql", 3), ("sqlite", 1)])
async def test_of_two_thousand_who_press_at_once_each_counts_once(
    request: pytest.FixtureRequest, tmp_path: Path, catalog: Catalog, database: str, processes: int
) -> None:
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    clock, log = TownClock(NOW), tmp_path / "bot.log"
    slack = StandIn(clock, town="quiet", rate_limits=False)
    slack.configure(manifest.manifest())
    engine = connect(url)
    act = Act(engine)
    async with serve(slack) as address:
        config = settings(slack, address, url, "http")
        about = {"closes_at": NOW + HOUR, "key": KEY, "request": "form"}
        place, setup = polls.Place(SUPPORT, open=True), of_framework(catalog.framework("be_human"))
        poll = act(polls.open_poll, scene(ANA), setup, place, **about)
        ports = [free_port() for _ in range(processes)]
        bots = [BotProcess(config.model_copy(update={"port": port}), clock, log) for port in ports]
        await asyncio.gather(*map(listens, ports))

        chance = Random(SEED)
        wanted = {person: HUMAN if chance.random() < 0.6 else IN_ROLE for person in PEOPLE}
        begun = WallClock().now()
        async with a_crowd(config, f"{address}/hooks/nobody") as crowd:
            votes = [Press(person, poll, option) for person, option in wanted.items()]
            statuses = await crowd.press_all(votes, ports)
            for person in PEOPLE[:FICKLE]:
                wanted[person] = IN_ROLE if wanted[person] == HUMAN else HUMAN
            changed = [Press(person, poll, wanted[person]) for person in PEOPLE[:FICKLE]]
            statuses += await crowd.press_all(changed, ports[::-1])
        took = (WallClock().now() - begun).total_seconds()
        assert Counter(statuses) == {200: len(PEOPLE) + FICKLE}

        def shown() -> Shown:
            return act(polls.shown, HARBOUR, poll)

        assert shown().voters == len(PEOPLE)
        clock.advance(HOUR.total_seconds())
        await until(lambda: shown().closed, "the poll closes")
        result = shown().tally
        assert result is not None
        assert (+Counter(result.votes), result.voters) == (Counter(wanted.values()), len(PEOPLE))
        assert act(lambda db: list(db.scalars(select(Vote)))) == []
        updates = sum(call.method == "chat.update" for call in slack.calls)
        print(f"{database}: {len(statuses) / took:.0f} presses a second, {updates} updates in {took:.0f} s")
        assert 1 <= updates <= took / 1.25 + 10 * processes
        for bot in bots:
            assert await bot.stop() == 0
    engine.dispose()
    written = log.read_text()
    assert "listener.failed" not in written
    assert "U0RUSH" not in written, "the log says who pressed"
