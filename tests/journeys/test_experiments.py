"""`/mindset`: today's thought experiment."""

from datetime import timedelta

from bot.features.experiments.card import SHARE_EXPERIMENT, SHARE_HERO
from tests.journeys.answering import answers
from tests.journeys.world import World, words


async def test_the_asker_alone_sees_todays_experiment(world: World) -> None:
    card = await world.types("ana", "#support", "/mindset")
    assert "Thought experiment" in card
    assert "Share a story" in card
    assert "Start a poll" in card
    assert "Post to this channel" in card
    assert [words(m) for m in world.whispers("ana", "#support")] == [card]
    assert world.posts("#support") == []


async def test_everybody_has_the_same_card_on_one_day_and_another_the_next_day(world: World) -> None:
    anas = await world.types("ana", "#support", "/mindset")
    brunos = await world.types("bruno", "#general", "/mindset")
    world.clock.advance(timedelta(days=1))
    tomorrows = await world.types("ana", "#support", "/mindset")
    assert anas == brunos
    assert anas != tomorrows


async def test_a_person_can_post_it_to_the_channel_once_a_day(world: World) -> None:
    await world.types("ana", "#support", "/mindset")
    [card] = world.whispers("ana", "#support")
    await world.presses("ana", card, SHARE_EXPERIMENT)
    await world.presses("ana", card, SHARE_EXPERIMENT)
    await world.beat()
    [post] = world.posts("#support")
    question = next(line for line in words(card).splitlines() if line.startswith(":thought_balloon:"))
    assert question in words(post)
    assert "Posted by <@U0ANADUARTE>" in words(post)


async def test_a_question_that_only_the_asker_sees_says_how_others_can_answer_it(world: World) -> None:
    for line in ("/mindset", "/mindset hero"):
        card = await world.types("ana", "#support", line)
        *_, how, ways = world.whispers("ana", "#support")[-1].blocks or []
        assert "Post it to this channel, and everybody here can answer in a line." in str(how)
        assert ways["elements"][0]["text"]["text"] == "Post to this channel"
        assert "Answer" not in card.splitlines()


async def test_a_hero_that_somebody_posts_can_be_answered_by_everybody(world: World) -> None:
    await world.types("ana", "#support", "/mindset hero")
    for _ in range(2):
        await world.presses("ana", world.whispers("ana", "#support")[0], SHARE_HERO)
    await world.beat()
    assert "already posted" in words(world.whispers("ana", "#support")[-1])
    [post] = world.posts("#support")
    assert "Hero of the day" in words(post)
    await answers(world, "bruno", post, "My own pen. It's a good pen.")
    await world.beat()
    post, _ = world.posts("#support")
    assert "1 answer" in words(post)
    # From now on the same hero is answered from the private card, too.
    again = await world.types("carla", "#support", "/mindset hero")
    assert "Post to this channel" not in again
    assert "Answer" in again


async def test_afterwards_mindset_shows_what_the_channel_has_today(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await world.sends("ana", framework="head_first")
    await world.types("ana", "#support", "/mindset schedule list")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "ritual:post")
    await world.beat()
    [post] = world.posts("#support")
    card = await world.types("carla", "#support", "/mindset")
    title = words(post).splitlines()[1]
    assert title in card


async def test_in_a_private_channel_without_the_bot_the_person_learns_how_to_invite_it(world: World) -> None:
    await world.slack.hands.new_channel("hush", private=True, members=["ana", "bruno"])
    card = await world.types("ana", "#hush", "/mindset")
    assert "Thought experiment" in card
    await world.presses("ana", world.whispers("ana", "#hush")[-1], SHARE_EXPERIMENT)
    await world.beat()
    assert "/invite @Headfirst" in words(world.whispers("ana", "#hush")[-1])
    assert world.posts("#hush") == []


async def test_help_fits_one_screen_and_answers_whatever_is_not_understood(world: World) -> None:
    # The first answer has a hello above it.
    await world.types("ana", "#support", "/mindset")
    asked = await world.types("ana", "#support", "/mindset help")
    lost = await world.types("ana", "#support", "/mindset wibble <wobble>")
    assert "/mindset schedule list" in asked
    assert len(asked.splitlines()) < 16
    assert "I didn't understand “wibble &lt;wobble&gt;”" in lost
    assert lost.endswith(asked.partition("\n")[2])
