"""Imports: stories from a file, each once; and a file that is no list of stories is told so."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.markup import read_mrkdwn as plain
from rituals import erasure, exports, imports, saves, stories
from rituals.exports import COLUMNS, Format, Sheet, Writer
from rituals.ids import PersonId
from rituals.imports import Brought, Expected, FileStory, ImportProblem, Unreadable, Ways
from rituals.scene import Scene
from rituals.stories import Credited, Filter, Kind, Stage, Telling, Took
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, DORA, KUDOS, NOW, elsewhere, scene
from tests.databases import Act
from tests.rituals.telling import DAY, SHORTCUT, posts_of, tell, told

KNOWN = Expected(NOW, Settings().touchpoints, {"partner": "partner", "the partner": "partner"})
TEXT = "She waited with us until the bus came."


def read(content: bytes, known: Expected = KNOWN) -> tuple[list[FileStory], list[ImportProblem]]:
    found = imports.read_file(content, known)
    return found.entries, found.problems


def page(*lines: str, header: str = "text") -> bytes:
    return "\n".join([header, *lines]).encode()


def entry(header: str, line: str) -> FileStory:
    """The one story of a file, which has nothing wrong."""
    [found], problems = read(page(line, header=header), KNOWN)
    assert problems == []
    return found


def problem(header: str, line: str) -> str:
    """The one thing that is wrong with the one line of a file."""
    found, [problem] = read(page(line, header=header), KNOWN)
    assert found == []
    return str(problem)


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(content, KNOWN)
    return str(caught.value)


def exported(act: Act, at: Scene | None = None) -> bytes:
    writer = Writer(Sheet.STORIES, Format.CSV)
    rows = act(exports.batch, at or scene(), Sheet.STORIES).rows
    return (writer.begin() + writer.rows(rows) + writer.end()).encode()


def brought(act: Act, content: bytes, at: Scene | None = None) -> Brought:
    entries, problems = read(content, KNOWN)
    assert problems == []
    return act(imports.bring_in, at or scene(), entries)


# --- what a line says


def test_a_story_needs_nothing_but_what_happened() -> None:
    found = entry("text", TEXT)
    assert found.telling == Telling(TEXT, Kind.CUSTOMER_HELPED_US)
    assert (found.told_at, found.teller, found.owner) == (None, "", None)


def test_every_column_is_read() -> None:
    header = (
        "told_at,kind,text,teller,credits_front,credits_back,mindset,touchpoint,customer,took,beyond_job,"
        "owner,due_on,done_at"
    )
    line = (
        f'2026-02-01T10:00:00+01:00,Proactive save,{TEXT},{ANA},<@{BRUNO}>; Sam the porter,"{CARLA};",'
        f"The Partner,signing up,A bakery,time; Money,TRUE,@{DORA},2026-03-09,2026-02-02T09:00Z"
    )
    found = entry(header, line)
    assert found.telling == Telling(
        text=TEXT,
        kind=Kind.PROACTIVE_SAVE,
        credits=(
            Credited(BRUNO),
            Credited(PersonId("Sam the porter"), Stage.FRONT, "Sam the porter"),
            Credited(CARLA, Stage.BACK),
        ),
        mindset="partner",
        touchpoint="Signing up",
        customer="A bakery",
        took=(Took.TIME, Took.MONEY),
        beyond_job=True,
    )
    assert found.told_at == datetime(2026, 2, 1, 9, tzinfo=UTC)
    assert (found.teller, found.owner, found.due_on) == (ANA, DORA, date(2026, 3, 9))
    assert found.done_at == datetime(2026, 2, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "line", "said"),
    [
        ("text,kind", " ,great_human_moment", "line 2, text: what happened is missing"),
        ("text,kind", f"{TEXT},kudos", "line 2, kind: “kudos” isn't one of customer_helped_us, "),
        ("text", "x" * 2501, "line 2, text: it has 2,501 characters; 2,500 is the most"),
        ("text,customer", f"{TEXT},{'x' * 1001}", "line 2, customer: it has 1,001 characters"),
        (
            "text,told_at",
            f"{TEXT},yesterday",
            "line 2, told_at: “yesterday” isn't a date and time: write it like 2026",
        ),
        ("text,told_at", f"{TEXT},2026-03-01", "line 2, told_at: “2026-03-01” doesn't say in which zone"),
        (
            "text,told_at",
            f"{TEXT},2026-03-02T08:45:01Z",
            "line 2, told_at: “2026-03-02T08:45:01Z” is still to",
        ),
        (
            "text,told_at",
            f"{TEXT},2026-02-11 9:05",
            "line 2, told_at: “2026-02-11 9:05” doesn't say in which zone. Name one with --zone",
        ),
        ("text,told_at", f"{TEXT},2/11/2026 9:05 PM", "can be 2 Nov or 11 Feb: say which with --day-first"),
        ("text,told_at", f"{TEXT},2026-02-11 13:05 PM", "“2026-02-11 13:05 PM” isn't a date and time"),
        ("text,told_at", f"{TEXT},2026-02-11 9:05 CEST", "“2026-02-11 9:05 CEST” isn't a date and time"),
        ("text,told_at", f"{TEXT},30/02/2026", "“30/02/2026” isn't a date and time"),
        ("text,told_at", f"{TEXT},0001-01-01T00:00+14:00", "“0001-01-01T00:00+14:00” is too long ago"),
        ("text,due_on", f"{TEXT},soon", "line 2, due_on: “soon” isn't a date: write it like 2026-03-02"),
        ("text,id", f"{TEXT},first", "line 2, id: “first” isn't a number"),
        ("text,teller", f"{TEXT},Ana; Bruno", "line 2, teller: it names several people"),
        ("text,credits_back", f"{TEXT},{'x' * 81}", "line 2, credits_back: a name has more than 80"),
        ("text,took", f"{TEXT},time; luck", "line 2, took: “luck” isn't one of people, process, time"),
        ("text,beyond_job", f"{TEXT},perhaps", "line 2, beyond_job: “perhaps” is neither true nor false"),
        ("text,mindset", f"{TEXT},rude", "line 2, mindset: “rude” isn't in any pack"),
        ("text,touchpoint", f"{TEXT},The moon", "“The moon” isn't one of this workspace's: First contact; "),
        (
            "text",
            f"{TEXT},and more",
            ("line 2, whole line: this line has more cells than the file has columns"),
        ),
    ],
)
def test_what_is_wrong_is_told_by_line_and_field(header: str, line: str, said: str) -> None:
    assert said in problem(header, line)


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_kept() -> None:
    content = page(f"{TEXT},rude,2026", '"Two\nlines of it.",,', "x,rude,now", header="text,mindset,told_at")
    found, problems = read(content, KNOWN)
    assert [str(each).partition(":")[0] for each in problems] == [
        "line 2, told_at",
        "line 2, mindset",
        "line 5, told_at",
        "line 5, mindset",
    ]
    assert [(each.line, each.telling.text) for each in found] == [(3, "Two\nlines of it.")]


# --- what a file is


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_any_spreadsheet_are_read(delimiter: str, newline: str, mark: str) -> None:
    lines = [delimiter.join(row) for row in (["Kind ", "text"], ["", '"a, b; c\td"'], ["", ""])]
    found, problems = read((mark + newline.join(lines)).encode(), KNOWN)
    assert ([each.telling.text for each in found], problems) == (["a, b; c\td"], [])


def test_empty_lines_are_passed_over_and_lines_may_end_early() -> None:
    found, problems = read(page("", "One.", ",,", "Two.,", header="text,kind,mindset"), KNOWN)
    assert ([each.telling.text for each in found], problems) == (["One.", "Two."], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 and so on", "This is a spreadsheet, not a CSV file."),
        ("text\nSão".encode("utf-16"), "The file is in UTF-16"),
        ("text\nBom.\nSão.".encode("latin-1"), "Line 3 has a character that isn't UTF-8."),
        (b"text\nbits\0bytes", "This isn't text"),
        (b"%PDF-1.7\nwhatever", "The first line must name the columns"),
        (b"She waited with us.\n", "The first line must name the columns"),
        (b"Giver,Note\n", "The file has Giver, Note. If one of them holds it, name it: --map"),
        (b"text|kind\n", "The first line must name the columns"),
        (b"kind,teller\n", "There's no column text"),
        (b"text,kind,TEXT\n", "These columns appear twice: text."),
        (b'text\nGood.\n"never\nending', "Can't read line 3"),
        (b'text\n"in the" middle"\n', "Can't read line 2"),
        (b"text\n" + b"x" * (32 * 1024**2 - 4), "The file is too big: split it"),
        (b"text\n" + b"x" * 200_000, "Can't read line 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so_in_a_sentence(content: bytes, said: str) -> None:
    sentence = refused(content)
    assert said in sentence
    assert sentence.endswith(".")


@given(
    st.binary() | st.text().map(str.encode) | st.lists(st.text(), min_size=1).map(lambda rows: page(*rows))
)
def test_whatever_the_file_it_is_read_or_refused(content: bytes) -> None:
    try:
        read(content, KNOWN)
    except Unreadable as error:
        assert str(error).endswith(".")


# --- bringing in


def test_a_story_is_in_the_list_and_the_search_and_is_not_posted(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    assert brought(act, page(f"{TEXT},2026-01-05T09:00Z,{ANA}", header="text,told_at,teller")) == Brought(
        1, 0
    )
    [story] = told(act)
    assert (story.text, story.teller, story.told_at) == (TEXT, ANA, datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert told(act, Filter(words="bus")) == [story]
    assert posts_of(act) == []
    assert act(stories.set_feed, scene(ANA), KUDOS) == 0


def test_a_save_keeps_its_owner_and_its_state_and_other_kinds_have_none(act: Act) -> None:
    header = "text,kind,owner,due_on,done_at"
    line = f"{DORA},2026-03-09,2026-03-01T09:00Z"
    brought(act, page(f"A.,proactive_save,{line}", f"B.,great_human_moment,{line}", header=header))
    moment, save = told(act)
    assert (save.owner, save.due_on, save.done) == (DORA, date(2026, 3, 9), True)
    assert (moment.owner, moment.due_on, moment.done) == (None, None, False)


def test_a_lesson_keeps_who_did_it_and_what_came_of_it(act: Act) -> None:
    header = "text,kind,taught,owner,done_at,came_of"
    line = f"customer_helped_us,Count from the top.,{DORA},2026-03-01T09:00Z,A new form."
    brought(act, page(f"A.,{line}", header=header))
    [lesson] = told(act)
    assert (lesson.owner, lesson.done, lesson.came_of) == (DORA, True, "A new form.")


def test_the_same_file_twice_adds_nothing(act: Act) -> None:
    content = page(TEXT, "Another one.", TEXT)
    assert act(imports.look, scene(), read(content, KNOWN)[0]) == Brought(2, 1)
    assert brought(act, content) == Brought(2, 1)
    assert act(imports.look, scene(), read(content, KNOWN)[0]) == Brought(0, 3)
    assert brought(act, content, scene(now=NOW + DAY)) == Brought(0, 3)
    assert len(told(act)) == 2


def test_a_look_changes_nothing(act: Act) -> None:
    assert act(imports.look, scene(), read(page(TEXT), KNOWN)[0]) == Brought(1, 0)
    assert told(act) == []


def test_stories_of_one_moment_keep_the_order_of_the_file(act: Act) -> None:
    lines = [f"Story {number:03}.,2026-01-05T09:00Z" for number in range(300)]
    brought(act, page(*lines[:200], header="text,told_at"))
    brought(act, page(*lines[200:], header="text,told_at"))
    assert [story.text for story in reversed(told(act))] == [line.split(",")[0] for line in lines]


# --- what other programs write

IN_DHAKA = replace(KNOWN, ways=Ways(ZoneInfo("Asia/Dhaka")))


def moment(cell: str, known: Expected = IN_DHAKA) -> str:
    """When a story was told that has this in its column, in UTC."""
    [found], problems = read(page(f'{TEXT},"{cell}"', header="text,told_at"), known)
    assert problems == []
    assert found.told_at is not None
    return found.told_at.astimezone(UTC).isoformat(" ", "minutes").removesuffix("+00:00")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-13T08:30:00.000Z",
        "2026-02-13T09:30:00+0100",
        "2026-02-13 08:30:00 UTC",
        "2026-02-13 08:30:00 +0000",
        "1770971400.004200",
        "1770971400",
        "1770971400000",
        "Fri, 13 Feb 2026 08:30:00 +0000",
        "Fri Feb 13 2026 10:30:00 GMT+0200 (Eastern European Standard Time)",
        # Without a zone: Dhaka is six hours ahead.
        "2026-02-13 14:30",
        "2026/02/13 14:30:00",
        "13.02.2026 14:30",
        "2/13/2026 2:30 PM",
        "02-13-26 2:30:00 p.m.",
        "13/02/2026 14:30",
        "13 Feb 2026 2:30 pm",
        "February 13th, 2026 at 2:30 PM",
        "13-Feb-26 14:30",
    ],
)
def test_times_are_read_in_the_forms_that_programs_write(cell: str) -> None:
    assert moment(cell) == "2026-02-13 08:30"


def test_noon_and_midnight_are_told_apart_and_a_date_alone_is_the_beginning_of_its_day() -> None:
    assert moment("2026-02-11 12:05 AM") == "2026-02-10 18:05"
    assert moment("2026-02-11 12:05 PM") == "2026-02-11 06:05"
    assert moment("11 Feb 2026") == "2026-02-10 18:00"
    assert moment("October 3rd, 2025") == "2025-10-02 18:00"


def test_which_number_is_the_day_is_known_from_the_file_or_said() -> None:
    lines = [f"{TEXT},{day}" for day in ("2/11/2025", "7/13/2025", "2-11-2025", "28-11-2025", "4.3.2025")]
    found, problems = read(page(*lines, header="text,told_at"), IN_DHAKA)
    assert problems == []
    days = [each.told_at.date().isoformat() for each in found if each.told_at]
    assert days == ["2025-02-11", "2025-07-13", "2025-11-02", "2025-11-28", "2025-03-04"]
    for day_first, month in ((True, 11), (False, 2)):
        said = replace(KNOWN, ways=Ways(ZoneInfo("Asia/Dhaka"), day_first))
        assert moment("2/11/2025 14:00", said) == f"2025-{month:02}-{13 - month:02} 08:00"


@given(st.text(max_size=30) | st.from_regex(r"[0-9A-Za-z:/.,+ -]{1,24}", fullmatch=True))
def test_whatever_stands_for_a_time_it_is_read_or_named(cell: str) -> None:
    found, problems = read(page(json.dumps(cell), header="told_at,text"), IN_DHAKA)
    assert len(found) + len(problems) <= 2


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        (f"<@{BRUNO}|bruno.costa>", [BRUNO]),
        (f"<@{BRUNO}|Costa, Bruno>, <@{CARLA}>", [BRUNO, CARLA]),
        (f"@{BRUNO} and {CARLA.lower()}", [BRUNO, CARLA]),
        ("u04ab7xyz9 u02cd8qrs1", ["U04AB7XYZ9", "U02CD8QRS1"]),
        ("@bruno, @carla & @dora", ["bruno", "carla", "dora"]),
        ("@Bruno Costa, @Carla Meyer", ["Bruno Costa", "Carla Meyer"]),
        ("Costa, Bruno; Meyer, Carla", ["Costa, Bruno", "Meyer, Carla"]),
        ("Ursula; wendy2024; uwe", ["Ursula", "wendy2024", "uwe"]),
    ],
)
def test_people_keep_their_ids_however_the_file_writes_them(cell: str, who: list[str]) -> None:
    found = entry("text,credits_front", f'{TEXT},"{cell}"')
    assert [each.person for each in found.telling.credits] == who
    named = [each.name for each in found.telling.credits]
    assert named == [None if name.startswith("U0") else name for name in who]


def test_who_was_brought_in_by_a_mention_or_by_name_can_be_forgotten(act: Act) -> None:
    header = "text,teller,credits_front,owner,kind"
    lines = [
        f"Bruno walked her to the ferry.,<@{BRUNO}|bruno>,{CARLA.lower()},,",
        f"He found the key.,{ANA},Bruno Costa; Dora,bruno,proactive_save",
        "We all waited.,bruno costa,Brunoa,,",
    ]
    brought(act, page(*lines, header=header))
    act(erasure.forget_me, scene(BRUNO), ("Bruno Costa", "bruno"))
    anonymous, save = told(act)
    assert [each.person for each in save.telling.credits] == ["Dora"]
    assert (save.owner, save.teller) == (None, ANA)
    assert (anonymous.teller, anonymous.text) == ("", "We all waited.")
    assert [each.person for each in anonymous.telling.credits] == ["Brunoa"]
    act(erasure.forget_me, scene(CARLA), ())
    assert CARLA not in exported(act).decode()


def test_an_id_that_was_taken_for_a_name_is_forgotten_too(act: Act) -> None:
    brought(act, page("She found the key for them.,u012345678", header="text,teller"))
    act(erasure.forget_me, scene(PersonId("U012345678")), ())
    assert "012345678" not in exported(act).decode()


PRAISE = (
    "Giver UID,Giver Name,Receiver UID,When,Message,Tacos,,text\n"
    f'{ANA},Ana,<@{BRUNO}|bruno>,2026-02-11 9:05,"<@{BRUNO}> stayed &amp; smiled, see <https://x.example|the '
    'note> <!here>",3,,ignored\n'
)
OURS = {
    "message": "text",
    "giver uid": "teller",
    "Receiver  UID": "credits_front",
    "when": "told_at",
}


def test_a_kudos_export_comes_in_once_it_is_said_which_column_is_what() -> None:
    known = replace(IN_DHAKA, columns=OURS, plain=plain)
    found = imports.read_file(PRAISE.encode(), known)
    assert (found.problems, found.ignored) == ([], ("Giver Name", "Tacos", "column 7 without a name", "text"))
    [story] = found.entries
    assert story.telling.text == "@bruno stayed & smiled, see the note (https://x.example) @here"
    assert (story.teller, [each.person for each in story.telling.credits]) == (ANA, [BRUNO])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Massage": "text"}, "The file has no column massage. It has Giver UID, Giver Name, "),
        ({"Message": "words"}, "A story has no words. It has id, told_at, kind, text"),
        ({"Message": "text", "When": "text"}, "Only one column can be the text"),
        ({"text": ""}, "There's no column text"),
    ],
)
def test_a_name_that_fits_nothing_is_told_so(columns: dict[str, str], said: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(said)):
        imports.read_file(PRAISE.encode(), replace(KNOWN, columns=columns))


def test_a_column_that_only_has_our_name_can_be_left_out() -> None:
    content = page(f"{TEXT},p1", header="text,id")
    assert "leave the column out with --map id=" in str(read(content)[1][0])
    found, problems = read(content, replace(KNOWN, columns={"id": ""}))
    assert ([each.id for each in found], problems) == ([None], [])


def test_words_that_were_exported_here_stay_as_they_were_written(act: Act) -> None:
    typed = "He typed &amp; and <@U0ABC|x> on purpose, to show us."
    tell(act, text=typed)
    found = imports.read_file(exported(act), replace(KNOWN, plain=plain))
    assert [each.telling.text for each in found.entries] == [typed]


@pytest.mark.parametrize("ends", [("\n", "\r\n"), ("\r\n", "\n"), ("\n", "\r")])
def test_the_same_file_with_other_ends_of_lines_adds_nothing(act: Act, ends: tuple[str, str]) -> None:
    rows = ["text,teller,told_at", f'"One line,\nand\n\nanother.",{ANA},2026-02-11T09:05:00Z', '"A\nB.",,']
    first, second = ("\n".join(rows).replace("\n", end).encode() for end in ends)
    assert brought(act, first) == Brought(2, 0)
    assert brought(act, second) == Brought(0, 2)
    assert told(act)[1].text == "One line,\nand\n\nanother."


def test_the_same_file_with_times_and_people_written_otherwise_adds_nothing(act: Act) -> None:
    header = "text,teller,told_at"
    brought(act, page(f"{TEXT},{ANA},2026-02-11T09:05:00Z", header=header))
    other = f"{TEXT},<@{ANA}|ana>,2026-02-11 10:05:00 +0100"
    assert brought(act, page(other, header=header)) == Brought(0, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_an_earlier_version_brought_in_is_known_again(act: Act, end: str) -> None:
    # What its keys were, of a file with Windows' ends of lines.
    for key in (
        "5315f31b6f40d03509276cb0667345216b271492f5f9b8fad715c4f63745d9cf",
        "95f4c9720db457fdc05220e88a4530c72076d8e7b45fb4d92cfa924ac3c8203d",
    ):
        act(stories.bring_in, scene(), Telling("Brought in."), ANA, NOW, key)
    rows = "text,teller,told_at", f'"One line,\nand another.",@{ANA},2026-02-11 09:05Z', "Only this.,,"
    assert brought(act, "\n".join(rows).replace("\n", end).encode()) == Brought(0, 2)


def everything(act: Act) -> None:
    """A story with every field, and one with nearly none."""
    tell(
        act,
        text="=Sum of it: she said “bring 'em; all”,\nand so we did.",
        credits=(Credited(BRUNO), Credited(PersonId("Sam; the porter"), Stage.BACK, "Sam; the porter")),
        touchpoint="Signing up",
        took=tuple(Took),
        beyond_job=True,
        taught="-5 is a number",
        thanked="'Thanks' was enough",
    )
    save = tell(act, "form-2", kind=Kind.PROACTIVE_SAVE, after=timedelta(microseconds=1), credits=())
    act(saves.assign, scene(ANA), save.id, DORA, date(2026, 3, 9))
    act(saves.finish, scene(DORA, NOW + DAY), save.id)


def test_what_was_exported_comes_back_as_it_was_in_another_workspace(act: Act) -> None:
    everything(act)
    late = Expected(NOW + 2 * DAY, KNOWN.touchpoints, KNOWN.mindsets)
    entries, problems = read(exported(act), late)
    assert problems == []
    assert act(imports.bring_in, elsewhere(), entries) == Brought(2, 0)
    here, there = told(act), list(act(stories.page, elsewhere(), Filter()).stories)
    assert [each.telling for each in there] == [each.telling for each in here]
    for one, other in zip(here, there, strict=True):
        for name in ("teller", "owner", "due_on", "done", "told_at"):
            assert getattr(one, name) == getattr(other, name), name
    [first, *_], columns = exported(act, elsewhere()).splitlines(), COLUMNS[Sheet.STORIES]
    assert first.decode() == ",".join(columns)


def test_an_export_that_comes_home_adds_nothing_even_what_was_taken_down_since(act: Act) -> None:
    story = tell(act)
    content = exported(act)
    assert brought(act, content) == Brought(0, 1)
    act(stories.edit, scene(ANA), story.id, Telling(f"{SHORTCUT} And then some."))
    assert brought(act, content) == Brought(0, 1)
    act(stories.take_down, scene(ANA), story.id)
    assert brought(act, content) == Brought(0, 1)
    assert told(act) == []


def test_an_edited_export_is_the_same_story_where_it_was_brought_in(act: Act) -> None:
    story = tell(act)
    brought(act, exported(act), elsewhere())
    act(stories.edit, scene(ANA), story.id, Telling(f"{SHORTCUT} And then some."))
    assert brought(act, exported(act), elsewhere()) == Brought(0, 1)


def test_what_a_message_said_is_enough_however_short(act: Act) -> None:
    assert brought(act, page("Well done.")) == Brought(1, 0)


def test_words_of_others_are_not_brought_in_with_a_file(act: Act) -> None:
    header = "text,cheers,lines,nominated_by,link,edited_at"
    row = f"{TEXT},7,{BRUNO}: I saw it,{CARLA},https://elsewhere/1,2026-01-05T09:00Z"
    brought(act, page(row, header=header))
    [story] = told(act)
    assert (story.cheered_by, story.lines, story.nominated_by, story.link) == ((), (), (), None)
