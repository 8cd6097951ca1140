"""What a message has beside its blocks: the `text` of notifications, of the search and of the API."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rituals import polls, stories
from rituals.ids import PollId, StoryId
from rituals.stories import Kind, Telling
from tests.bot.steps import DOUBT_IS_OVER, POST, UPDATE, feed, rows, told
from tests.cast import ANA, BRUNO, CARLA, DORA, scene
from tests.journeys.polling import start
from tests.journeys.world import World

A_SECOND = timedelta(seconds=3)


async def edited(world: World, story: int, text: str) -> None:
    """The teller finds other words."""
    telling = Telling(text=text, kind=Kind.GREAT_HUMAN_MOMENT)
    await world.bot.house.act(stories.edit, scene(ANA, world.clock.now()), StoryId(story), telling)


async def cheered(world: World, story: int) -> None:
    await world.bot.house.act(stories.cheer, scene(BRUNO, world.clock.now()), StoryId(story))


async def test_words_that_are_edited_away_are_gone_from_the_text_too(world: World) -> None:
    await feed(world)
    story = await told(world, "Mrs Almeida of 12 Rua Nova sang to us.")
    await world.beat()
    await edited(world, story, "A customer sang to all of us on the phone.")
    await world.beat()
    [post] = world.posts("#kudos")
    assert post.text == "A great human moment: A customer sang to all of us on the phone."
    assert "Almeida" not in f"{post.text} {post.blocks}"


async def test_cheers_and_lines_never_mark_a_story_as_edited(world: World) -> None:
    await feed(world)
    story = await told(world, "She sang to us.")
    await world.beat()
    await cheered(world, story)
    await world.beat()
    line = scene(CARLA, world.clock.now())
    await world.bot.house.act(stories.second, line, StoryId(story), "I heard her, too.")
    await world.beat()
    [post] = world.posts("#kudos")
    assert "Cheer · 1" in str(post.blocks)
    assert "I heard her, too." in str(post.blocks)
    assert post.edited is None


async def test_neither_votes_nor_the_result_mark_a_poll_as_edited(world: World) -> None:
    poll = await start(world)
    number = PollId(int(next(row.subject for row in rows(world) if row.kind == "poll")))
    for person in (ANA, BRUNO, CARLA, DORA):
        await world.bot.house.act(polls.vote, scene(person, world.clock.now()), number, "human")
        await world.beat()
    assert "4 people have voted" in str(poll.blocks)
    await world.bot.house.act(polls.close, scene(ANA, world.clock.now()), number)
    await world.beat()
    assert "Poll result" in str(poll.blocks)
    assert poll.edited is None


async def test_a_story_that_was_edited_is_not_marked_again_by_each_cheer(world: World) -> None:
    await feed(world)
    story = await told(world, "She sang to us.")
    await world.beat()
    await edited(world, story, "She sang to all of us.")
    await world.beat()
    [post] = world.posts("#kudos")
    mark = post.edited
    await cheered(world, story)
    await world.beat()
    assert "Cheer · 1" in str(post.blocks)
    assert post.edited == mark is not None


@pytest.mark.parametrize("mishap", ["lost", "broken"])
async def test_words_that_stood_there_for_a_moment_unknown_to_us_are_gone_too(
    world: World, mishap: str
) -> None:
    await feed(world)
    story = await told(world, "She sang to us.")
    await world.beat()
    [post] = world.posts("#kudos")
    as_told = post.text
    faults = world.slack.faults
    (faults.lose_answers if mishap == "lost" else faults.server_errors)(UPDATE)
    await edited(world, story, "Mrs Almeida sang to us on the phone.")
    await world.beat()
    assert ("Almeida" in post.text) == (mishap == "lost")
    await edited(world, story, "She sang to us. She wrote to say so.")
    await world.later(A_SECOND)
    assert post.text == as_told
    assert "Almeida" not in str(post.blocks)


async def test_a_cheer_whose_answer_was_lost_marks_nothing_as_edited(world: World) -> None:
    await feed(world)
    story = await told(world, "She sang to us.")
    await world.beat()
    world.slack.faults.lose_answers(UPDATE)
    await cheered(world, story)
    await world.beat()
    await world.later(A_SECOND)
    [post] = world.posts("#kudos")
    assert "Cheer · 1" in str(post.blocks)
    assert post.edited is None


async def test_a_message_that_had_to_be_looked_for_is_known_with_its_text(world: World) -> None:
    await feed(world)
    world.slack.faults.lose_answers(POST)
    story = await told(world, "She sang to us & laughed.")
    await world.beat()
    await world.later(DOUBT_IS_OVER)
    await cheered(world, story)
    await world.beat()
    [post] = world.posts("#kudos")
    assert "Cheer · 1" in str(post.blocks)
    assert post.edited is None
    await edited(world, story, "She sang to all of us on the phone.")
    await world.beat()
    assert post.text == "A great human moment: She sang to all of us on the phone."


async def test_nobody_s_words_are_kept_where_their_message_was_taken_down(world: World) -> None:
    await feed(world)
    story = await told(world, "She sang to us.")
    await world.beat()
    assert rows(world)[0].text_mark
    await world.bot.house.act(stories.erase_words, scene(ANA, world.clock.now()), StoryId(story))
    await world.beat()
    assert [(row.state, row.text_mark) for row in rows(world)] == [("gone", None)]
