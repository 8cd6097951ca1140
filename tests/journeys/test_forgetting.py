"""Being forgotten: a person by their own wish, a workspace after it has taken the app out."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.stories.card import CHEER, ME_TOO
from bot.playground.entities import Message
from rituals.db import Base
from tests.cast import BRUNO, CARLA
from tests.journeys.polling import start, votes
from tests.journeys.test_stories import tell
from tests.journeys.world import World, a_world, words

HIS = "A plumber rang to explain pressure, and I drew it for the others."
STARRED = "I stayed on the line until her mother picked up"
HERS = "Bruno Costa carried the parcel across town, and @bruno would not hear of thanks."
LINE = "I was the one who held the door."


async def bruno_was_here(world: World) -> Message:
    """Bruno has told, said, seconded, cheered, pointed at things and voted; others tell of him."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "bruno", HIS)
    moment = await world.slack.hands.say("bruno", "#support", STARRED)
    await world.slack.hands.react("carla", moment, "star2")
    await tell(world, "ana", HERS, front=[BRUNO, CARLA])
    other = await world.slack.hands.say("dora", "#support", "She asked for nothing, so I sent flowers.")
    await world.slack.hands.react("bruno", other, "star2")
    await world.beat()
    about_him = next(post for post in world.posts("#kudos") if "parcel" in words(post))
    await world.presses("bruno", about_him, CHEER)
    await world.presses("bruno", about_him, ME_TOO)
    assert (await world.sends("bruno", line=LINE)).ok
    await world.slack.hands.close("bruno")
    poll = await start(world)
    for person in ("bruno", "carla"):
        await votes(world, person, poll, "human")
    assert "2 people have voted" in words(poll)
    await world.beat()
    return poll


async def test_nothing_is_done_before_it_was_said_what_it_does(world: World) -> None:
    await bruno_was_here(world)
    before = [words(post) for post in world.posts("#kudos")]
    assert "`/mindset forget me`" in await world.types("bruno", "#support", "/mindset forget")
    await world.types("bruno", "#support", "/mindset forget me")
    said = words(world.form("bruno"))
    for gone in ("the stories you told", "cheers, nominations and reports", "votes in open polls"):
        assert gone in said
    assert "This is kept without your name" in said
    assert "This can't be undone" in said
    await world.slack.hands.close("bruno")
    await world.beat()
    assert [words(post) for post in world.posts("#kudos")] == before


async def test_words_names_cheers_lines_and_votes_are_gone_from_slack(world: World) -> None:
    poll = await bruno_was_here(world)
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    assert "I've forgotten you" in words(world.form("bruno"))
    await world.slack.hands.close("bruno")
    await world.beat()
    feed = "\n".join(words(post) for post in world.posts("#kudos"))
    home = await world.slack.hands.open_home("dora")
    assert home is not None
    shown = "\n".join(
        [feed, words(home), *map(words, world.letters("carla")), *map(words, world.letters("dora"))]
    )
    for gone in (BRUNO, "Bruno", "bruno", HIS, STARRED, LINE):
        assert gone not in shown, gone
    assert "a teammate carried the parcel across town, and a teammate would not hear of thanks." in feed
    assert f"thanks to <@{CARLA}>" in feed
    assert ":clap: Cheer ·" not in feed
    assert "I sent flowers" in feed
    assert world.letters("bruno") == []
    assert "1 person has voted" in words(poll)


async def test_who_is_forgotten_is_found_by_no_search(world: World) -> None:
    await bruno_was_here(world)
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    for line in ("@bruno", "Bruno", "plumber", "held the door"):
        assert "No story like that yet" in await world.types("dora", "#support", f"/mindset feed {line}")


async def test_who_goes_on_afterwards_is_learnt_anew(world: World) -> None:
    await bruno_was_here(world)
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    await world.slack.hands.close("bruno")
    await tell(world, "bruno", "A school kitchen told us of lids that do not close.")
    await world.beat()
    assert f"<@{BRUNO}>" in words(world.posts("#kudos")[-1])


# --- workspaces


def rows(world: World) -> int:
    """How many rows the database has of anybody."""
    with Session(world.bot.house.engine) as db:
        return sum(len(db.execute(select(table)).all()) for table in Base.metadata.sorted_tables)


async def test_thirty_days_after_the_app_was_taken_out_nothing_is_left(world: World) -> None:
    await bruno_was_here(world)
    await world.slack.hands.uninstall()
    await world.slack.settled()
    world.clock.advance(timedelta(days=29))
    await world.bot.heartbeat.purge()
    assert rows(world) > 0
    world.clock.advance(timedelta(days=2))
    await world.bot.heartbeat.purge()
    assert rows(world) == 0


async def test_one_that_comes_back_before_finds_all_of_it(database_url: str) -> None:
    async with a_world(database_url) as world:
        await tell(world, "bruno", HIS)
        await world.slack.hands.uninstall()
        await world.slack.settled()
    # The app is installed again, and its host starts it with the new tokens.
    async with a_world(database_url) as world:
        world.clock.advance(timedelta(days=40))
        await world.bot.heartbeat.purge()
        assert HIS in await world.types("carla", "#support", "/mindset feed")
