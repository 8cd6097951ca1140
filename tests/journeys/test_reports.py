"""Reports: the admins are asked, in private, to look at a story."""

from bot.features.stories.card import JUDGE, STORY_MENU
from bot.playground.entities import Message
from tests.cast import CARLA
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

STORY = "Mrs. Almeida called three times about the same parcel."
REASON = "It names a customer."


async def reported(world: World) -> tuple[Message, Message]:
    """Carla reports Bruno's story; what its two admins, Ana and Dora, get."""
    world.slack.workspace.find_user("dora").is_admin = True
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "bruno", STORY)
    await world.beat()
    await world.chooses("carla", world.posts("#kudos")[0], "report:1", STORY_MENU)
    assert "They don't see who sent it" in words(world.form("carla"))
    assert (await world.sends("carla", reason=REASON)).ok
    assert "The admins will look at it privately" in words(world.form("carla"))
    await world.beat()
    [one], [other] = world.letters("ana"), world.letters("dora")
    return one, other


async def test_the_admins_read_the_reason_and_the_story_and_not_who_asked(world: World) -> None:
    for letter in await reported(world):
        assert f"> {REASON}" in words(letter)
        assert f"> {STORY}" in words(letter)
        assert CARLA not in f"{words(letter)} {letter.text} {letter.metadata}"
    assert world.letters("bruno") == world.letters("carla") == []
    assert REASON not in world.everything_in("#kudos")


async def test_left_it_stays_and_every_admin_reads_that_it_was_looked_at(world: World) -> None:
    one, other = await reported(world)
    await world.presses("dora", other, f"{JUDGE}left")
    await world.beat()
    for letter in (one, other):
        assert "An admin has looked at the story and kept it." in words(letter)
        assert not any(block["type"] == "actions" for block in letter.blocks or [])
    assert len(world.posts("#kudos")) == 1


async def test_taken_down_it_leaves_the_feed_and_what_the_admins_read(world: World) -> None:
    one, other = await reported(world)
    await world.presses("ana", one, f"{JUDGE}taken_down")
    await world.beat()
    assert world.posts("#kudos") == []
    for letter in (one, other):
        assert "The story has been taken down" in words(letter)
        assert STORY not in words(letter)
    assert STORY not in await world.types("carla", "#support", "/mindset feed")


async def test_only_an_admin_decides(world: World) -> None:
    one, _ = await reported(world)
    await world.slack.hands.press("carla", one, f"{JUDGE}taken_down")
    await world.beat()
    assert len(world.posts("#kudos")) == 1
    assert "An admin has looked at the story" not in words(one)


async def test_a_story_that_its_author_takes_down_leaves_the_admins_messages_too(world: World) -> None:
    letters = await reported(world)
    await world.chooses("bruno", world.posts("#kudos")[0], "down:1", STORY_MENU)
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert not any(STORY in words(letter) for letter in letters)
