"""`kill -9` of the bot at any moment: no message is lost, and none is doubled."""

from datetime import timedelta
from pathlib import Path

from tests.faults.processes import BotProcess, until
from tests.faults.storm import POST, Storm, a_storm

SEED = 20260302
KILLS = 52
RITUALS = 60
KILLS_OF_TWO = 16


async def until_a_moment_that_nobody_has_chosen(storm: Storm, number: int) -> None:
    """Slack has one of its days, and people do things, while the bot starts, works, or just stands there."""
    storm.mishap()
    if storm.chance.random() < 0.2:
        return await storm.real_time_passes(0.3)
    await storm.slack.connected()
    await storm.real_time_passes(0.4)
    # Now that somebody waits for an answer, it may come to the worst at any millisecond.
    await storm.do_something(number)
    await storm.real_time_passes(0.1)


async def kill(storm: Storm, bot: BotProcess, leaving: int, down: float) -> None:
    """It is gone for `down` seconds at most."""
    bot.kill()
    await until(lambda: len(storm.slack.sockets.connections) <= leaving, "Slack hears of the death")
    storm.let_go()
    storm.clock.advance(storm.chance.uniform(0, down))


async def test_killed_at_any_moment_the_bot_loses_nothing_and_doubles_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    print(f"seed {SEED}")
    async with a_storm(sqlite_url, tmp_path / "bot.log", SEED) as storm:
        await storm.schedule(RITUALS, timedelta(seconds=150))
        for number in range(KILLS):
            bot = storm.bot()
            await until_a_moment_that_nobody_has_chosen(storm, number)
            await kill(storm, bot, leaving=0, down=5)
        last = storm.bot()
        await storm.calm()
        assert await last.stop() == 0
        print(f"{storm.looks()} looks, {storm.unanswered} forms unanswered")
        storm.check()
        assert storm.looks() >= 5


async def test_one_of_two_killed_on_one_database_leaves_no_gap_and_no_double(
    postgres_url: str, tmp_path: Path
) -> None:
    print(f"seed {SEED}")
    async with a_storm(postgres_url, tmp_path / "bot.log", SEED) as storm:
        await storm.schedule(RITUALS, timedelta(seconds=150))
        # One at least for certain, whatever chance has in store.
        storm.slack.faults.lose_answers(POST)
        bots = [storm.bot(), storm.bot()]
        for number in range(KILLS_OF_TWO):
            await until_a_moment_that_nobody_has_chosen(storm, number)
            # Here nobody adopts what the dead have claimed before their lease is over; so days are longer.
            await kill(storm, bots.pop(0), leaving=1, down=30)
            bots.append(storm.bot())
        await storm.calm()
        for bot in bots:
            assert await bot.stop() == 0
        print(f"{storm.looks()} looks, {storm.unanswered} forms unanswered")
        storm.check()
        assert storm.looks() >= 1
