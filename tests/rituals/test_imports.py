"""Imports: stories from a file, each once; and a file that is no list of stories is told so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals import erasure, exports, imports, stories
from rituals.exports import COLUMNS, Form, Sheet, Writer
from rituals.ids import PersonId
from rituals.imports import Brought, Dates, Entry, Known, Meant, Order, Unreadable, read
from rituals.scene import Scene
from rituals.stories import Credited, Filter, Kind, Stage, Telling, Took
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, DORA, KUDOS, LISBON, NOW, elsewhere, scene
from tests.databases import Act
from tests.rituals.telling import DAY, SHORTCUT, posts_of, tell, told

KNOWN = Known(NOW, Settings().touchpoints, {"partner": "partner", "the partner": "partner"})
TEXT = "She waited with us until the bus came."


def page(*lines: str, header: str = "text") -> bytes:
    return "\n".join([header, *lines]).encode()


def entry(header: str, line: str) -> Entry:
    """The one story of a file, which has nothing wrong."""
    file = read(page(line, header=header), KNOWN)
    assert file.problems == []
    [found] = file.entries
    return found


def problem(header: str, line: str) -> str:
    """The one thing that is wrong with the one line of a file."""
    file = read(page(line, header=header), KNOWN)
    assert file.entries == []
    [problem] = file.problems
    return str(problem)


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(content, KNOWN)
    return str(caught.value)


def exported(act: Act, at: Scene | None = None) -> bytes:
    writer = Writer(Sheet.STORIES, Form.CSV)
    rows = act(exports.batch, at or scene(), Sheet.STORIES).rows
    return (writer.begin() + writer.rows(rows) + writer.end()).encode()


def brought(act: Act, content: bytes, at: Scene | None = None) -> Brought:
    file = read(content, KNOWN)
    assert file.problems == []
    return act(imports.bring_in, at or scene(), file.entries)


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
        ("text,kind", f"{TEXT},kudos", "line 2, kind: “kudos” is none of customer_helped_us, "),
        ("text", "x" * 2501, "line 2, text: it has 2,501 characters; 2,500 is the most"),
        ("text,customer", f"{TEXT},{'x' * 1001}", "line 2, customer: it has 1,001 characters"),
        (
            "text,told_at",
            f"{TEXT},yesterday",
            "line 2, told_at: “yesterday” is no moment: write it like 2026",
        ),
        (
            "text,told_at",
            f"{TEXT},2026-03-01 10:00",
            "“2026-03-01 10:00” does not say in which zone",
        ),
        (
            "text,told_at",
            f"{TEXT},2026-03-02T08:45:01Z",
            "line 2, told_at: “2026-03-02T08:45:01Z” is still to",
        ),
        ("text,told_at", f"{TEXT},0001-01-01T00:00+14:00", "“0001-01-01T00:00+14:00” is too long ago"),
        ("text,due_on", f"{TEXT},soon", "line 2, due_on: “soon” is no date: write it like 2026-03-02"),
        ("text,id", f"{TEXT},first", "line 2, id: “first” is no number"),
        ("text,teller", f"{TEXT},Ana; Bruno", "line 2, teller: it names several people"),
        ("text,credits_back", f"{TEXT},{'x' * 81}", "line 2, credits_back: a name has more than 80"),
        ("text,took", f"{TEXT},time; luck", "line 2, took: “luck” is none of people, process, time"),
        ("text,beyond_job", f"{TEXT},perhaps", "line 2, beyond_job: “perhaps” is neither true nor false"),
        ("text,mindset", f"{TEXT},rude", "line 2, mindset: “rude” is in none of the packs"),
        ("text,touchpoint", f"{TEXT},The moon", "“The moon” is none of this workspace: First contact; "),
        ("text", f"{TEXT},and more", "line 2, whole line: it has more cells than the first line has columns"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_field(header: str, line: str, said: str) -> None:
    assert said in problem(header, line)


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_kept() -> None:
    content = page(f"{TEXT},rude,2026", '"Two\nlines of it.",,', "x,rude,now", header="text,mindset,told_at")
    file = read(content, KNOWN)
    found, problems = file.entries, file.problems
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
    file = read((mark + newline.join(lines)).encode(), KNOWN)
    found, problems = file.entries, file.problems
    assert ([each.telling.text for each in found], problems) == (["a, b; c\td"], [])


def test_empty_lines_are_passed_over_and_lines_may_end_early() -> None:
    file = read(page("", "One.", ",,", "Two.,", header="text,kind,mindset"), KNOWN)
    found, problems = file.entries, file.problems
    assert ([each.telling.text for each in found], problems) == (["One.", "Two."], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 and so on", "This is a spreadsheet and not a CSV file."),
        ("text\nSão".encode("utf-16"), "The file is in UTF-16"),
        ("text\nBom.\nSão.".encode("latin-1"), "Line 3 has a character that is not in UTF-8."),
        (b"text\nbits\0bytes", "This is no text"),
        (b"%PDF-1.7\nwhatever", "The first line must name the columns"),
        (b"She waited with us.\n", "The first line must name the columns"),
        (b"text|kind\n", "The first line must name the columns"),
        (b"kind,Message\n", "The file has kind, Message. Say which one it is, such as --map Message=text."),
        (b"text,kind,TEXT\n", "These columns come twice: text."),
        (b'text\nGood.\n"never\nending', "Line 3 cannot be read"),
        (b'text\n"in the" middle"\n', "Line 2 cannot be read"),
        (b"text\n" + b"x" * (imports.LARGEST - 4), "The file is too big: split it"),
        (b"text\n" + b"x" * 200_000, "Line 2 cannot be read"),
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


# --- files of other tools


def test_columns_that_no_story_has_are_ignored_and_named() -> None:
    file = read(page(f"{TEXT},blue,,3", header="text,Colour,,Tacos"), KNOWN)
    assert [each.telling.text for each in file.entries] == [TEXT]
    assert file.ignored == ["Colour", "(empty)", "Tacos"]


def test_a_column_of_theirs_can_be_one_of_ours() -> None:
    content = page(f"U0GIVER001,{TEXT},taco", header="Giver UID,Message,Type")
    file = read(content, KNOWN, Meant({"Message": "text", "giver uid": "teller"}))
    [found] = file.entries
    assert (found.telling.text, found.teller, file.ignored) == (TEXT, "U0GIVER001", ["Type"])


def test_a_column_that_no_story_has_cannot_be_meant() -> None:
    with pytest.raises(Unreadable, match="Message=words: a story has no “words”"):
        read(page(TEXT, header="Message"), KNOWN, Meant({"Message": "words"}))


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-01-15T10:00:00.000Z", "2026-01-15 10:00:00+00:00"),
        ("2026-01-15T10:00:00+0000", "2026-01-15 10:00:00+00:00"),
        ("2026-01-15 10:00:00 UTC", "2026-01-15 10:00:00+00:00"),
        ("2026-01-15 10:00:00 +0100", "2026-01-15 10:00:00+01:00"),
        ("2026-01-15 10:00:00", "2026-01-15 10:00:00+00:00"),
        ("2026-07-15 10:00", "2026-07-15 10:00:00+01:00"),
        ("2026-01-15", "2026-01-15 12:00:00+00:00"),
        ("15/01/2026 10:00", "2026-01-15 10:00:00+00:00"),
        ("15.01.2026", "2026-01-15 12:00:00+00:00"),
        ("01/15/2026 10:00", "2026-01-15 10:00:00+00:00"),
        ("03-04-2025 9:05:00 PM", "2025-03-04 21:05:00+00:00"),
        ("12/01/2025 12:30 AM", "2025-12-01 00:30:00+00:00"),
        ("1764000001.000100", "2025-11-24 16:00:01+00:00"),
    ],
)
def test_moments_are_read_as_other_tools_write_them(cell: str, moment: str) -> None:
    later = Known(NOW.replace(year=2027), KNOWN.touchpoints, KNOWN.mindsets)
    file = read(page(f"{TEXT},{cell}", header="text,told_at"), later, Meant(dates=Dates(LISBON)))
    assert file.problems == []
    assert str(file.entries[0].told_at) == moment


def test_one_clear_date_tells_what_comes_first_in_the_others() -> None:
    lines = [f"{TEXT},{cell}" for cell in ("03/02/2026 10:00", "20/01/2026 10:00")]
    file = read(page(*lines, header="text,told_at"), KNOWN, Meant(dates=Dates(LISBON)))
    assert [str(each.told_at)[:10] for each in file.entries] == ["2026-02-03", "2026-01-20"]


def test_a_date_that_could_be_two_days_is_not_guessed() -> None:
    content = page(f"{TEXT},03/02/2026 10:00", header="text,told_at")
    assert "say which comes first" in str(read(content, KNOWN).problems[0])
    [found] = read(content, KNOWN, Meant(dates=Dates(LISBON, Order.DAY))).entries
    assert str(found.told_at)[:10] == "2026-02-03"


@pytest.mark.parametrize("cell", [f"<@{ANA}>", f"<@{ANA}|ana>", ANA.lower(), f"@{ANA}", ANA])
def test_a_person_is_known_however_their_id_is_written(cell: str) -> None:
    found = entry("text,teller,credits_front", f"{TEXT},{cell},{cell}")
    assert (found.teller, found.telling.credits) == (ANA, (Credited(ANA),))


@pytest.mark.parametrize("cell", ["Costa, Rui", "ursula", "Ulla and Wim", "user"])
def test_a_name_stays_a_name(cell: str) -> None:
    [credited] = entry("text,credits_front", f'{TEXT},"{cell}"').telling.credits
    assert (credited.person, credited.name) == (cell, cell)


def test_several_handles_in_a_row_are_several_people() -> None:
    credits = entry("text,credits_front", f'{TEXT},"@ana, @bea and <@{BRUNO}>"').telling.credits
    assert [each.person for each in credits] == ["@ana", "@bea", BRUNO]


def test_who_was_brought_in_by_a_mention_can_be_forgotten(act: Act) -> None:
    content = page(f"{TEXT},<@{ANA}|ana>,{BRUNO.lower()}", header="text,teller,credits_front")
    brought(act, content)
    act(erasure.forget_me, scene(ANA), ["Ana Duarte"])
    assert act(stories.page, scene(CARLA), Filter(), None).stories == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<@U0AAA111> was great &amp; kind", "@a teammate was great & kind"),
        ("<@U0AAA111|ana> waited", "@ana waited"),
        ("see <https://x.example|the page>", "see the page (https://x.example)"),
        ("see <https://x.example>", "see https://x.example"),
        ("for <!subteam^S0TEAM1> and <!here>", "for @a-group and @here"),
        ("in <#C0ROOM|general>", "in #general"),
        ("staying &amp; <b>smiling</b>", "staying & smiling"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
    ],
)
def test_slacks_own_marks_are_undone(cell: str, words: str) -> None:
    assert entry("text", f'"{cell}"').telling.text == words


def test_the_same_file_with_other_line_ends_adds_nothing(act: Act) -> None:
    text = 'text,teller\n"One line.\nAnother line.",U0GIVER001\n'
    assert brought(act, text.encode()) == Brought(1, 0)
    assert brought(act, text.replace("\n", "\r\n").encode()) == Brought(0, 1)


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


def test_the_same_file_twice_adds_nothing(act: Act) -> None:
    content = page(TEXT, "Another one.", TEXT)
    assert act(imports.look, scene(), read(content, KNOWN).entries) == Brought(2, 1)
    assert brought(act, content) == Brought(2, 1)
    assert act(imports.look, scene(), read(content, KNOWN).entries) == Brought(0, 3)
    assert brought(act, content, scene(now=NOW + DAY)) == Brought(0, 3)
    assert len(told(act)) == 2


def test_a_look_changes_nothing(act: Act) -> None:
    assert act(imports.look, scene(), read(page(TEXT), KNOWN).entries) == Brought(1, 0)
    assert told(act) == []


def test_stories_of_one_moment_keep_the_order_of_the_file(act: Act) -> None:
    lines = [f"Story {number:03}.,2026-01-05T09:00Z" for number in range(300)]
    brought(act, page(*lines[:200], header="text,told_at"))
    brought(act, page(*lines[200:], header="text,told_at"))
    assert [story.text for story in reversed(told(act))] == [line.split(",")[0] for line in lines]


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
    act(stories.plan, scene(ANA), save.id, DORA, date(2026, 3, 9))
    act(stories.finish, scene(DORA, NOW + DAY), save.id)


def test_what_was_exported_comes_back_as_it_was_in_another_workspace(act: Act) -> None:
    everything(act)
    late = Known(NOW + 2 * DAY, KNOWN.touchpoints, KNOWN.mindsets)
    file = read(exported(act), late)
    entries, problems = file.entries, file.problems
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
