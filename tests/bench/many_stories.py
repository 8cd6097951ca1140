"""Very many stories, quickly: words and people as common as in life, credits, cheers, posts, search.

They are put together in the database from scraps, of which each names a teller, a kind and so on. A second
workspace has a few stories, which are as old as they get.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Integer,
    MetaData,
    String,
    Table,
    case,
    cast,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from rituals.db import Base
from rituals.ids import PersonId
from rituals.posts.records import Post
from rituals.posts.rules import State
from rituals.stories import CARD, Kind
from rituals.stories.records import search
from rituals.stories.records.tables import Cheer, Credit, Story
from rituals.stories.rules.story import micros
from rituals.workspaces import set_feed
from tests.cast import HARBOUR, KUDOS, NOW, SUMMIT, scene

WORDS, PEOPLE = 20_000, 300
# Primes, so that what goes together is ever different.
SCRAPS, STEP, WORDS_EACH = 5_003, 7, 12
# Few stories have the rare ones, all of them the same.
RARE_WORD, RARE_PERSON, RARE_TOUCHPOINT = "quokka", PersonId("U0QUOKKA"), "A call at night"
RARES, NEIGHBOURS = 8, 10
COMMON_WORDS, COMMON_PERSON = ("word3", "word5"), PersonId("U0PERSON1")
# One story in 140 has the one, one in 500 the other.
UNCOMMON_WORD, SELDOM_WORD = "word300", "word900"
MINUTE = 60_000_000
KINDS = [Kind.CUSTOMER_HELPED_US] * 6 + [Kind.GREAT_HUMAN_MOMENT] * 3 + [Kind.PROACTIVE_SAVE]
MINDSETS = ["human", "learn", "teach", "by_choice", "all_in", "let_them_help", "fantasy_world", None]
TOUCHPOINTS = ["First contact", "Signing up", "Everyday use", "Billing and refunds", None]

SCRAP = Table(
    "scraps",
    MetaData(),
    Column("n", Integer, primary_key=True),
    *(Column(name, String) for name in ("words", "person", "kind", "mindset", "touchpoint")),
    prefixes=["TEMPORARY"],
)


def fill(engine: Engine, size: int) -> None:
    """So many stories, a minute apart, the last one at NOW."""
    with engine.begin() as connection:
        SCRAP.create(connection)
        connection.execute(insert(SCRAP), scraps())
        _stories(connection, size)
        _around(connection)
        _search(connection)
        SCRAP.drop(connection)
        set_feed(Session(connection), scene(), KUDOS)
    if engine.dialect.name == "postgresql":
        # What its autovacuum does within a minute.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def scraps() -> list[dict[str, Any]]:
    """Pieces of stories. The second word is half as common as the first, the third a third (Zipf)."""
    chance = Random(5)
    return [
        {
            "n": n,
            "words": sentence(chance, WORDS_EACH),
            "person": f"U0PERSON{_zipf(chance, PEOPLE)}",
            "kind": chance.choice(KINDS),
            "mindset": chance.choice(MINDSETS),
            "touchpoint": chance.choice(TOUCHPOINTS),
        }
        for n in range(SCRAPS)
    ]


def sentence(chance: Random, length: int) -> str:
    return " ".join(f"word{_zipf(chance, WORDS)}" for _ in range(length))


def _zipf(chance: Random, most: int) -> int:
    # The power of a uniform chance is close to Zipf's law, and quick.
    return int(most ** chance.random())


def _stories(connection: Connection, size: int) -> None:
    series = select(literal(1, Integer).label("n")).cte("series", recursive=True)
    n = series.union_all(select(series.c.n + 1).where(series.c.n < size)).c.n
    # With every round through the scraps, each meets another.
    one, other = SCRAP.alias(), SCRAP.alias()
    met = (n * STEP + n // SCRAPS) % SCRAPS
    source = n.table.join(one, one.c.n == n % SCRAPS).join(other, other.c.n == met)
    rare = n % (size // RARES) == size // RARES // 2
    said = one.c.words + " " + other.c.words + " ticket" + cast(n, String)
    values = {
        "workspace": case((n <= NEIGHBOURS, SUMMIT), else_=HARBOUR),
        "place": literal(micros(NOW), Story.place.type) - (size - n) * literal(MINUTE, Story.place.type),
        "kind": one.c.kind,
        "mindset": one.c.mindset,
        "touchpoint": case((rare, RARE_TOUCHPOINT), else_=one.c.touchpoint),
        "text": case((rare, said + " " + RARE_WORD), else_=said),
        "teller": case((rare, RARE_PERSON), else_=one.c.person),
        # Whom it credits, and who cheers it.
        "owner": other.c.person,
        "told_at": NOW,
        "request": "V" + cast(n, String),
        "standing": True,
        "beyond_job": False,
        "took": [],
        "nominated_by": [],
    }
    _insert(connection, Story, values, source)


def _around(connection: Connection) -> None:
    of_story = {"story": Story.id, "workspace": Story.workspace}
    _insert(connection, Credit, of_story | {"person": Story.owner, "stage": "front", "place": Story.place})
    _insert(connection, Cheer, of_story | {"person": Story.owner, "at": NOW})
    values = {
        "workspace": Story.workspace,
        "once_key": "story:" + cast(Story.id, String),
        "kind": CARD,
        "subject": Story.id,
        "channel": KUDOS,
        "key": "key" + cast(Story.id, String),
        "state": State.SHOWN,
        "wanted": True,
        "wanted_version": 1,
        "shown_version": 1,
        "ts": cast(Story.place, String),
        "shown_in": KUDOS,
        "wanted_at": NOW,
        "attempts": 0,
    }
    _insert(connection, Post, values)


def _insert(
    connection: Connection, into: type[Base], values: dict[str, Any], source: FromClause = Story.__table__
) -> None:
    """A row for each row of the source; plain values are the same in all of them."""
    expressions = [
        value if isinstance(value, ColumnElement | InstrumentedAttribute) else literal(value, column.type)
        for column, value in ((into.__table__.c[name], value) for name, value in values.items())
    ]
    connection.execute(insert(into).from_select(list(values), select(*expressions).select_from(source)))


def _search(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO story_search (rowid, words) SELECT place, text FROM stories"))
        return
    # An index that is built at once is built sooner.
    connection.execute(text("DROP INDEX ix_story_search_words"))
    words = "to_tsvector('english', text)"
    connection.execute(text(f"INSERT INTO story_search (place, words) SELECT place, {words} FROM stories"))
    connection.execute(text(search.POSTGRESQL[1]))
