"""App Home."""

from bot.features.stories.card import CHOOSE_FEED
from rituals import schedules, stories
from rituals.stories import Credited, Telling
from tests.cast import ANA, BRUNO, KUDOS, scene
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words
from tests.wishes import wishes

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
        f"> {tale}" for tale in TALES[:3:-1]
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
    await world.home("ana", "rituals")
    await world.presses("ana", "home", "ritual:manage")
    await world.presses("ana", world.form("ana"), "ritual:pause")
    assert "Paused" in words(world.form("ana")), "the panel"
    home = world.slack.workspace.home_of("ana")
    assert home is not None
    assert "Paused" in words(home)


async def test_home_is_brought_up_to_date_though_the_panel_was_closed_meanwhile(world: World) -> None:
    await plan(world)
    await world.home("ana", "rituals")
    await world.presses("ana", "home", "ritual:manage")
    world.slack.faults.refuse("views.update", "not_found")
    await world.presses("ana", world.form("ana"), "ritual:pause")
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


PAGES = ("today", "stories", "rituals", "team", "setup")


async def test_every_page_fits_however_much_there_is(world: World) -> None:
    house, who = world.bot.house, scene(ANA, world.clock.now())
    await world.types("ana", "#support", "/mindset feed #kudos")
    for number in range(25):
        await house.act(schedules.set_up, who, wishes(), request=f"ritual-{number}")
    for tale in TALES * 2:
        await house.act(stories.tell, who, Telling(tale, credits=(Credited(BRUNO),)), request=tale)
    for question in ("One?", "Two?", "Three?", "Four?"):
        await world.types("ana", "#support", f'/mindset poll "{question}" "Good" "Bad"')
    for person, pages in (("ana", PAGES), ("bruno", PAGES[:-1])):
        for page in pages:
            home = await world.home(person, page)
            assert len(home["blocks"]) < 80, page
    assert words(await world.home("ana", "rituals")).count("Be human") == 20
    await world.presses("ana", "home", "home:rituals:more")
    assert words(world.slack.workspace.home_of("ana")).count("Be human") == 5


async def test_home_knows_what_is_mine(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await tell(world, "bruno", "She stayed an hour longer to find my parcel.", front=[ANA])
    await tell(world, "ana", "A florist taught me how to say no to a bride.")
    await world.types("ana", "#support", '/mindset poll "Lunch together?" "Good" "Bad"')
    shown = words(await world.home("ana"))
    assert f"<@{BRUNO}> thanked you: “She stayed an hour longer to find my parcel.”" in shown
    assert "Did you thank this customer? “A florist taught me" in shown
    assert "Your poll in <#C0SUPPORT00>: *Lunch together?*" in shown
    assert "Lunch together?" not in words(await world.home("bruno"))
    shown = words(await world.home("bruno"))
    assert "thanked you" not in shown


async def test_a_story_is_cheered_at_home_and_ones_own_is_changed_there(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await tell(world, "bruno", "She stayed an hour longer to find my parcel.")
    await world.home("ana", "stories")
    await world.presses("ana", "home", "cheer")
    assert ":clap: 1" in str(world.slack.workspace.home_of("ana"))
    assert "Edit" not in str(world.slack.workspace.home_of("ana"))
    await world.home("bruno", "stories")
    await world.chooses("bruno", "home", "down:1", "story:menu")
    assert (await world.sends("bruno")).ok
    home = world.slack.workspace.home_of("bruno")
    assert "find my parcel" not in words(home)


async def test_stories_of_mine_and_those_that_thank_me_are_found(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await tell(world, "bruno", "She stayed an hour longer to find my parcel.", front=[ANA])
    await tell(world, "ana", "A florist taught me how to say no to a bride.")
    await world.home("ana", "stories")
    for button, found, missing in (
        ("home:whose:1", "A florist", "an hour longer"),
        ("home:whose:2", "an hour longer", "A florist"),
    ):
        await world.presses("ana", "home", button)
        shown = words(world.slack.workspace.home_of("ana"))
        assert found in shown
        assert missing not in shown


async def test_settings_are_for_admins_and_say_what_they_do(world: World) -> None:
    shown = words(await world.home("ana", "setup"))
    assert "*Results:* from three voters\nNobody sees a poll's result before so many have voted." in shown
    await world.presses("ana", "home", "settings:change")
    await world.sends("ana", minimum_voters="5")
    assert "*Results:* from five voters" in words(world.slack.workspace.home_of("ana"))
    assert "home:page:setup" not in str(await world.home("bruno"))


async def test_an_export_is_one_press_away(world: World) -> None:
    await world.home("ana", "setup")
    await world.chooses("ana", "home", "stories csv", "export:again")
    await world.bot.house.finish()
    [file] = world.letters("ana")[-1].files
    assert file.name == "stories-2026-03-02.csv"


async def test_lessons_are_taken_and_done_on_the_page_of_the_team(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await tell(
        world, "ana", "A florist told me what brides do.", kind="customer_helped_us", taught="Ask first."
    )
    assert "*Ask first.*\n:large_blue_circle: *Open*" in words(await world.home("bruno", "team"))
    await world.presses("bruno", "home", "lesson:take")
    assert f"*Being done* by <@{BRUNO}>" in words(world.slack.workspace.home_of("bruno"))
    await world.presses("bruno", "home", "lesson:done")
    assert (await world.sends("bruno", came_of="The form asks now.")).ok
    shown = words(world.slack.workspace.home_of("bruno"))
    assert "1 done" in shown
    assert "Ask first." not in shown


async def test_an_open_save_of_mine_is_done_at_home(world: World) -> None:
    await plan(world, kind="look_ahead")
    await world.at(MONDAY_NINE)
    [card] = world.posts("#support")
    await world.presses("bruno", card, "save:plan")
    assert (await world.sends("bruno", risk="The export is late on Friday.", remedy="Write first.")).ok
    shown = words(await world.home("bruno"))
    assert "“The export is late on Friday.”" in shown
    assert "The export is late" not in words(await world.home("ana"))
    await world.home("bruno")
    await world.slack.hands.press("bruno", "home", "save:menu", selected="done:1")
    assert "The export is late" not in words(world.slack.workspace.home_of("bruno"))


async def test_the_page_of_the_team_has_the_retired_phrases(world: World) -> None:
    shown = words(await world.home("bruno", "team"))
    assert "No phrase is retired yet. Which one have you typed too often?" in shown
    await world.presses("bruno", "home", "bonfire:open")
    assert world.form("bruno")["title"]["text"] == "Retire a phrase"


async def test_an_opening_that_is_worked_on_late_does_not_turn_the_page_back(world: World) -> None:
    seen = dict(await world.home("ana"))
    await world.presses("ana", "home", "home:page:rituals")
    opened = {"type": "app_home_opened", "user": ANA, "channel": "D0ANA", "tab": "home", "view": seen}
    told = world.slack.events.send({**opened, "event_ts": "1.1"})
    assert told is not None
    assert (await told).ok
    await world.bot.door.finish_kept()
    assert "Days off" in words(world.slack.workspace.home_of("ana"))
    await world.home("ana")
    assert "Days off" not in words(world.slack.workspace.home_of("ana")), "a new opening begins at the top"
