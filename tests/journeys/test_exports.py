"""`/mindset export`: an admin gets a file by direct message, with what everybody may see."""

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.features.exports import listeners as listener
from bot.features.exports.card import AGAIN
from bot.playground.entities import File
from rituals import stories, workspaces
from rituals.stories import Telling
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, NOW, ZOE, elsewhere, scene
from tests.journeys.polling import QUESTION, fill, start, votes
from tests.journeys.steps import plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World

SOUP = "São João: she brought us soup, and a list of typos."
ELSEWHERE = "In the other workspace, a plumber explained pressure."


async def exported(world: World, line: str = "", person: str = "ana") -> File:
    """An admin asks for a file; the one that came."""
    answer = await world.types(person, "#support", f"/mindset export {line}".strip())
    assert "You'll get it by direct message" in answer
    await world.bot.house.finish()
    parcel = world.letters(person)[-1]
    [file] = parcel.files
    return file


def rows(file: File) -> list[dict[str, Any]]:
    """What the file holds, as other programs read it."""
    assert file.content is not None
    text = file.content.decode("utf-8")
    if file.name.endswith(".json"):
        found: list[dict[str, Any]] = json.loads(text)
        return found
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


# --- the file


async def test_without_words_it_is_all_stories_as_csv(world: World) -> None:
    await tell(world, "bruno", SOUP, kind="customer_helped_us", front=[CARLA], taught="Read it aloud.")
    await tell(world, "ana", "=SUM(A1) is what he had typed, and we laughed together.")
    file = await exported(world)
    soup, formula = rows(file)
    assert (file.name, file.title) == ("stories-2026-03-02.csv", "Stories")
    assert (soup["text"], soup["teller"], soup["credits_front"]) == (SOUP, BRUNO, CARLA)
    assert soup["taught"] == "Read it aloud."
    assert soup["told_at"].startswith("2026-03-02T08:45:")
    assert formula["text"].startswith("'=SUM(A1)")
    assert "Here are the stories" in world.letters("ana")[-2].text


async def test_the_words_choose_what_how_and_since_when(world: World) -> None:
    await plan(world)
    await tell(world, "bruno", SOUP)
    await world.later(timedelta(days=3))
    await tell(world, "bruno", "On Thursday a baker taught us to read our own forms.")
    [ritual] = rows(await exported(world, "JSON rituals"))
    assert (ritual["at"], ritual["zone"], ritual["owner"]) == ("09:00", "Europe/Lisbon", ANA)
    assert len(rows(await exported(world, "stories json"))) == 2
    [late] = rows(await exported(world, "since 2026-03-05 json"))
    assert late["text"].startswith("On Thursday")
    assert "since 2026-03-05" in world.letters("ana")[-2].text


async def test_a_file_in_several_batches_is_whole(world: World) -> None:
    tales = [f"Story {number:04}" for number in range(501)]

    def told(db: Session) -> None:
        for number, tale in enumerate(tales):
            stories.bring_in(db, scene(), Telling(tale), ANA, NOW + timedelta(seconds=number), tale)

    await world.bot.house.act(told)
    assert [row["text"] for row in rows(await exported(world))] == tales


async def test_an_export_of_nothing_is_a_file_with_nothing_in_it(world: World) -> None:
    assert rows(await exported(world, "polls json")) == []


async def test_what_is_not_understood_comes_back_with_an_example(world: World) -> None:
    for line in ("cheers", "stories xml", "since", "since monday", "since 2026-02-30", "csv please"):
        answer = await world.types("ana", "#support", f"/mindset export {line}")
        assert "`/mindset export polls json since 2026-01-31`" in answer, line
    await world.bot.house.finish()
    assert world.letters("ana") == []


# --- who may, and what


async def test_only_admins_get_one(world: World) -> None:
    await tell(world, "bruno", SOUP)
    assert "Only admins" in await world.types("bruno", "#support", "/mindset export")
    await world.bot.house.finish()
    assert world.letters("bruno") == []


async def test_nothing_of_another_workspace_is_in_it(world: World) -> None:
    await tell(world, "bruno", SOUP)
    await world.bot.house.act(stories.tell, elsewhere(), Telling(ELSEWHERE), request="form-1")
    file = await exported(world)
    assert [row["text"] for row in rows(file)] == [SOUP]
    assert file.content is not None
    assert ZOE.encode() not in file.content


async def test_anonymous_polls_stay_anonymous_and_few_votes_stay_withheld(world: World) -> None:
    poll = await start(world)
    await votes(world, "bruno", poll, "human")
    await votes(world, "carla", poll, "human")
    few = await exported(world, "polls json")
    [row] = rows(few)
    assert (row["question"], row["anonymous"]) == (QUESTION, True)
    assert (row["votes"], row["results"]) == (None, None)
    for newcomer in ("emil", "fay"):
        await world.slack.hands.welcome(newcomer, ["support"])
    for person in ("dora", "ana", "emil", "fay"):
        await votes(world, person, poll, "in_role")
    file = await exported(world, "polls json")
    [row] = rows(file)
    # As on the card, which is a step of three behind.
    assert (row["votes"], row["results"]) == (3, {"human": 2, "middle": 0, "in_role": 1})
    for each in (few, file):
        assert each.content is not None
        assert BRUNO.encode() not in each.content
        assert CARLA.encode() not in each.content
    await world.bot.house.act(workspaces.change_settings, scene(ANA), Settings(minimum_voters=4))
    [row] = rows(await exported(world, "polls json"))
    assert (row["votes"], row["results"]) == (None, None)


async def test_the_words_of_a_poll_in_a_channel_that_the_admin_is_not_in_are_left_out(world: World) -> None:
    hush = await world.slack.hands.new_channel("hush", private=True, members=["bruno", "headfirst"])
    await world.types("bruno", "#hush", '/mindset poll "Between us: the late refund"')
    await fill(world, "bruno", framework="be_human")
    assert (await world.sends("bruno", framework="be_human")).ok
    await world.beat()
    await start(world)
    await world.beat()
    file = await exported(world, "polls json")
    hidden, seen = rows(file)
    assert (hidden["channel"], hidden["question"]) == (hush.id, "")
    assert seen["question"] == QUESTION
    assert "I left out the words from channels you aren't in" in world.letters("ana")[-2].text
    await world.slack.hands.invite("#hush", "ana")
    assert rows(await exported(world, "polls json"))[0]["question"] == "Between us: the late refund"
    assert "left out" not in world.letters("ana")[-2].text


# --- what goes wrong


async def test_where_files_are_not_allowed_the_admin_reads_what_to_do(world: World) -> None:
    world.slack.app.scopes -= {"files:write"}
    await world.types("ana", "#support", "/mindset export")
    await world.bot.house.finish()
    [letter] = world.letters("ana")
    assert letter.text.startswith("I have a file for you, but I'm not allowed to send files here.")


async def test_who_waits_for_a_file_that_cannot_be_made_hears_so(world: World) -> None:
    await start(world)
    # What is known of the channel is too old to go by.
    world.clock.advance(timedelta(minutes=6))
    world.slack.faults.refuse("conversations.info", "internal_error")
    await world.types("ana", "#support", "/mindset export polls")
    await world.bot.house.finish()
    [letter] = world.letters("ana")
    assert letter.text == "I couldn't put your file together. Try again in a minute."
    await world.presses("ana", letter, AGAIN)
    await world.bot.house.finish()
    assert len(rows(world.letters("ana")[-1].files[0])) == 1


async def test_more_than_fits_into_a_file_is_not_sent_by_halves(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "LARGEST", 500)
    await tell(world, "bruno", SOUP * 20)
    await world.types("ana", "#support", "/mindset export")
    await world.bot.house.finish()
    [letter] = world.letters("ana")
    assert "headfirst export stories" in letter.text
    assert letter.files == []
    monkeypatch.setattr(listener, "LARGEST", 5000)
    await world.presses("ana", letter, AGAIN)
    await world.bot.house.finish()
    assert "since 2025-12-02" in world.letters("ana")[-2].text
    assert [SOUP.split(":")[0] in str(row) for row in rows(world.letters("ana")[-1].files[0])] == [True]
