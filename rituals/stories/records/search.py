"""Full-text search over stories: SQLite's FTS5, PostgreSQL's own.

Both keep one table `story_search` beside `stories`, by its `place`: SQLite as a virtual table whose rowid it
is, so that matches come in the feed's order without being sorted. What a word is, neither of them decides:
`rituals.scripts` knows it for every script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    MetaData,
    String,
    Subquery,
    bindparam,
    cast,
    column,
    delete,
    event,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.orm import Session

from rituals.db import Base
from rituals.scripts import indexed, is_whole, pairs, terms

# Marks are parts of words, too: vowels are, in many scripts.
SQLITE = """
    CREATE VIRTUAL TABLE story_search
    USING fts5(words, tokenize="porter unicode61 remove_diacritics 2 categories 'L* M* N* Co'")
"""
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
    learn_each(db, [(place, words)])


def learn_each(db: Session, stories: Sequence[tuple[int, str]]) -> None:
    """The same for stories that are new, each with its place."""
    if not stories:
        return
    if is_embedded(db):
        rows = [{"at": place, "said": " ".join(indexed(words))} for place, words in stories]
        db.execute(_INSERT_SQLITE, rows)
        return
    # PostgreSQL takes a megabyte of words at most; a story is far below that.
    stems = [(place, _by_stem(indexed(words))) for place, words in stories]
    rows = [{"at": place, "english": english, "exact": exact} for place, (english, exact) in stems]
    db.execute(_INSERT_POSTGRESQL, rows)


def forget(db: Session, place: int) -> None:
    """The story at `place` is no longer found."""
    key = "rowid" if is_embedded(db) else "place"
    db.execute(delete(_SEARCH).where(_SEARCH.c[key] == place))


_SEARCH = table("story_search", column("rowid", BigInteger), column("place", BigInteger), column("words"))
_INSERT_SQLITE = insert(_SEARCH).values(rowid=bindparam("at"), words=bindparam("said"))
_INSERT_POSTGRESQL = insert(_SEARCH).values(
    place=bindparam("at"),
    words=func.to_tsvector(literal_column("'english'"), bindparam("english", type_=String)).op("||")(
        cast(bindparam("exact", type_=String), TSVECTOR)
    ),
)


def matches(db: Session, words: str, before: int | None = None) -> Subquery | None:
    """The `place` of each story that has all of the words, in any form, and was told before that place.

    None without a word to look for.
    """
    looked_for = terms(words)[:MOST_WORDS]
    if not looked_for:
        return None
    if is_embedded(db):
        place: ColumnElement[int] = literal_column("story_search.rowid", BigInteger)
        match = literal_column("story_search").op("MATCH")(" ".join(map(_in_sqlite, looked_for)))
    else:
        place, column_of_words = column("place", BigInteger), column("words", TSVECTOR)
        match = column_of_words.bool_op("@@")(_in_postgresql(looked_for))
    query = select(place.label("place")).select_from(table("story_search")).where(match)
    return (query if before is None else query.where(place < before)).subquery()


def _by_stem(parts: Sequence[str]) -> tuple[str, str]:
    """What may be English, and where all else is, as PostgreSQL writes it: its parser goes by its locale."""
    exact = [f"'{part}':{n}" for n, part in enumerate(parts, start=1) if not part.isascii()]
    return " ".join(part for part in parts if part.isascii()), " ".join(exact)


def _in_sqlite(term: str) -> str:
    """A term as FTS5 asks for it."""
    if is_whole(term):
        return f'"{term}"*' if len(term) == 1 else f'"{" ".join(pairs(term))}"'
    return f'"{term}"'


def _in_postgresql(looked_for: Sequence[str]) -> ColumnElement[Any]:
    english = func.plainto_tsquery("english", " ".join(term for term in looked_for if term.isascii()))
    exact = [term for term in looked_for if not term.isascii()]
    if not exact:
        return english
    said = " & ".join(f"'{term}':*" if is_whole(term) and len(term) == 1 else _phrase(term) for term in exact)
    return english.op("&&")(cast(said, TSQUERY))


def _phrase(term: str) -> str:
    parts = pairs(term) if is_whole(term) else [term]
    quoted = (f"'{part}'" for part in parts)
    return f"({' <-> '.join(quoted)})"
