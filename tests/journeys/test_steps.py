"""Steps of people's workflows: what each does, once, and how Slack hears of its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.playground.workflows import Execution
from bot.service import manifest
from rituals.db import Base
from tests.cast import BRUNO, SUPPORT
from tests.journeys.world import World, words

WORDS = "She stayed with me for an hour and found the parcel. Give her a cake!"


async def runs(world: World, step: str, **inputs: str) -> Execution:
    """Somebody's workflow comes to a step of ours."""
    world.slack.configure(manifest.manifest(steps=True))
    execution = await world.slack.hands.run_step(step, **inputs)
    await world.beat()
    return execution


async def test_a_workflow_posts_the_next_thought_experiment(world: World) -> None:
    first = await runs(world, "post_experiment", channel=SUPPORT, framework="be human")
    second = await runs(world, "post_experiment", channel=SUPPORT)
    assert (first.state, second.state) == ("completed", "completed")
    cards = [words(post) for post in world.posts("#support")]
    assert len(set(cards)) == 2


async def test_a_workflow_starts_a_poll_on_its_own_question_or_the_framework_s(world: World) -> None:
    await runs(world, "start_mindset_poll", channel=SUPPORT, question="Which one was that call?")
    await runs(world, "start_mindset_poll", channel=SUPPORT, framework="unusual_three")
    asked = [words(post) for post in world.posts("#support")]
    assert len(asked) == 2
    assert "Which one was that call?" in asked[0]
    assert world.bot.house.catalog.framework("unusual_three").poll_question in asked[1]


async def test_a_suggested_story_is_told_by_the_person_who_is_asked(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    done = await runs(world, "suggest_story", text=WORDS, customer="a bakery in Porto", who=BRUNO)
    assert done.state == "completed"
    [letter] = world.letters("bruno")
    assert f"> {WORDS}" in words(letter)
    assert "a bakery in Porto" in words(letter)
    await world.presses("bruno", letter, "tip:tell")
    form = world.form("bruno")
    assert form["title"]["text"] == "Share a story"
    assert (await world.sends("bruno")).ok
    await world.beat()
    [story] = world.posts("#kudos")
    assert WORDS in words(story)
    assert f"<@{BRUNO}>" in words(story)
    [letter] = world.letters("bruno")
    assert f"<@{BRUNO}> told this story" in words(letter)
    assert WORDS not in words(letter)


async def test_without_a_person_every_admin_is_asked_and_the_first_answer_counts(world: World) -> None:
    await runs(world, "suggest_story", text=WORDS)
    [letter] = world.letters("ana")
    assert WORDS in words(letter)
    assert world.letters("bruno") == []
    await world.presses("ana", letter, "tip:decline")
    await world.beat()
    [letter] = world.letters("ana")
    assert "No thanks" in words(letter)
    assert WORDS not in words(letter)


async def test_nobody_else_sees_the_words_before_the_person_tells_them(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await runs(world, "suggest_story", text=WORDS, customer="a bakery in Porto", who=BRUNO)
    for person in ("ana", "carla", "dora"):
        await world.slack.hands.open_home(person)
    await world.types("ana", "#support", "/mindset feed")
    [letter] = world.letters("bruno")
    shown = [each for place in world.slack.workspace.channels.values() for each in place.messages]
    seen = [words(each) for each in shown if each is not letter]
    seen += [words(home) for home in world.slack.workspace.homes.values()]
    for secret in (WORDS, "bakery"):
        assert not [text for text in seen if secret in text]
        assert secret not in await world.outside()


async def test_what_nobody_answers_is_forgotten_after_a_week(world: World) -> None:
    await runs(world, "suggest_story", text=WORDS, who=BRUNO)
    await world.later(timedelta(days=6, hours=23))
    assert WORDS in words(world.letters("bruno")[0])
    await world.later(timedelta(hours=2))
    [letter] = world.letters("bruno")
    assert "Nobody answered for a week" in words(letter)
    assert WORDS not in words(letter)
    assert WORDS not in await stored(world)


async def stored(world: World) -> str:
    """All that is in the database."""

    def everything(db: Any) -> str:
        tables = Base.metadata.sorted_tables
        # Rows themselves are cut when they are long.
        return str([tuple(row) for table in tables for row in db.execute(select(table))])

    return await world.bot.house.read(everything)


async def test_an_event_that_comes_again_does_nothing_again(world: World) -> None:
    await runs(world, "post_experiment", channel=SUPPORT)
    world.slack.events.again()
    await world.beat()
    world.slack.events.again()
    await world.beat()
    assert len(world.posts("#support")) == 1


async def test_a_step_that_failed_stays_failed_when_its_event_comes_again(world: World) -> None:
    await runs(world, "suggest_story", text="Nice!", who=BRUNO)
    [event] = [each for each in world.slack.events.sent if each["event"]["type"] == "function_executed"]
    event["event"]["inputs"]["text"] = WORDS
    world.slack.events.again(event)
    await world.beat()
    assert world.letters("bruno") == []


async def test_a_step_whose_end_slack_did_not_hear_is_not_done_again_and_slack_hears_later(
    world: World,
) -> None:
    world.slack.faults.refuse("functions.completeSuccess", "internal_error")
    running = await runs(world, "post_experiment", channel=SUPPORT)
    assert running.state == "running"
    await world.later(timedelta(minutes=1))
    assert running.state == "completed"
    assert len(world.posts("#support")) == 1


@pytest.mark.parametrize(
    ("step", "inputs", "says"),
    [
        ("post_experiment", {"channel": "C0ATTIC"}, "Type `/invite @Headfirst` there"),
        ("post_experiment", {"channel": SUPPORT, "framework": "be a robot"}, "Use one of these"),
        ("start_mindset_poll", {"channel": SUPPORT, "question": "Why? " * 40}, "150 characters at most"),
        ("suggest_story", {"text": "Nice!", "who": BRUNO}, "at least one whole sentence"),
        ("suggest_story", {"text": WORDS * 40, "who": BRUNO}, "2,500 characters at most"),
        ("suggest_story", {"text": WORDS, "customer": "a bakery " * 20}, "120 characters at most"),
        ("suggest_story", {"text": WORDS, "who": "U0HEADFIRST"}, "Choose somebody who works here"),
    ],
)
async def test_a_step_that_cannot_be_done_says_what_to_do(
    world: World, step: str, inputs: dict[str, str], says: str
) -> None:
    if inputs.get("channel") == "C0ATTIC":
        attic = await world.slack.hands.new_channel("attic", members=["bruno"], private=True)
        inputs = inputs | {"channel": attic.id}
    failed = await runs(world, step, **inputs)
    assert failed.state == "failed"
    assert says in (failed.error or "")
    assert world.posts("#support") == []


async def test_only_the_person_who_was_asked_decides(world: World) -> None:
    await runs(world, "suggest_story", text=WORDS, who=BRUNO)
    [letter] = world.letters("bruno")
    await world.slack.hands.press("carla", letter, "tip:decline")
    await world.slack.hands.press("carla", letter, "tip:tell")
    await world.beat()
    assert WORDS in words(world.letters("bruno")[0])
    assert world.slack.workspace.modal_of("carla") is None


async def test_the_token_of_a_step_is_kept_nowhere(world: World) -> None:
    world.slack.faults.refuse("functions.completeSuccess", "internal_error")
    await runs(world, "post_experiment", channel=SUPPORT)
    kept = await stored(world)
    assert "function_executed" in kept
    assert "xwfp-" not in kept
