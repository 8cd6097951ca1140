"""What a team had in the first version is there in this one, row by row."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, Table, func, inspect, select, table, text

from rituals import agenda, answers, experiments, polls, schedules, stories, workspaces
from rituals.catalog import Catalog
from rituals.db import UtcDateTime, connect, is_current, upgrade
from rituals.digests.records import DigestRow
from rituals.experiments.records import Draw
from rituals.ids import DrawId, PollId, ScheduleId
from rituals.posts.records import Post
from rituals.schedules import Rhythm
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, HARBOUR, KUDOS, NOW, SUMMIT, SUPPORT, scene
from tests.databases import DATABASES, Act, Postgres

MONDAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = {"workspace": HARBOUR}
PLAN = {
    "channel": SUPPORT,
    "kind": "thought_experiment",
    "framework": "be_human",
    "weekdays": "01234",
    "at": time(9),
    "zone": "Europe/Lisbon",
    "owner": ANA,
    "made_at": NOW,
}
DRAW = {"channel": SUPPORT, "framework": "be_human", "on": MONDAY, "drawn_at": NOW}
POST = {
    "channel": KUDOS,
    "kind": "story",
    "key": "k",
    "state": "shown",
    "wanted": True,
    "wanted_version": 1,
    "shown_version": 1,
    "ts": "1.0",
    "wanted_at": NOW,
    "attempts": 0,
}
# Rows of every table of the first version, in the order in which they depend on each other.
ROWS = {
    "workspaces": [{"id": HARBOUR, "feed_channel": KUDOS, "known_since": NOW}],
    "schedules": [
        HERE | PLAN | {"request": "form-1", "paused": False, "next_on": MONDAY, "next_at": NINE},
        HERE | PLAN | {"request": "form-2", "paused": True, "next_on": MONDAY, "next_at": None},
    ],
    "draws": [
        HERE | DRAW | {"experiment": "a", "once_key": f"{HARBOUR}:schedule:1:2026-02-27", "planned": NOW},
        HERE | DRAW | {"experiment": "b", "once_key": f"{HARBOUR}:shared:b", "by": BRUNO},
        DRAW | {"workspace": SUMMIT, "experiment": "a", "once_key": f"{SUMMIT}:schedule:1:2026-02-27"},
    ],
    "posts": [HERE | POST | {"once_key": "story:1", "subject": 1}],
    "polls": [
        HERE
        | {
            "channel": SUPPORT,
            "maker": ANA,
            "framework": "be_human",
            "options": ["human", "in_role"],
            "question": "Which?",
            "anonymous": True,
            "key": b"key",
            "shown": {},
            "voters": 1,
            "kept_back": 0,
            "opened_at": NOW,
            "closes_at": NINE,
            "closed": False,
            "request": "form-1",
        }
    ],
    "poll_votes": [HERE | {"poll": 1, "voter": "v", "choice": "human", "fresh": True}],
    "stories": [
        HERE
        | {
            "kind": "proactive_save",
            "text": "Saved.",
            "teller": ANA,
            "nominated_by": [],
            "standing": True,
            "told_at": NOW,
            "request": "form-1",
        }
    ],
    "cheers": [HERE | {"story": 1, "person": BRUNO, "at": NOW}],
    "story_credits": [HERE | {"story": 1, "person": ANA}],
    "nominations": [
        HERE | {"channel": SUPPORT, "ts": "1.0", "by": BRUNO, "standing": True, "at": "1772441001.0"}
    ],
    "nominated_messages": [
        HERE
        | {
            "channel": SUPPORT,
            "ts": "1.0",
            "author": ANA,
            "words": "I stayed.",
            "consent": "open",
            "story": 1,
        }
    ],
}

VERSIONS = Path(__file__).parents[2] / "rituals" / "db" / "migrations" / "versions"


@pytest.fixture
def first_version(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> Iterator[Engine]:
    """A database of the first version, with rows in every table."""
    with database_of(request, tmp_path, kind, "0001") as engine:
        insert_all(engine)
        yield engine


@contextmanager
def database_of(request: pytest.FixtureRequest, folder: Path, kind: str, version: str) -> Iterator[Engine]:
    """A database as that version had it."""
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'old.db'}"
        if kind == "postgresql":
            postgres: Postgres = request.getfixturevalue("postgres")
            url = stack.enter_context(postgres.bare())
        engine = connect(url)
        stack.callback(engine.dispose)
        upgrade(engine, version)
        yield engine


@pytest.fixture(params=DATABASES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def reflected(engine: Engine) -> Mapping[str, Table]:
    """The tables as they are."""
    old = MetaData()
    old.reflect(engine)
    for each in old.tables.values():
        for column in each.columns:
            # SQLite reflects moments without their zone.
            if "DATETIME" in str(column.type) or "TIMESTAMP" in str(column.type):
                column.type = UtcDateTime()
    return old.tables


def insert_all(engine: Engine) -> None:
    tables = reflected(engine)
    with engine.begin() as connection:
        for name, rows in ROWS.items():
            for row in rows:
                connection.execute(tables[name].insert().values(row))


OLD_STORY = {
    "kind": "great_human_moment",
    "teller": ANA,
    "nominated_by": [],
    "took": [],
    "beyond_job": False,
    "standing": True,
    "told_at": NOW,
}


def test_stories_that_exist_are_found_by_words_of_every_script(
    request: Any, tmp_path: Path, kind: str
) -> None:
    with database_of(request, tmp_path, kind, "0008") as engine:
        told = {1: "印刷ボタンを直してくれた。", 2: "In der Langen Straße half sie uns.", 3: "It fell."}
        tables = reflected(engine)
        with engine.begin() as connection:
            for number, words in told.items():
                row = {"id": number, "place": number, "text": words, "request": f"form-{number}"}
                row |= {"customer": "นักเดินทาง", "standing": number < 3}
                connection.execute(tables["stories"].insert().values(HERE | OLD_STORY | row))
            line = {"story": 2, "person": BRUNO, "text": "환불도 도와줬어요", "at": NOW}
            connection.execute(tables["story_lines"].insert().values(HERE | line))
            credit = {"story": 1, "person": "Zoë", "name": "Zoë", "stage": "front", "place": 1}
            connection.execute(tables["story_credits"].insert().values(HERE | credit))
        upgrade(engine)
        for words, numbers in {
            "ボタン": [1],
            "strasse": [2],
            "환불": [2],
            "เดิน": [2, 1],
            "zoe": [1],
            "fell": [],
        }.items():
            found = Act(engine)(stories.page, scene(), stories.Filter(words=words)).stories
            assert [story.id for story in found] == numbers, words


def test_people_whom_a_file_mentioned_are_those_who_were_meant(
    request: Any, tmp_path: Path, kind: str
) -> None:
    with database_of(request, tmp_path, kind, "0008") as engine:
        tables = reflected(engine)
        row = {
            "id": 1,
            "place": 1,
            "text": "She waited.",
            "request": "import:1",
            "teller": f"<@{BRUNO}|bruno>",
        }
        people = {f"<@{CARLA}|carla>": "front", "u04ab7xyz9": "back", ANA: "back", f"<@{ANA}>": "front"}
        with engine.begin() as connection:
            story = HERE | OLD_STORY | row | {"owner": "Uwe"}
            connection.execute(tables["stories"].insert().values(story))
            for person, stage in people.items():
                credit = {"story": 1, "person": person, "stage": stage, "place": 1}
                credit["name"] = None if person == ANA else person
                connection.execute(tables["story_credits"].insert().values(HERE | credit))
        upgrade(engine)
        [found] = Act(engine)(stories.page, scene()).stories
        assert (found.teller, found.owner) == (BRUNO, "Uwe")
        credited = {each.person: each.name for each in found.telling.credits}
        assert credited == {ANA: None, CARLA: None, "U04AB7XYZ9": None}


def counts(engine: Engine) -> dict[str, int | None]:
    with engine.connect() as connection:
        return {name: connection.scalar(select(func.count()).select_from(table(name))) for name in ROWS}


def test_the_rows_are_of_every_table_that_there_was(first_version: Engine) -> None:
    assert set(inspect(first_version).get_table_names()) == ROWS.keys() | {"alembic_version"}


def test_no_row_is_lost_on_the_way_to_this_version(first_version: Engine) -> None:
    before = counts(first_version)
    upgrade(first_version)
    assert is_current(first_version)
    assert counts(first_version) == before == {name: len(rows) for name, rows in ROWS.items()}


def test_rituals_go_on_as_they_were(first_version: Engine) -> None:
    upgrade(first_version)
    act = Act(first_version)
    running, paused = act(schedules.rituals, scene())
    assert (running.next_on, running.next_at, running.owner) == (MONDAY, NINE, ANA)
    assert (running.change, running.changed_by, running.changed_at) == ("set up", ANA, NOW)
    wished = running.wishes
    assert (wished.rhythm, wished.grace, wished.game_plan_after) == (Rhythm.WEEKLY, timedelta(hours=2), None)
    assert (wished.personal, wished.holidays, wished.ends_on) == (False, (), None)
    assert (paused.paused, paused.held, paused.next_at) == (True, None, None)
    resumed = act(schedules.resume, scene(), paused.id)
    assert resumed.next_at == NINE


@pytest.mark.parametrize(
    ("country", "region", "holidays"),
    [("pt", None, ("PT",)), ("DE", "BY", ("DE-BY",)), ("FR", "", ("FR",)), (None, None, ())],
)
def test_a_ritual_keeps_the_holidays_of_its_country(
    first_version: Engine, country: str | None, region: str | None, holidays: tuple[str, ...]
) -> None:
    upgrade(first_version, "0007")
    with first_version.begin() as connection:
        old = {"country": country, "region": region}
        connection.execute(text("UPDATE schedules SET country = :country, region = :region"), old)
    upgrade(first_version)
    [first, _] = Act(first_version)(schedules.rituals, scene())
    assert first.wishes.holidays == holidays


def test_what_was_posted_is_remembered_and_not_posted_again(first_version: Engine, catalog: Catalog) -> None:
    upgrade(first_version)
    act = Act(first_version)
    known = act(lambda db: [(row.kind, row.once_key) for row in db.scalars(select(Draw).order_by(Draw.id))])
    old_key = "schedule:1:2026-02-27"
    assert known == [
        ("thought_experiment", old_key),
        ("thought_experiment", "shared:b"),
        ("thought_experiment", old_key),
    ]
    wished = act(schedules.ritual, scene(), ScheduleId(1)).wishes
    assert not act(experiments.post_due, scene(), catalog, wished, old_key, MONDAY, NOW)
    assert act(agenda.run_due, NINE, catalog, b"chance").count == 2
    assert len(act(lambda db: list(db.scalars(select(Draw))))) == 4


def test_stories_polls_posts_and_settings_are_what_they_were(first_version: Engine) -> None:
    upgrade(first_version)
    act = Act(first_version)
    [story] = act(stories.page, scene()).stories
    assert story.text == "Saved."
    assert act(polls.vote, scene(BRUNO), PollId(1), "human").choices == ("human",)
    poll = act(polls.shown, HARBOUR, PollId(1))
    assert (poll.voters, poll.setup.question, poll.anonymous, poll.tally) == (2, "Which?", True, None)
    assert act(polls.vote, scene(CARLA), PollId(1), "in_role")
    act(polls.close_due, NINE, 9)
    result = act(polls.shown, HARBOUR, PollId(1)).tally
    assert result is not None and dict(result.votes) == {"human": 2, "in_role": 1}
    [post] = act(lambda db: list(db.scalars(select(Post).where(Post.kind == "story"))))
    assert (post.once_key, post.ts, post.thread_of) == ("story:1", "1.0", None)
    assert act(workspaces.feed, scene()) == KUDOS
    assert act(workspaces.settings, scene()) == Settings()


def test_digests_draws_and_settings_from_before_there_were_answers_are_what_they_were(
    request: Any, tmp_path: Path, kind: str
) -> None:
    with database_of(request, tmp_path, kind, "0017") as engine:
        tables = reflected(engine)
        digest = {"channel": SUPPORT, "schedule": 1, "planned": True, "since": NOW, "until": NOW}
        digest |= {"moments": [1], "saves": [], "once_key": "schedule:1:2026-03-02"}
        draw = DRAW | {"kind": "thought_experiment", "experiment": "a", "once_key": "schedule:2:2026-03-02"}
        draw |= {"game_plan": "ear", "threshold": 2, "window_ends": NINE}
        with engine.begin() as connection:
            connection.execute(tables["digests"].insert().values(HERE | digest))
            connection.execute(tables["draws"].insert().values(HERE | draw))
        upgrade(engine)
        act = Act(engine)
        [kept] = act(lambda db: list(db.scalars(select(DigestRow))))
        assert (kept.moments, kept.answers) == ([1], [])
        [row] = act(lambda db: list(db.scalars(select(Draw))))
        assert (row.game_plan, row.window_ends, row.sealed_until) == ("ear", NINE, None)
        act(answers.answer, scene(BRUNO), DrawId(row.id), "Tea.")
        assert act(answers.standing, HARBOUR, DrawId(row.id)).count == 1
        assert not act(workspaces.settings, scene()).answers_exported


def test_every_version_has_a_number_of_its_own() -> None:
    names = sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))
    assert names == [f"{number:04}" for number in range(1, len(names) + 1)]
