"""Full-text search over stories: SQLite's FTS5, PostgreSQL's own.

Both keep one table `story_search` beside `stories`, by its `place`: SQLite as a virtual table whose rowid it
is, so that matches come in the feed's order without being sorted.
"""

from __future__ import annotations

import re

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    MetaData,
    Subquery,
    column,
    event,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from rituals.db import Base

SQLITE = (
    "CREATE VIRTUAL TABLE story_search USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')"
)
POSTGRESQL = (
    "CREATE TABLE story_search (place BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_story_search_words ON story_search USING gin (words)",
)
MOST_WORDS = 12


@event.listens_for(Base.metadata, "after_create")
def _create(_metadata: MetaData, connection: Connection, **_: object) -> None:
    embedded = connection.dialect.name == "sqlite"
    for statement in (SQLITE,) if embedded else POSTGRESQL:
        connection.execute(text(statement))


def is_embedded(db: Session) -> bool:
    """Whether this is SQLite."""
    return db.get_bind().dialect.name == "sqlite"


def remember(db: Session, place: int, words: str) -> None:
    """These are the words by which the story at `place` is found from now on."""
    forget(db, place)
    if is_embedded(db):
        statement = "INSERT INTO story_search (rowid, words) VALUES (:place, :words)"
    else:
        statement = "INSERT INTO story_search (place, words) VALUES (:place, to_tsvector('english', :words))"
    # PostgreSQL takes a megabyte of words at most; a story is far below that.
    db.execute(text(statement), {"place": place, "words": words.replace("\0", " ")})


def forget(db: Session, place: int) -> None:
    """The story at `place` is not found any more."""
    key = "rowid" if is_embedded(db) else "place"
    db.execute(text(f"DELETE FROM story_search WHERE {key} = :place"), {"place": place})


def matches(db: Session, words: str, before: int | None = None) -> Subquery | None:
    """The `place` of each story that has all of the words, in any form, and was told before that place.

    None without a word to look for.
    """
    looked_for = re.findall(r"\w+", words)[:MOST_WORDS]
    if not looked_for:
        return None
    if is_embedded(db):
        place: ColumnElement[int] = literal_column("story_search.rowid", BigInteger)
        match = literal_column("story_search").op("MATCH")(" ".join(f'"{word}"' for word in looked_for))
    else:
        place, column_of_words = column("place", BigInteger), column("words", TSVECTOR)
        match = column_of_words.bool_op("@@")(func.plainto_tsquery("english", " ".join(looked_for)))
    query = select(place.label("place")).select_from(table("story_search")).where(match)
    return (query if before is None else query.where(place < before)).subquery()
