"""Files by direct message, and work that goes on after an answer."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.entities import Message
from bot.slack.block_kit import button
from bot.slack.uploads import send_file
from tests.bot.steps import calls
from tests.cast import ANA
from tests.journeys.world import World

CSV = b"who,what\nana,listened\n"
TICKET, DONE = "files.getUploadURLExternal", "files.completeUploadExternal"
NOT_TAKEN = (
    "missing_scope", "no_permission", "not_allowed_token_type", "file_uploads_disabled",
    "file_uploads_except_images_disabled", "blocked_file_type",
)  # fmt: skip
NO_FILES = "I have a file for you, but I'm not allowed to send files here."
LOST = "I had a file for you, but couldn't see it arrive. If it isn't here, ask for it again."
AGAIN = button("Send it again", "export:again", "stories csv")


async def sent(world: World) -> list[Message]:
    """A file is sent to Ana; what she has got."""
    words = {"title": "Stories", "comment": "Here are the stories.", "alt": "A table"}
    await send_file(world.bot.slack, ANA, "stories.csv", CSV, **words, again=AGAIN)
    return world.letters("ana")


# --- files


async def test_a_person_gets_the_words_and_the_file_in_their_direct_messages(world: World) -> None:
    words, parcel = await sent(world)
    [file] = parcel.files
    assert words.text == "Here are the stories."
    assert (file.name, file.title, file.content, file.alt) == ("stories.csv", "Stories", CSV, "A table")
    assert "im:write" not in world.slack.app.scopes


async def test_a_bot_that_may_not_send_files_says_what_an_admin_can_do(world: World) -> None:
    world.slack.app.scopes -= {"files:write"}
    [words] = await sent(world)
    assert words.text.startswith(NO_FILES)
    assert "`files:write`" in words.text


async def test_a_workspace_that_takes_no_files_is_answered_in_the_same_way(world: World) -> None:
    for code in NOT_TAKEN:
        world.slack.faults.refuse(TICKET, code)
        assert (await sent(world))[-1].text.startswith(NO_FILES), code


@pytest.mark.parametrize("step", [TICKET, DONE])
async def test_a_file_that_does_not_get_through_is_not_announced_any_more(world: World, step: str) -> None:
    world.slack.faults.refuse(step, "internal_error")
    with pytest.raises(SlackApiError):
        await sent(world)
    [words] = world.letters("ana")
    assert words.text == LOST


async def test_a_file_whose_answer_was_lost_is_not_sent_twice(world: World) -> None:
    world.slack.faults.lose_answers(DONE)
    with pytest.raises(aiohttp.ClientError):
        await sent(world)
    words, parcel = world.letters("ana")
    assert (words.text, len(parcel.files)) == (LOST, 1)
    assert calls(world, TICKET, DONE) == [TICKET, DONE]


async def test_a_file_that_cannot_be_made_is_not_announced_any_more(world: World) -> None:
    async def failing() -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        await send_file(
            world.bot.slack, ANA, "trend.png", failing, title="Trend", comment="Here it is.", again=AGAIN
        )
    [words] = world.letters("ana")
    assert words.text == LOST


async def test_somebody_who_waits_for_a_file_hears_it_when_the_bot_is_stopped(world: World) -> None:
    held = world.slack.faults.hold(TICKET)
    world.bot.house.later(waited(world))
    await held.reached()
    await world.bot.house.finish(patience=0)
    held.release()
    [words] = world.letters("ana")
    assert words.text == LOST


async def waited(world: World) -> None:
    await sent(world)


# --- later


async def test_what_goes_on_after_an_answer_is_finished_before_the_bot_stops(world: World) -> None:
    opened, done = asyncio.Event(), []

    async def work() -> None:
        await opened.wait()
        done.append("all of it")

    world.bot.house.later(work())
    asyncio.get_running_loop().call_later(0.05, opened.set)
    await world.bot.house.finish()
    assert done == ["all of it"]


async def test_what_fails_afterwards_is_logged_without_anybody_s_words(
    world: World, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> None:
        raise ValueError("I stayed on the line with Mrs Alder")

    world.bot.house.later(work())
    await world.bot.house.finish()
    said = caplog.text + "".join(capsys.readouterr())
    assert "later.failed" in said
    assert "ValueError" in said
    assert "Alder" not in said
