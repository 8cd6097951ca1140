"""App Home."""

from tests.journeys.steps import plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words


async def test_home_shows_the_day_the_stories_the_rituals_and_the_ways_in(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await plan(world, framework="be_human")
    for number in range(7):
        await tell(world, "ana", f"Story number {number}.")
    home = await world.slack.hands.open_home("bruno")
    assert home is not None
    shown = words(home)
    assert "Today's thought experiment" in shown
    assert "The feed is <#C0KUDOSFEED>" in shown
    assert [line for line in shown.splitlines() if "Story number" in line] == [
        f"> Story number {number}." for number in (6, 5, 4, 3, 2)
    ] or shown.count("Story number") == 5
    assert "Be human" in shown or "in <#C0SUPPORT00>" in shown
    for way_in in ("Share a story", "Start a poll", "New ritual"):
        assert way_in in shown


async def test_an_empty_home_says_how_to_begin(world: World) -> None:
    home = await world.slack.hands.open_home("ana")
    assert home is not None
    assert "No stories yet" in words(home)
    assert "/mindset feed #channel" in words(home)
    assert "None yet. A good first one" in words(home)


async def test_the_ways_in_open_their_forms(world: World) -> None:
    for action, title in (
        ("open_story", "Share a story"),
        ("open_poll", "Start a quick poll"),
        ("open_schedule", "A ritual for a channel"),
    ):
        await world.slack.hands.open_home("ana")
        await world.presses("ana", "home", action)
        assert world.form("ana")["title"]["text"] == title
        await world.slack.hands.close("ana")


async def test_a_ritual_paused_at_home_shows_as_paused_there(world: World) -> None:
    await plan(world)
    await world.slack.hands.open_home("ana")
    await world.presses("ana", "home", "ritual:pause")
    home = world.slack.workspace.home_of("ana")
    assert home is not None
    assert "Paused" in words(home)


async def test_the_messages_tab_publishes_nothing(world: World) -> None:
    await world.slack.hands.open_home("ana", tab="messages")
    assert world.slack.workspace.home_of("ana") is None
