"""Messages that another app wrote, perhaps for a person: nobody is credited by mistake."""

from bot.features.nominations.card import SAY_WHOM
from bot.playground.entities import Message
from tests.cast import BRUNO, CARLA
from tests.journeys.world import World, words

PRAISE = "New review: he carried my shopping up four floors and would not take a tip."
DEPLOYS = "U0DEPLOYBOT"


async def starred(world: World, channel: str = "#support") -> Message:
    """An app posts a review, Carla stars it."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    review = await world.slack.hands.relay("deploys", channel, PRAISE, "Review radar")
    await world.slack.hands.react("carla", review, "star2")
    await world.beat()
    return review


async def test_the_nominator_is_asked_whom_it_credits_before_anything_is_shown(world: World) -> None:
    await starred(world)
    assert world.posts("#kudos") == []
    [ask] = world.letters("carla")
    assert "Who made it happen?" in words(ask)
    assert f"> {PRAISE}" in words(ask)
    await world.presses("carla", ask, SAY_WHOM)
    assert (await world.sends("carla", front=[BRUNO])).ok
    await world.beat()
    [post] = world.posts("#kudos")
    assert f"Thanks to <@{BRUNO}> · nominated by <@{CARLA}>" in words(post)
    assert DEPLOYS not in words(post)
    assert not any("Who made it happen?" in words(letter) for letter in world.letters("carla"))


async def test_an_app_cannot_be_credited_and_nor_can_nobody(world: World) -> None:
    await starred(world)
    [ask] = world.letters("carla")
    await world.presses("carla", ask, SAY_WHOM)
    assert "front" in (await world.sends("carla", front=[DEPLOYS])).errors
    assert "front" in (await world.sends("carla", front=[])).errors
    await world.beat()
    assert world.posts("#kudos") == []


async def test_the_star_taken_off_takes_the_question_back(world: World) -> None:
    review = await starred(world)
    await world.slack.hands.unreact("carla", review, "star2")
    await world.beat()
    assert world.letters("carla") == []


async def test_only_who_pointed_at_it_says_whom(world: World) -> None:
    await starred(world)
    [ask] = world.letters("carla")
    await world.slack.hands.press("dora", ask, SAY_WHOM)
    refused = await world.sends("dora", front=[BRUNO])
    assert not refused.ok
    await world.beat()
    assert world.posts("#kudos") == []


async def test_by_the_shortcut_it_has_to_be_said_in_the_form(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    review = await world.slack.hands.relay("deploys", "#support", PRAISE, "Review radar")
    await world.slack.hands.shortcut("carla", "great_human_moment", review)
    assert "say who made it happen" in str(world.form("carla").blocks)
    assert "front" in (await world.sends("carla")).errors
    assert (await world.sends("carla", front=[BRUNO], why="Four floors")).ok
    await world.beat()
    told = words(world.posts("#kudos")[0])
    assert f"Thanks to <@{BRUNO}>" in told
    assert f"<@{CARLA}>: Four floors" in told


async def test_in_a_private_place_nobody_can_agree_so_nothing_is_shown_or_asked(world: World) -> None:
    await starred(world, "#escalations")
    assert world.posts("#kudos") == world.letters("carla") == []
    assert PRAISE not in await world.types("ana", "#support", "/mindset feed")
