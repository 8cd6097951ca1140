"""The feed as a list: `/mindset feed` and App Home, filtered, searched, page by page."""

import pytest

from bot.features.feed.card import FILTER, NEWEST, OLDER
from bot.features.stories.form import MORE
from rituals import stories
from rituals.ids import StoryId
from rituals.stories import Telling
from tests.cast import ANA, BRUNO, CARLA, elsewhere, scene
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

BAKER = "A baker taught us to read our own forms."
VAN = "The van was fixed before anybody had to wait for it."
PHOTOS = "Her late husband's photos are back where they belong."
WHICH = {BAKER: "baker", VAN: "van", PHOTOS: "photos"}


async def three_tales(world: World) -> None:
    """A customer helped, a save, and a great human moment with a mindset and a touchpoint."""
    await tell(world, "ana", BAKER, kind="customer_helped_us", front=[BRUNO])
    await tell(world, "bruno", VAN, kind="proactive_save")
    await world.types("carla", "#support", "/mindset story")
    await world.slack.hands.press("carla", world.form("carla"), MORE, values={"text": PHOTOS})
    more = {"mindset": "let_them_help", "touchpoint": "When it breaks", "customer": "Mrs. Almeida"}
    assert (await world.sends("carla", text=PHOTOS, kind="great_human_moment", **more)).ok
    await world.slack.hands.close("carla")


def tales(shown: str) -> list[str]:
    """The stories that a list shows, from its top."""
    quotes = [line.removeprefix("> ") for line in shown.splitlines() if line.startswith("> ")]
    return [WHICH.get(quote, quote) for quote in quotes]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ["photos", "van", "baker"]),
        ("helped", ["baker"]),
        ("saves", ["van"]),
        ("moments", ["photos"]),
        ("let_them_help", ["photos"]),
        ("@bruno", ["van", "baker"]),
        ("@carla", ["photos"]),
        ("@dora", []),
        ("#when-it-breaks", ["photos"]),
        ("#billing-and-refunds", []),
        ("almeida", ["photos"]),
        ("form reading", ["baker"]),
        ("saves @bruno", ["van"]),
        ("helped @bruno photos", []),
    ],
)
async def test_a_typed_line_narrows_the_list(world: World, line: str, found: list[str]) -> None:
    await three_tales(world)
    shown = await world.types("dora", "#support", f"/mindset feed {line}".strip())
    assert tales(shown) == found
    if not found:
        assert "No story like that yet" in shown


async def test_a_mindset_may_be_called_by_its_name(world: World) -> None:
    await three_tales(world)
    name = world.bot.house.catalog.mindset("human").name
    await world.types("ana", "#support", "/mindset story")
    await world.slack.hands.press("ana", world.form("ana"), MORE, values={"text": VAN})
    assert (await world.sends("ana", text="We laughed until the line went dead.", mindset="human")).ok
    shown = await world.types("dora", "#support", f"/mindset feed {name}")
    assert tales(shown) == ["We laughed until the line went dead."]


async def test_the_list_is_for_the_asker_alone(world: World) -> None:
    await three_tales(world)
    await world.types("dora", "#support", "/mindset feed @bruno")
    assert world.posts("#support") == []
    assert len(world.whispers("dora", "#support")) == 1


async def test_nothing_of_another_workspace_is_found(world: World) -> None:
    await tell(world, "ana", BAKER)
    secret = Telling("A baker elsewhere taught others to read their forms.")
    await world.bot.house.act(stories.tell, elsewhere(), secret, request="form-1")
    for line in ("", "baker", "helped"):
        assert tales(await world.types("dora", "#support", f"/mindset feed {line}".strip())) == ["baker"]
    home = await world.slack.hands.open_home("dora")
    assert home is not None
    assert tales(words(home)) == ["baker"]


# --- page by page


async def told(world: World, *numbers: int) -> None:
    """So many stories are told, each later than the one before."""
    for number in numbers:
        telling = Telling(f"Story {number:02}, of a long and rainy Monday.")
        who = scene(ANA, world.clock.now())
        await world.bot.house.act(stories.tell, who, telling, request=f"form-{number}")


def numbers(shown: str) -> list[int]:
    return [int(quote.removeprefix("Story ")[:2]) for quote in tales(shown)]


async def test_older_pages_miss_nothing_and_repeat_nothing_while_new_stories_arrive(world: World) -> None:
    await told(world, *range(12))
    assert numbers(await world.types("dora", "#support", "/mindset feed")) == [11, 10, 9, 8, 7]
    [page] = world.whispers("dora", "#support")
    await told(world, 12, 13)
    await world.presses("dora", page, OLDER)
    assert numbers(words(page)) == [6, 5, 4, 3, 2]
    await told(world, 14)
    await world.presses("dora", page, OLDER)
    assert numbers(words(page)) == [1, 0]
    assert "Older stories" not in words(page)
    await world.presses("dora", page, NEWEST)
    assert numbers(words(page)) == [14, 13, 12, 11, 10]
    assert "Newest" not in words(page)


async def test_a_story_that_goes_meanwhile_shifts_nothing(world: World) -> None:
    await told(world, *range(12))
    await world.types("dora", "#support", "/mindset feed")
    [page] = world.whispers("dora", "#support")
    [last] = (await world.bot.house.act(stories.page, scene(), count=1)).stories
    for story in (last.id, StoryId(7)):
        await world.bot.house.act(stories.take_down, scene(ANA), story)
    await world.presses("dora", page, OLDER)
    assert numbers(words(page)) == [5, 4, 3, 2, 1]


async def test_a_filter_holds_over_all_pages(world: World) -> None:
    await told(world, *range(7))
    await tell(world, "bruno", VAN)
    assert numbers(await world.types("dora", "#support", "/mindset feed mondays")) == [6, 5, 4, 3, 2]
    [page] = world.whispers("dora", "#support")
    await world.presses("dora", page, OLDER)
    assert numbers(words(page)) == [1, 0]
    assert "“mondays”" in words(page)


# --- App Home


async def test_home_narrows_the_list_by_kind_place_person_and_words(world: World) -> None:
    await three_tales(world)
    for name, chosen, found in (
        ("kind", "proactive_save", ["van"]),
        ("touchpoint", "When it breaks", ["photos"]),
        ("person", CARLA, ["photos"]),
        ("person", BRUNO, ["van", "baker"]),
        ("words", "forms", ["baker"]),
        ("words", "submarine", []),
    ):
        await world.home("dora", "stories")
        answered = await world.slack.hands.press("dora", "home", f"{FILTER}{name}", selected=chosen)
        assert answered.ok, answered
        home = world.slack.workspace.home_of("dora")
        assert home is not None
        assert tales(words(home)) == found, name


async def test_all_are_shown_again_and_no_earlier_choice_is_left(world: World) -> None:
    await three_tales(world)
    await world.home("dora", "stories")
    await world.slack.hands.press("dora", "home", f"{FILTER}kind", selected="proactive_save")
    await world.presses("dora", "home", NEWEST)
    home = world.slack.workspace.home_of("dora")
    assert home is not None
    assert tales(words(home)) == ["photos", "van", "baker"]
    held = [each for fields in home["state"]["values"].values() for each in fields.items()]
    [kind] = [field["selected_option"]["value"] for name, field in held if name == f"{FILTER}kind"]
    assert kind == "any"


async def test_two_choices_at_home_hold_together(world: World) -> None:
    await three_tales(world)
    await world.home("dora", "stories")
    for name, chosen in (("person", BRUNO), ("kind", "customer_helped_us")):
        answered = await world.slack.hands.press("dora", "home", f"{FILTER}{name}", selected=chosen)
        assert answered.ok, answered
    home = world.slack.workspace.home_of("dora")
    assert home is not None
    assert tales(words(home)) == ["baker"]


async def test_home_turns_pages_too(world: World) -> None:
    await told(world, *range(7))
    await world.home("dora", "stories")
    await told(world, 7)
    await world.presses("dora", "home", OLDER)
    home = world.slack.workspace.home_of("dora")
    assert home is not None
    assert numbers(words(home)) == [1, 0]
