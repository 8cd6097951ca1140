"""A digest in words: whole sentences for whatever numbers, and the names of those whom it thanks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.features.digests.card import digest_card
from bot.features.trends.journey import invitation, table
from bot.playground import block_kit
from bot.slack.charts import bars, has_charts
from rituals.digests import Moment
from rituals.stories import Kind
from tests.bot.samples import CATALOG, a_digest, a_journey, a_save, a_story
from tests.cast import ANA, BRUNO, CARLA, DORA, NOW
from tests.journeys.world import words

HELPED, MOMENT, SAVE = Kind.CUSTOMER_HELPED_US, Kind.GREAT_HUMAN_MOMENT, Kind.PROACTIVE_SAVE
# As many characters of one width as a phone shows in a row.
PHONE = 34


def card(*told: object, **more: object) -> str:
    return words({"blocks": digest_card(a_digest(*told, **more), CATALOG).blocks})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({HELPED: 1}, "*One story was told:* one customer who helped us."),
        (
            {MOMENT: 2, SAVE: 1},
            "*Three stories were told:* two great human moments and one save before it hurt.",
        ),
        (
            {HELPED: 12, MOMENT: 1},
            "*13 stories were told:* one great human moment and 12 customers who helped us.",
        ),
    ],
)
def test_what_was_told_is_a_sentence(told: dict[Kind, int], sentence: str) -> None:
    assert sentence in card(told=told)


@pytest.mark.parametrize(
    ("saves", "done", "line"),
    [
        (0, 0, "no save this time. What could disappoint a customer next week?"),
        (1, 0, "one save, still open"),
        (1, 1, "one save, done"),
        (3, 1, "three saves, one of them done"),
        (2, 2, "two saves, done"),
    ],
)
def test_what_was_saved_in_time_stands_beside_what_came_after(saves: int, done: int, line: str) -> None:
    shown = card(told={SAVE: saves, HELPED: 2}, done=done)
    assert f"*Before the customer noticed:* {line}\n*After it happened:* two moments" in shown


def test_saves_of_look_aheads_count_though_nobody_told_them() -> None:
    quiet = card(told={}, planned_saves=2, done=1)
    assert "*Before the customer noticed:* two saves, one of them done" in quiet
    assert "were told" not in quiet
    assert "three saves" in card(told={SAVE: 1}, planned_saves=2)


def test_thanks_are_told_of_where_there_were_any() -> None:
    assert ":bouquet: Two customers were thanked for their help." in card(thanked=2, told={HELPED: 2})
    assert ":bouquet:" not in card(thanked=0, told={HELPED: 2})


def test_a_story_is_one_line_with_a_way_to_the_rest() -> None:
    told = a_story("It rained.\n" * 60)
    [line] = [line for line in card(told).splitlines() if "rained" in line and "Read it" in line]
    quoted = line[line.index("“") + 1 : line.index("”")]
    assert len(quoted) == 140
    assert line.endswith("|Read it>")
    assert "Read it" not in card(told, address=None)


def test_who_is_credited_is_named_and_so_is_the_owner_of_a_save() -> None:
    told = a_story("She taught us the shortcut.", said="Thanks.", nominated_by=(DORA,))
    assert f"Thanks to <@{BRUNO}> and <@{CARLA}>" in card(told)
    assert f"<@{ANA}>" not in card(told), "the teller and those who cheered aren't named"
    assert f"<@{DORA}>" not in card(told)
    assert f"Owner: <@{BRUNO}> · Due Mon 2 Mar" in card(a_save(owner=BRUNO, due_on=NOW.date()))


def test_polls_without_a_story_are_no_quiet_while() -> None:
    shown = card(told={})
    assert "quiet" not in shown
    assert "were told" not in shown
    seen = ":wave: Human 33%, :performing_arts: In role 33% · 9 votes in two polls"
    assert f":bust_in_silhouette: *Be human*: {seen}" in shown


def test_an_invitation_names_three_and_is_no_list_of_gaps() -> None:
    assert invitation(()) == ""
    assert invitation(("Saying goodbye",)).startswith(
        "Nobody has told a story about *Saying goodbye* lately."
    )
    assert "*A* or *B* lately" in invitation(("A", "B"))
    assert "*A*, *B* or *C* lately" in invitation(("A", "B", "C"))
    assert "*A*, *B*, *C* or 22 other moments lately" in invitation(tuple("ABCDEFGHIJKLMNOPQRSTUVWXY"))


def test_the_journey_fits_a_phone_and_every_story_shows() -> None:
    journey = a_journey("A touchpoint with a very long name", told=(("Much", 500), ("Little", 1)))
    rows = table(replace(journey, untold=("A touchpoint with a very long name",))).splitlines()
    assert max(map(len, rows)) <= PHONE
    assert [row.count("█") for row in rows] == [8, 1, 0]


# --- what customers taught us


def test_lessons_stand_in_it_with_what_came_of_them() -> None:
    done = a_story("She rang.", said="Count from the top.", owner=BRUNO, done=True, came_of="A new form.")
    new = a_story("He wrote.", said="Ask once.")
    shown = card(lessons=tuple(Moment(each, None) for each in (done, new)), taught=1)
    assert "*What customers taught us.* One new lesson." in shown
    assert "“Count from the top.”\n:white_check_mark: *Done* by" in shown and ": A new form." in shown
    assert "“Ask once.”\n:large_blue_circle: *Open*" in shown
    assert "taught us" not in card(lessons=(), taught=0)


# --- weekly and monthly


def test_it_ends_with_one_question_for_the_time_ahead() -> None:
    week = card(question="Who made it easier than it had to be?")
    assert ":bulb: *For the coming week:* Who made it easier than it had to be?" in week
    month = card(question="Who?", since=NOW - timedelta(days=31))
    assert "*For the coming month:* Who?" in month and "The month · what's happened since" in month


# --- Slack's own charts


def blocks(kind: str, **more: object) -> list[dict[str, Any]]:
    shown = digest_card(a_digest(**more), CATALOG, charts=True).blocks  # type: ignore[arg-type]
    return [block for block in shown if block["type"] == kind]


def test_charts_show_the_shares_two_at_most_and_a_table_where_it_happened() -> None:
    charts = blocks("data_visualization")
    assert [chart["title"] for chart in charts] == [f"{framework.name}, in %" for framework in CATALOG][:2]
    [where] = blocks("data_table")
    assert [cell["text"] for cell in where["rows"][1]] == ["Saying goodbye", "12"]
    assert blocks("data_visualization", seen=()) == []
    assert not has_charts(digest_card(a_digest(), CATALOG).blocks)
    for kind in ("data_visualization", "data_table"):
        block_kit.check_message(blocks(kind))


def test_mindsets_that_would_read_the_same_make_no_chart() -> None:
    long = "I can learn from you and "
    assert bars("Which?", "Votes", [(f"{long}more", 1), (f"{long}less", 2)]) == []
    assert bars("Which?", "Votes", []) == []
