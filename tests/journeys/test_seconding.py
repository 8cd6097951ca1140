"""A second voice on a story, in place of the same story once more."""

from bot.features.stories.card import ME_TOO
from bot.features.stories.form import OWN_STORY
from tests.cast import CARLA, DORA
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

STORY = "The baker rang at six to say that our van had left its lights on."
SAME = "Our van had left its lights on, and the baker rang at six to say so."


async def told(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "bruno", STORY)
    await world.beat()


async def adds(world: World, person: str, line: str) -> str:
    """Somebody presses *Me too* and says something; the card afterwards."""
    await world.presses(person, world.posts("#kudos")[0], ME_TOO)
    assert (await world.sends(person, line=line)).ok
    await world.slack.hands.close(person)
    await world.beat()
    [post] = world.posts("#kudos")
    return words(post)


async def test_me_too_adds_ones_own_line_with_ones_name(world: World) -> None:
    await told(world)
    await adds(world, "carla", "I would have slept.")
    card = await adds(world, "dora", "He does that for the whole street.")
    assert f"<@{CARLA}>: I would have slept." in card
    assert f"<@{DORA}>: He does that for the whole street." in card


async def test_one_line_each_which_can_be_changed_and_taken_back(world: World) -> None:
    await told(world)
    await adds(world, "carla", "I would have slept.")
    await world.presses("carla", world.posts("#kudos")[0], ME_TOO)
    [field] = [block for block in world.form("carla").blocks if block["block_id"] == "line"]
    assert field["element"]["initial_value"] == "I would have slept."
    await world.slack.hands.close("carla")
    card = await adds(world, "carla", "I slept.")
    assert f"<@{CARLA}>: I slept." in card
    assert "would have" not in card
    assert CARLA not in await adds(world, "carla", "")


async def test_a_line_is_found_by_the_search(world: World) -> None:
    await told(world)
    await adds(world, "carla", "He does that for the whole street.")
    assert STORY in await world.types("dora", "#support", "/mindset feed streets")


async def tells_again(world: World, text: str = SAME) -> None:
    await world.types("carla", "#support", "/mindset story")
    assert (await world.sends("carla", text=text, front=[DORA])).ok


async def test_a_moment_told_again_is_offered_as_a_second_voice(world: World) -> None:
    await told(world)
    await tells_again(world)
    asked = words(world.form("carla"))
    assert "Somebody may have told this story already" in asked
    assert STORY in asked
    assert (await world.sends("carla")).ok
    await world.beat()
    [post] = world.posts("#kudos")
    assert f"<@{CARLA}>: {SAME}" in words(post)
    await world.slack.hands.close("carla")
    await world.types("carla", "#support", "/mindset story")
    assert "the story you started earlier" not in words(world.form("carla"))


async def test_a_nominated_message_that_is_told_by_hand_is_noticed_too(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    moment = await world.slack.hands.say("bruno", "#support", STORY)
    await world.slack.hands.react("dora", moment, "star2")
    await world.beat()
    await tells_again(world, f"{world.slack.workspace.permalink(moment)} made my day.")
    assert (await world.sends("carla", line="It made my day.")).ok
    await world.beat()
    [post] = world.posts("#kudos")
    assert f"<@{CARLA}>: It made my day." in words(post)


async def test_who_knows_better_tells_it_as_a_story_of_its_own(world: World) -> None:
    await told(world)
    await tells_again(world)
    await world.presses("carla", world.form("carla"), OWN_STORY)
    fields = {block["block_id"]: block for block in world.form("carla").blocks if block["type"] == "input"}
    assert fields["text"]["element"]["initial_value"] == SAME
    assert (await world.sends("carla")).ok
    await world.beat()
    first, second = map(words, world.posts("#kudos"))
    assert CARLA not in first
    assert SAME in second
    assert f"Told by <@{CARLA}> · thanks to <@{DORA}>" in second
