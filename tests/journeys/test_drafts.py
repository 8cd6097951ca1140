"""A story that somebody has begun isn't lost, and not forced on them either."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.features.polls.form import MORE as MORE_OF_POLL
from bot.features.stories.form import AFRESH, MORE, MY_DRAFT, WRITTEN
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

BEGUN = "Once upon a Friday, very late, a baker"
BACK = "Here's the story you started earlier"


async def begins(world: World, person: str = "ana", text: str = BEGUN) -> None:
    """Somebody writes some words, and closes the form."""
    await world.types(person, "#support", "/mindset story")
    await world.slack.hands.press(person, world.form(person), WRITTEN, values={"text": text})
    await world.slack.hands.close(person)


async def opens(world: World, person: str = "ana", typed: str = "") -> str:
    """Somebody opens the form; what stands in the field of the story."""
    await world.types(person, "#support", f"/mindset story {typed}".strip())
    return written(world, person)


def written(world: World, person: str = "ana") -> str:
    [field] = [block for block in world.form(person).blocks if block["block_id"] == "text"]
    return str(field["element"].get("initial_value", ""))


async def test_what_was_begun_comes_back_to_its_writer_alone(world: World) -> None:
    await begins(world)
    assert await opens(world, "bruno") == ""
    assert await opens(world) == BEGUN
    assert BACK in words(world.form("ana"))


async def test_it_comes_back_by_any_door(world: World) -> None:
    await begins(world)
    await world.slack.hands.shortcut("ana", "share_story")
    assert written(world) == BEGUN


async def test_who_begins_afresh_has_an_empty_form_and_no_draft(world: World) -> None:
    await begins(world)
    await opens(world)
    await world.presses("ana", world.form("ana"), AFRESH)
    assert written(world) == ""
    await world.slack.hands.close("ana")
    assert await opens(world) == ""
    assert BACK not in words(world.form("ana"))


async def test_words_typed_with_the_command_come_first_and_the_draft_is_a_press_away(world: World) -> None:
    await begins(world)
    assert await opens(world, typed="Another one") == "Another one"
    assert "You started another story earlier" in words(world.form("ana"))
    await world.presses("ana", world.form("ana"), MY_DRAFT)
    assert written(world) == BEGUN


async def test_once_told_it_does_not_come_back(world: World) -> None:
    await begins(world)
    await opens(world)
    assert (await world.sends("ana", text=f"{BEGUN} rang us.")).ok
    await world.slack.hands.close("ana")
    assert await opens(world) == ""


async def test_the_story_of_somebody_else_takes_no_draft_away(world: World) -> None:
    await begins(world)
    await tell(world, "bruno", "The second caller brought the answer for the first one.")
    assert await opens(world) == BEGUN


async def test_after_thirty_days_it_is_erased(world: World) -> None:
    await begins(world)
    world.clock.advance(timedelta(days=31))
    await world.bot.heartbeat.purge()
    assert await opens(world) == ""


@pytest.mark.parametrize("why", ["hash_conflict", "not_found", "view_not_found"])
@pytest.mark.parametrize("line", ["/mindset story", "/mindset poll"])
async def test_a_form_that_was_redrawn_or_closed_meanwhile_is_nobodys_error(
    world: World, line: str, why: str
) -> None:
    await world.types("ana", "#support", line)
    form = world.form("ana")
    world.slack.faults.refuse("views.update", why)
    with capture_logs() as logged:
        await world.presses("ana", form, {"/mindset story": MORE, "/mindset poll": MORE_OF_POLL}[line])
    assert [each for each in logged if each["log_level"] != "info"] == []
    assert world.form("ana") is form
    assert world.whispers("ana", "#support") == []


async def test_a_draft_is_kept_although_the_form_cannot_be_redrawn(world: World) -> None:
    await world.types("ana", "#support", "/mindset story")
    world.slack.faults.refuse("views.update", "hash_conflict")
    await world.slack.hands.press("ana", world.form("ana"), MORE, values={"text": BEGUN})
    assert words(world.form("ana")).count("nothing was saved") == 0
    await world.slack.hands.close("ana")
    assert await opens(world) == BEGUN
