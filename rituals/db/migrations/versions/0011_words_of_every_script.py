"""The search knows words of every script; people who were brought in by a mention are those who are meant."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from rituals.scripts import indexed

revision = "0011"
down_revision = "0010"

SQLITE = """
    CREATE VIRTUAL TABLE story_search
    USING fts5(words, tokenize="porter unicode61 remove_diacritics 2 categories 'L* M* N* Co'")
"""
INSERT_SQLITE = "INSERT INTO story_search (rowid, words) VALUES (:place, :words)"
INSERT_POSTGRESQL = """
    INSERT INTO story_search (place, words)
    VALUES (:place, to_tsvector('english', :words) || CAST(:exact AS tsvector))
"""
AT_ONCE = 1000
MENTION = re.compile(r"<@(?i:([UW][A-Z0-9]{2,}))(?:\|[^<>]*)?>|([uw](?=[a-z]*\d+[a-z])[a-z0-9]{7,})")

NAMES = "id", "place", "text", "customer", "touchpoint", "taught", "thanked", "teller", "owner", "request"
STORIES = sa.table("stories", sa.column("standing", sa.Boolean()), *map(sa.column, NAMES))
LINES = sa.table("story_lines", *map(sa.column, ("id", "story", "text")))
CREDITS = sa.table("story_credits", *map(sa.column, ("story", "person", "name", "stage")))


def upgrade() -> None:
    _people_brought_in()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE story_search")
        op.execute(SQLITE)
    else:
        op.execute("DELETE FROM story_search")
    for stories in _standing():
        _index(stories)


def _standing() -> Iterator[list[Any]]:
    last = None
    while True:
        query = sa.select(STORIES).where(STORIES.c.standing).order_by(STORIES.c.place).limit(AT_ONCE)
        batch = op.get_bind().execute(query if last is None else query.where(STORIES.c.place > last)).all()
        if not batch:
            return
        yield list(batch)
        last = batch[-1].place


def _index(stories: list[Any]) -> None:
    connection, ids = op.get_bind(), [story.id for story in stories]
    said: dict[int, list[str]] = {story.id: [] for story in stories}
    for table, column in ((LINES, LINES.c.text), (CREDITS, CREDITS.c.name)):
        query = sa.select(table.c.story, column).where(table.c.story.in_(ids), column.is_not(None))
        for story, words in connection.execute(query):
            said[story].append(words)
    for story in stories:
        parts = (story.text, story.customer, story.touchpoint, story.taught, story.thanked, *said[story.id])
        _remember(connection, story.place, indexed("\n".join(part for part in parts if part)))


def _remember(connection: sa.Connection, place: int, parts: list[str]) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text(INSERT_SQLITE), {"place": place, "words": " ".join(parts)})
        return
    exact = " ".join(f"'{part}':{n}" for n, part in enumerate(parts, start=1) if not part.isascii())
    words = " ".join(part for part in parts if part.isascii())
    connection.execute(sa.text(INSERT_POSTGRESQL), {"place": place, "words": words, "exact": exact})


def _people_brought_in() -> None:
    """`<@U0ABC|ana>` and ids in small letters were kept as names, which nobody could forget."""
    brought = STORIES.c.request.startswith("import:")
    for column in (STORIES.c.teller, STORIES.c.owner):
        for story, person in op.get_bind().execute(sa.select(STORIES.c.id, column).where(brought)).all():
            if who := _meant(person):
                op.execute(STORIES.update().where(STORIES.c.id == story).values({column.name: who}))
    named = sa.select(CREDITS).where(CREDITS.c.name == CREDITS.c.person).order_by(CREDITS.c.stage.desc())
    for row in op.get_bind().execute(named).all():
        if who := _meant(row.person):
            _credit(row, who)


def _meant(person: str | None) -> str | None:
    found = MENTION.fullmatch(person or "")
    return (found[1] or found[2]).upper() if found else None


def _credit(row: Any, who: str) -> None:
    credits = [CREDITS.c.story == row.story, CREDITS.c.person == who]
    this = [CREDITS.c.story == row.story, CREDITS.c.person == row.person]
    if op.get_bind().execute(sa.select(CREDITS.c.story).where(*credits)).first():
        op.execute(CREDITS.delete().where(*this))
    else:
        op.execute(CREDITS.update().where(*this).values(person=who, name=None))
