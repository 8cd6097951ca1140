"""App Home."""

from bot.features.stories.card import CHOOSE_FEED
from tests.cast import KUDOS
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

TALES = (
    "Monday brought a baker with flour on the phone.",
    "He waited an hour, then thanked me for the truth.",
    "Her late husband's photos are back where they belong.",
    "Two plumbers explained pressure better than any manual.",
    "We drove the parcel across town ourselves.",
    "Nobody had told school kitchens about our new lids.",
    "An angry letter became the best bug report this year.",
)


async def test_home_shows_the_day_the_stories_the_rituals_and_the_ways_in(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await plan(world, framework="be_human")
    for tale in TALES:
        await tell(world, "ana", tale)
    home = await world.slack.hands.open_home("bruno")
    assert home is not None
    shown = words(home)
    assert "Today's thought experiment" in shown
    assert "The feed is <#C0KUDOSFEED>" in shown
    assert [line for line in shown.splitlines() if line.startswith("> ")] == [
        f"> {tale}" for tale in TALES[:1:-1]
    ]
    assert "Be human" in shown or "in <#C0SUPPORT00>" in shown
    for way_in in ("Share a story", "Start a poll", "New ritual"):
        assert way_in in shown


async def test_an_empty_home_says_how_to_begin(world: World) -> None:
    home = await world.slack.hands.open_home("ana")
    assert home is not None
    assert "No stories yet" in words(home)
    assert "no feed channel yet" in words(home)
    await world.presses("ana", "home", CHOOSE_FEED)
    assert (await world.sends("ana", channel=KUDOS)).ok
    await world.slack.hands.close("ana")
    home = await world.slack.hands.open_home("ana")
    assert home is not None
    assert f"The feed is <#{KUDOS}>" in words(home)
    assert CHOOSE_FEED not in str(home.blocks)
    assert "No rituals yet. A good first one" in words(home)


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


async def test_home_and_the_command_show_what_the_channels_ritual_has_posted_today(world: World) -> None:
    await plan(world, framework="all_schools")
    await world.at(MONDAY_NINE)
    [card] = world.posts("#support")
    scene = words(card).splitlines()[1]
    home = await world.slack.hands.open_home("bruno")
    assert home is not None
    assert scene in words(home)
    assert scene in await world.types("bruno", "#support", "/mindset")


async def test_home_shows_nothing_of_what_a_closed_channel_has_had(world: World) -> None:
    await world.slack.hands.new_channel("hush", private=True, members=["ana", "Headfirst"])
    await plan(world, "ana", "#hush", framework="be_human")
    await world.at(MONDAY_NINE)
    [card] = world.posts("#hush")
    home = await world.slack.hands.open_home("bruno")
    assert home is not None
    assert words(card).splitlines()[1] not in words(home)
