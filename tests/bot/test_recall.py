"""Rarely changed facts aren't read again for every event, and nobody is told what is no longer so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.service.clock import MovableClock
from bot.service.house import House
from rituals import directory, workspaces
from rituals.catalog import Catalog
from rituals.db import connect
from rituals.directory import About
from rituals.scene import Scene
from rituals.workspaces import Settings
from rituals.workspaces.records import Workspace
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, elsewhere, scene
from tests.databases import Act

THREE, FIVE = replace(Settings(), threshold=3), replace(Settings(), threshold=5)


class Seconds:
    """A count of seconds that tests put forward."""

    passed = 0.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def house(engine: Engine, catalog: Catalog, seconds: Seconds) -> AsyncIterator[House]:
    house = House(engine, catalog, MovableClock(NOW), seconds)
    yield house
    await house.close()


@pytest.fixture
def statements(engine: Engine) -> list[str]:
    """What the database is asked."""
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    return asked


async def threshold(house: House, at: Scene) -> int:
    return (await house.recall(workspaces.settings, at)).threshold


async def test_for_a_second_the_same_question_is_not_asked_again(
    house: House, seconds: Seconds, statements: list[str]
) -> None:
    await threshold(house, scene())
    statements.clear()
    seconds.passed = 0.9
    later = replace(scene(), now=NOW.replace(hour=23))
    assert await threshold(house, later) == 1
    assert statements == []


async def test_what_this_process_has_changed_is_seen_at_once(house: House) -> None:
    assert await threshold(house, scene()) == 1
    await house.act(workspaces.change_settings, scene(), FIVE)
    assert await threshold(house, scene()) == 5


async def test_what_another_process_has_changed_is_seen_within_a_second(
    house: House, act: Act, seconds: Seconds
) -> None:
    assert await threshold(house, scene()) == 1
    act(workspaces.change_settings, scene(), FIVE)
    seconds.passed = 1.0
    assert await threshold(house, scene()) == 5


async def test_what_changes_while_it_is_read_is_read_again(house: House, act: Act) -> None:
    def slowly(db: Session, at: Scene) -> Settings:
        found = workspaces.settings(db, at)
        # Another thread is quicker.
        house._recall.forget({Workspace.__tablename__})
        return found

    await house.recall(slowly, scene())
    act(workspaces.change_settings, scene(), FIVE)
    assert (await house.recall(slowly, scene())).threshold == 5


async def test_what_has_nothing_to_do_with_it_makes_nobody_forget(
    house: House, statements: list[str]
) -> None:
    await threshold(house, scene())
    await house.act(directory.learn, HARBOUR, About.PERSON, BRUNO, {"name": "bruno"}, NOW)
    statements.clear()
    await threshold(house, scene())
    assert statements == []


async def test_no_workspace_has_the_settings_of_another(house: House) -> None:
    await house.act(workspaces.change_settings, scene(), FIVE)
    assert [await threshold(house, at) for at in (scene(), elsewhere(), scene())] == [5, 1, 5]
    await house.act(workspaces.change_settings, elsewhere(), THREE)
    assert [await threshold(house, at) for at in (scene(), elsewhere())] == [5, 3]


async def test_nobody_is_answered_what_somebody_else_has_asked(house: House) -> None:
    def who(db: Session, at: Scene) -> str:
        return str(db.scalar(select(Workspace.id)) or "") + at.person

    assert [await house.recall(who, scene(each)) for each in (ANA, BRUNO)] == [ANA, BRUNO]


async def test_what_was_erased_is_not_remembered(house: House) -> None:
    await house.act(directory.learn, HARBOUR, About.PERSON, BRUNO, {"name": "bruno"}, NOW)
    assert await house.recall(directory.known, HARBOUR, About.PERSON, BRUNO)
    await house.act(directory.forget, HARBOUR, BRUNO)
    assert await house.recall(directory.known, HARBOUR, About.PERSON, BRUNO) is None


async def test_what_names_no_table_is_asked_every_time(house: House, statements: list[str]) -> None:
    def in_words(db: Session) -> object:
        return db.scalar(text("SELECT count(*) FROM workspaces"))

    await house.recall(in_words)
    statements.clear()
    await house.recall(in_words)
    assert "SELECT count(*) FROM workspaces" in statements


async def test_a_read_that_writes_is_found(sqlite_url: str, catalog: Catalog) -> None:
    # All journeys run on SQLite, which keeps track; PostgreSQL is spared the statements it would take.
    house = House(connect(sqlite_url), catalog, MovableClock(NOW))
    with pytest.raises(OperationalError, match="readonly"):
        await house.read(workspaces.set_feed, scene(), KUDOS)
    # The next one may write again.
    await house.act(workspaces.set_feed, scene(), KUDOS)
    assert await house.read(workspaces.feed, scene()) == KUDOS
    await house.close()


async def test_whoever_reads_waits_for_nobody_who_writes(house: House, engine: Engine) -> None:
    with engine.connect() as other:
        other.execute(text("INSERT INTO people VALUES ('T0HARBOUR', 'U0SLOW', true)"))
        assert await threshold(house, scene()) == 1
        assert await house.read(workspaces.wants_notes, HARBOUR, ANA)
