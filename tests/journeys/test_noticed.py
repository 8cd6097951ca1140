"""The leaderboard: off unless an admin likes it, and then the top only, by how many have noticed."""

from bot.features.stories.card import CHEER
from tests.cast import ANA, BRUNO, CARLA, DORA
from tests.journeys.test_settings import settle
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

NOTICED = "Noticed by many colleagues"


async def tales(world: World) -> None:
    """Three colleagues notice Bruno once; one tells of Dora again and again; two notice Ana."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "ana", "He carried the parcel across town himself.", front=[BRUNO])
    for tale in (
        "A school kitchen got its lids on a Sunday.",
        "She found the ring in the bin behind the shop.",
        "Two plumbers were taught how to send us pictures.",
    ):
        await tell(world, "carla", tale, front=[DORA])
    await tell(world, "bruno", "Her answer to that angry letter became a poem.", front=[ANA])
    await world.beat()
    parcel, *_, poem = world.posts("#kudos")
    for person, card in (("carla", parcel), ("dora", parcel), ("bruno", parcel), ("carla", poem)):
        await world.presses(person, card, CHEER)
    # One's own cheer is no other colleague's.
    await world.presses("ana", poem, CHEER)


async def line(world: World) -> str | None:
    """The line about who is noticed, as Carla's App Home has it."""
    home = await world.home("carla", "stories")
    return next((each for each in words(home).splitlines() if NOTICED in each), None)


async def test_it_is_off_until_an_admin_turns_it_on_and_off_again(world: World) -> None:
    await tales(world)
    assert await line(world) is None
    await settle(world, leaderboard="yes")
    assert await line(world) is not None
    await settle(world, leaderboard="no")
    assert await line(world) is None


async def test_different_colleagues_count_and_not_how_often_one_of_them_does(world: World) -> None:
    await tales(world)
    await settle(world, leaderboard="yes")
    shown = await line(world)
    assert shown is not None
    assert shown.endswith(f"<@{BRUNO}> by 3 · <@{ANA}> by 2")
    assert DORA not in shown
    assert CARLA not in shown


async def test_it_is_nowhere_but_at_home(world: World) -> None:
    await tales(world)
    await settle(world, leaderboard="yes")
    await world.beat()
    assert NOTICED not in world.everything_in("#kudos")
    assert NOTICED not in await world.types("carla", "#support", "/mindset feed")
