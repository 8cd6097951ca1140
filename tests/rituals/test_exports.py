"""Exports: what every colleague may see, in columns that other programs can rely on."""

import csv
import json
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rituals import answers, exports, lessons, polls, saves, schedules, stories, workspaces
from rituals.catalog import Catalog
from rituals.exports import (
    COLUMNS,
    Format,
    Row,
    Sheet,
    Wish,
    Writer,
    bare,
    guarded,
    joined,
    parted,
    read_wish,
)
from rituals.exports.rules.sheets import cell
from rituals.ids import AnswerId, ChannelId, PersonId
from rituals.schedules import Rhythm
from rituals.stories import Credited, Kind, Stage, Took
from rituals.words import CannotRead
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, DORA, KUDOS, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act
from tests.rituals.answering import NINE, drawn, says
from tests.rituals.telling import DAY, MINUTE, SHORTCUT, tell
from tests.wishes import wishes

HOUR = timedelta(hours=1)


def rows(act: Act, sheet: Sheet, **wanted: Any) -> list[Row]:
    """All rows of a sheet, read batch by batch."""
    found: list[Row] = []
    after: int | None = None
    while True:
        batch = act(exports.batch, scene(), sheet, after=after, **wanted)
        found += batch.rows
        after = batch.after
        if after is None:
            return found


def written(sheet: Sheet, form: Format, *batches: list[Row]) -> str:
    writer = Writer(sheet, form)
    return writer.begin() + "".join(writer.rows(batch) for batch in batches) + writer.end()


def read(text: str) -> list[dict[str, str]]:
    """The cells of a CSV file, as a spreadsheet that isn't fooled would have them."""
    found = csv.DictReader(StringIO(text, newline=""), strict=True)
    return [{name: bare(value) for name, value in row.items()} for row in found]


def ask(act: Act, catalog: Catalog, request: str = "form-1", channel: ChannelId = SUPPORT) -> polls.Shown:
    setup = polls.of_framework(catalog.framework("be_human"), "Which was it?")
    place = polls.Place(channel, link="https://slack/1")
    when = {"closes_at": NOW + HOUR, "key": b"key", "request": request}
    poll = act(polls.open_poll, scene(ANA), setup, place, **when)
    return act(polls.shown, scene().workspace, poll)


# --- answers


def test_answers_are_exported_where_the_workspace_allows_it(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog)
    says(act, draw, ANA, "=Tea; or coffee.")
    act(answers.cheer, scene(BRUNO), AnswerId(1))
    assert rows(act, Sheet.ANSWERS) == []
    assert not act(exports.may_export, scene(), Sheet.ANSWERS)
    act(workspaces.change_settings, scene(), Settings(answers_exported=True))
    [row] = rows(act, Sheet.ANSWERS)
    assert (row["person"], row["text"], row["cheers"]) == (ANA, "=Tea; or coffee.", 1)
    assert (row["channel"], row["kind"], row["framework"]) == (SUPPORT, "thought_experiment", "be_human")
    assert read(written(Sheet.ANSWERS, Format.CSV, [row]))[0]["text"] == "=Tea; or coffee."
    assert rows(act, Sheet.ANSWERS, since=NINE + DAY) == []


def test_of_a_channel_that_one_may_not_read_no_answer_is_exported_and_no_sealed_one_of_any(
    act: Act, catalog: Catalog
) -> None:
    act(workspaces.change_settings, scene(), Settings(answers_exported=True))
    draw = drawn(act, catalog, together=2)
    says(act, draw, ANA)
    assert rows(act, Sheet.ANSWERS) == []
    assert act(exports.channels, scene(), Sheet.ANSWERS) == []
    says(act, draw, BRUNO)
    assert act(exports.channels, scene(), Sheet.ANSWERS) == [SUPPORT]
    assert [row["text"] for row in rows(act, Sheet.ANSWERS, hidden={SUPPORT})] == ["", ""]


# --- columns


def test_the_columns_have_the_names_that_other_programs_know() -> None:
    assert COLUMNS[Sheet.STORIES] == (
        *("id", "told_at", "kind", "text", "teller", "credits_front", "credits_back", "mindset"),
        *("touchpoint", "customer", "took", "beyond_job", "taught", "thanked", "owner", "due_on", "done_at"),
        *("nominated_by", "cheers", "lines", "link", "edited_at", "came_of", "remedy", "dropped_at"),
    )
    assert COLUMNS[Sheet.POLLS] == (
        *("id", "opened_at", "closes_at", "closed", "channel", "maker", "framework", "question", "link"),
        *("anonymous", "options", "votes", "results"),
        *("kind", "touchpoint", "several", "closed_at"),
    )
    assert COLUMNS[Sheet.RITUALS] == (
        *("id", "made_at", "channel", "kind", "framework", "weekdays", "rhythm", "at", "zone", "starts_on"),
        *("ends_on", "holidays", "grace_minutes", "game_plan_after", "owner", "paused"),
        *("paused_until", "held", "next_at", "changed_by", "changed_at", "together"),
    )
    assert COLUMNS[Sheet.ANSWERS] == (
        *("id", "given_at", "channel", "kind", "framework", "experiment", "person", "text", "cheers"),
        "edited_at",
    )


def test_lessons_are_a_list_of_their_own_with_who_and_what_came_of_it(act: Act) -> None:
    told, other = tell(act, taught="Number the boxes."), tell(act, "form-2", taught="Ask once.")
    tell(act, "form-3", after=MINUTE)
    act(lessons.take, scene(DORA), other.id)
    act(lessons.take, scene(BRUNO), told.id)
    act(lessons.finish, scene(BRUNO, NOW + HOUR), told.id, "A new form.")
    found = rows(act, Sheet.LESSONS)
    assert [(row["taught"], row["state"], row["owner"], row["came_of"]) for row in found] == [
        ("Number the boxes.", "done", BRUNO, "A new form."),
        ("Ask once.", "being done", DORA, None),
    ]
    assert read(written(Sheet.LESSONS, Format.CSV, found))[0]["done_at"] == "2026-03-02T09:45:00Z"
    act(stories.take_down, scene(ANA), told.id)
    assert [row["story"] for row in rows(act, Sheet.LESSONS)] == [other.id]


def test_a_story_has_all_that_its_card_shows(act: Act) -> None:
    story = tell(
        act,
        kind=Kind.PROACTIVE_SAVE,
        credits=(Credited(BRUNO), Credited(PersonId("Sam; the porter"), Stage.BACK, "Sam; the porter")),
        touchpoint="Signing up",
        took=(Took.TIME, Took.MONEY),
        beyond_job=True,
    )
    act(saves.assign, scene(ANA), story.id, DORA, date(2026, 3, 9))
    act(saves.finish, scene(DORA, NOW + HOUR), story.id)
    act(stories.cheer, scene(CARLA), story.id)
    act(stories.second, scene(BRUNO), story.id, "I saw it; it was so.")
    [row] = rows(act, Sheet.STORIES)
    assert json.loads(written(Sheet.STORIES, Format.JSON, [row])) == [
        {
            "id": 1,
            "told_at": "2026-03-02T08:45:00Z",
            "kind": "proactive_save",
            "text": SHORTCUT,
            "teller": ANA,
            "credits_front": [BRUNO],
            "credits_back": ["Sam; the porter"],
            "mindset": "partner",
            "touchpoint": "Signing up",
            "customer": "Mrs. Almeida",
            "took": ["time", "money"],
            "beyond_job": True,
            "taught": None,
            "thanked": None,
            "owner": DORA,
            "due_on": "2026-03-09",
            "done_at": "2026-03-02T09:45:00Z",
            "nominated_by": [],
            "cheers": 1,
            "lines": [{"person": BRUNO, "text": "I saw it; it was so."}],
            "link": None,
            "edited_at": None,
            "came_of": None,
            "remedy": None,
            "dropped_at": None,
        }
    ]
    [cells] = read(written(Sheet.STORIES, Format.CSV, [row]))
    assert cells["credits_back"] == "Sam\\; the porter"
    assert cells["lines"] == f"{BRUNO}: I saw it\\; it was so."
    assert (cells["took"], cells["beyond_job"], cells["cheers"]) == ("time; money", "true", "1")
    assert (cells["told_at"], cells["taught"]) == ("2026-03-02T08:45:00Z", "")


def test_a_ritual_says_when_it_comes_and_whose_it_is(act: Act) -> None:
    act(schedules.set_up, scene(ANA), wishes(rhythm=Rhythm.FORTNIGHTLY, holidays=("PT", "DE-BY")), "form-1")
    [row] = rows(act, Sheet.RITUALS)
    [shown] = json.loads(written(Sheet.RITUALS, Format.JSON, [row]))
    assert shown["weekdays"] == ["monday", "tuesday", "wednesday", "thursday", "friday"]
    assert (shown["at"], shown["zone"], shown["rhythm"]) == ("09:00", "Europe/Lisbon", "fortnightly")
    assert (shown["owner"], shown["channel"], shown["holidays"]) == (ANA, SUPPORT, ["PT", "DE-BY"])
    assert (shown["grace_minutes"], shown["paused"]) == (120, False)


# --- who may see what


def test_a_story_that_does_not_stand_is_not_exported(act: Act) -> None:
    story = tell(act)
    act(stories.take_down, scene(ANA), story.id)
    assert rows(act, Sheet.STORIES) == []


def test_somebody_s_own_practice_is_not_exported(act: Act) -> None:
    act(schedules.practise, scene(ANA), "be_human", time(9), "Europe/Lisbon")
    assert rows(act, Sheet.RITUALS) == []


def test_an_anonymous_poll_says_neither_who_voted_nor_what_too_few_have_voted(
    act: Act, catalog: Catalog
) -> None:
    poll = ask(act, catalog)
    for person in (BRUNO, CARLA):
        act(polls.vote, scene(person), poll.id, "human")
    [row] = rows(act, Sheet.POLLS)
    assert (row["votes"], row["results"], row["anonymous"]) == (None, None, True)
    for person in (DORA, ANA):
        act(polls.vote, scene(person), poll.id, "in_role")
    [row] = rows(act, Sheet.POLLS)
    # Nothing is on the card yet, and nothing here.
    assert (row["votes"], row["results"]) == (None, None)
    act(polls.close_due, NOW + HOUR, 9)
    [row] = rows(act, Sheet.POLLS)
    assert (row["votes"], row["results"]) == (4, {"human": 2, "middle": 0, "in_role": 2})
    text = written(Sheet.POLLS, Format.CSV, [row]) + written(Sheet.POLLS, Format.JSON, [row])
    assert not any(person in text for person in (BRUNO, CARLA, DORA))
    assert read(written(Sheet.POLLS, Format.CSV, [row]))[0]["results"] == "human: 2; middle: 0; in_role: 2"


def test_a_result_of_fewer_than_the_workspace_s_minimum_is_withheld(act: Act, catalog: Catalog) -> None:
    poll = ask(act, catalog)
    for person in (BRUNO, CARLA, DORA):
        act(polls.vote, scene(person), poll.id, "human")
    act(polls.close_due, NOW + HOUR, 9)
    assert rows(act, Sheet.POLLS)[0]["votes"] == 3
    act(workspaces.change_settings, scene(ANA), Settings(minimum_voters=4))
    [row] = rows(act, Sheet.POLLS)
    assert (row["votes"], row["results"]) == (None, None)


def test_of_hidden_channels_the_row_stays_and_the_words_go(act: Act, catalog: Catalog) -> None:
    ask(act, catalog, "form-1", SUPPORT)
    ask(act, catalog, "form-2", KUDOS)
    assert act(exports.channels, scene(), Sheet.POLLS) == sorted([KUDOS, SUPPORT])
    hidden, seen = rows(act, Sheet.POLLS, hidden={SUPPORT})
    assert (hidden["channel"], hidden["question"], hidden["link"]) == (SUPPORT, "", None)
    assert (seen["channel"], seen["question"], seen["link"]) == (KUDOS, "Which was it?", "https://slack/1")


def test_another_workspace_exports_nothing_of_this_one(act: Act, catalog: Catalog) -> None:
    tell(act)
    ask(act, catalog)
    act(schedules.set_up, scene(ANA), wishes(), "form-1")
    assert [act(exports.batch, elsewhere(), sheet).rows for sheet in Sheet] == [[]] * 6
    assert act(exports.channels, elsewhere(), Sheet.POLLS) == []


# --- how much


def test_what_is_older_than_the_day_is_left_out(act: Act, catalog: Catalog) -> None:
    for number in range(3):
        tell(act, f"form-{number}", after=number * DAY)
    ask(act, catalog)
    act(schedules.set_up, scene(ANA), wishes(), "form-1")
    assert [row["id"] for row in rows(act, Sheet.STORIES, since=NOW + DAY)] == [2, 3]
    for sheet in (Sheet.POLLS, Sheet.RITUALS):
        assert [row["id"] for row in rows(act, sheet, since=NOW)] == [1]
        assert rows(act, sheet, since=NOW + HOUR) == []
    assert act(exports.channels, scene(), Sheet.POLLS, NOW + HOUR) == []


@pytest.mark.parametrize("more", [pytest.param(0, marks=pytest.mark.long), 1])
def test_many_stories_come_in_batches_each_once_and_in_their_order(act: Act, more: int) -> None:
    def told(db: Any) -> None:
        for number in range(500 + more):
            key = f"{number:04}"
            stories.bring_in(db, scene(), stories.Telling(f"Story {key}"), ANA, NOW, key)

    act(told)
    first = act(exports.batch, scene(), Sheet.STORIES)
    assert len(first.rows) == 500
    assert first.after is not None
    assert len(act(exports.batch, scene(), Sheet.STORIES, after=first.after).rows) == more
    assert [row["text"] for row in rows(act, Sheet.STORIES)] == [f"Story {n:04}" for n in range(500 + more)]


def test_a_file_in_several_pieces_is_one_file(act: Act) -> None:
    for number in range(3):
        tell(act, f"form-{number}", after=number * DAY)
    one, two, three = rows(act, Sheet.STORIES)
    for form in Format:
        whole = written(Sheet.STORIES, form, [one, two, three])
        assert written(Sheet.STORIES, form, [one], [], [two, three]) == whole
    assert json.loads(written(Sheet.STORIES, Format.JSON)) == []
    assert written(Sheet.STORIES, Format.CSV) == ",".join(COLUMNS[Sheet.STORIES]) + "\r\n"


def test_the_workspaces_of_a_database_are_those_that_have_something_in_it(act: Act) -> None:
    assert act(exports.whose) == []
    act(schedules.set_up, elsewhere(), wishes(), "form-1")
    tell(act)
    assert act(exports.whose) == sorted([scene().workspace, elsewhere().workspace])


# --- what somebody types

MARCH = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("", Wish(Sheet.STORIES, Format.CSV, None)),
        ("polls", Wish(Sheet.POLLS)),
        ("Rituals JSON", Wish(Sheet.RITUALS, Format.JSON)),
        ("since 2026-03-01", Wish(since=MARCH)),
        ("json since 2026-03-01 polls", Wish(Sheet.POLLS, Format.JSON, MARCH)),
    ],
)
def test_a_typed_line_says_what_is_wanted_in_any_order(line: str, wish: Wish) -> None:
    assert read_wish(line) == wish


@pytest.mark.parametrize(
    "line", ["all", "stories xml", "since", "since json", "since 2026-02-30", "2026-03-01"]
)
def test_a_line_that_says_anything_else_is_not_guessed_at(line: str) -> None:
    with pytest.raises(CannotRead):
        read_wish(line)


@pytest.mark.parametrize("line", ["since", "polls since tomorrow", "since 31.1.2026"])
def test_a_day_that_is_none_is_asked_for(line: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_wish(line)
    assert (str(refused.value), refused.value.meant) == ("since which day", "")


# --- cells


@pytest.mark.parametrize("risk", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_cell_is_taken_for_a_formula(risk: str) -> None:
    assert cell(f"{risk}1+1") == f"'{risk}1+1"
    assert cell([f"{risk}1", "two"]).startswith(f"'{risk}")


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert bare("'tis a fine day") == "'tis a fine day"
    assert bare(guarded("'tis a fine day")) == "'tis a fine day"


WILD = st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet="=+-@\t\r\n',;\" \\a")


@given(WILD)
@example("'=1")
@example("''")
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert bare(guarded(text)) == text
    row = dict.fromkeys(COLUMNS[Sheet.STORIES]) | {"text": text, "customer": text[::-1]}
    [cells] = read(written(Sheet.STORIES, Format.CSV, [row]))
    assert (cells["text"], cells["customer"]) == (text, text[::-1])
    assert json.loads(written(Sheet.STORIES, Format.JSON, [row]))[0]["text"] == text


@given(st.lists(WILD.map(str.strip).filter(bool)))
@example(["a\\", ";b", "\\;"])
def test_a_list_in_a_cell_comes_back_as_it_was(items: list[str]) -> None:
    assert parted(joined(items)) == items
