"""Stories with all that they can say, the feed as a list, nominations by several emoji, people's wishes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0003"
down_revision = "0002"

TOUCHPOINTS = [
    "First contact",
    "Signing up",
    "Getting started",
    "Everyday use",
    "Asking for help",
    "When it breaks",
    "Billing and refunds",
    "Saying goodbye",
]
SQLITE = (
    "CREATE VIRTUAL TABLE story_search USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')"
)
POSTGRESQL = "CREATE TABLE story_search (place BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"


def upgrade() -> None:
    _workspaces()
    _stories()
    _credits()
    _around_stories()
    _search()
    _nominations()
    op.create_index("ix_posts_workspace_kind_subject", "posts", ["workspace", "kind", "subject"])


def _fill(table: str, **values: object) -> None:
    columns = [
        sa.column(name, sa.JSON() if isinstance(value, list | dict) else None)
        for name, value in values.items()
    ]
    op.execute(sa.table(table, *columns).update().values(values))


def _required(table: str, *names: str) -> None:
    # A batch of their own: SQLite copies the rows into the new table, where they must have a value.
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.alter_column(name, nullable=False)


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _standing(name: str, columns: list[str]) -> None:
    # SQLite uses such an index only where a query says the same, to the letter.
    sqlite, postgresql = sa.text("standing = 1"), sa.text("standing")
    op.create_index(name, "stories", columns, sqlite_where=sqlite, postgresql_where=postgresql)


def _workspaces() -> None:
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.add_column(sa.Column("emoji", sa.JSON(), nullable=True))
        workspaces.add_column(sa.Column("threshold", sa.Integer(), nullable=True))
        workspaces.add_column(sa.Column("touchpoints", sa.JSON(), nullable=True))
        workspaces.add_column(sa.Column("leaderboard", sa.Boolean(), nullable=True))
        workspaces.add_column(sa.Column("minimum_voters", sa.Integer(), nullable=True))
        workspaces.add_column(sa.Column("left_at", UtcDateTime(), nullable=True))
    new = {"emoji": {"star2": ""}, "threshold": 1, "touchpoints": TOUCHPOINTS}
    new |= {"leaderboard": False, "minimum_voters": 3}
    _fill("workspaces", **new)
    _required("workspaces", *new)
    op.create_table(
        "people",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("notes", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name=op.f("pk_people")),
    )


def _stories() -> None:
    op.drop_index("ix_stories_workspace_told_at", "stories")
    with op.batch_alter_table("stories") as stories:
        for name in ("touchpoint", "taught", "thanked", "owner", "source"):
            stories.add_column(sa.Column(name, sa.String(), nullable=True))
        for name in ("remind_at", "done_at", "edited_at", "taken_down_at"):
            stories.add_column(sa.Column(name, UtcDateTime(), nullable=True))
        stories.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        stories.add_column(sa.Column("place", sa.BigInteger(), nullable=True))
        stories.add_column(sa.Column("took", sa.JSON(), nullable=True))
        stories.add_column(sa.Column("beyond_job", sa.Boolean(), nullable=True))
    _fill("stories", took=[], beyond_job=False)
    _place_stories()
    _required("stories", "place", "took", "beyond_job")
    with op.batch_alter_table("stories") as stories:
        stories.create_unique_constraint(op.f("uq_stories_place"), ["place"])
    op.create_index(op.f("ix_stories_workspace_source"), "stories", ["workspace", "source"])
    for name in ("kind", "mindset", "touchpoint", "teller"):
        _standing(f"ix_stories_workspace_{name}_place", ["workspace", name, "place"])
    _standing("ix_stories_workspace_place", ["workspace", "place"])
    _partial("ix_stories_remind_at", "stories", ["remind_at"], "remind_at IS NOT NULL")


def _place_stories() -> None:
    others: list[sa.ColumnClause[Any]] = [sa.column(name) for name in ("id", "request", "place", "source")]
    stories = sa.table("stories", sa.column("told_at", UtcDateTime()), *others)
    last = 0
    known = op.get_bind().execute(sa.select(stories).order_by(stories.c.told_at, stories.c.id)).all()
    for row in known:
        # Two stories of the same microsecond stand one after the other.
        last = max(last + 1, int(row.told_at.timestamp()) * 1_000_000 + row.told_at.microsecond)
        source = row.request.removeprefix("nominated:") if row.request.startswith("nominated:") else None
        change = stories.update().where(stories.c.id == row.id)
        op.execute(change.values(place=last, source=source))


def _credits() -> None:
    with op.batch_alter_table("story_credits") as batch:
        batch.add_column(sa.Column("stage", sa.String(), nullable=True))
        batch.add_column(sa.Column("name", sa.String(), nullable=True))
        batch.add_column(sa.Column("place", sa.BigInteger(), nullable=True))
    stories = sa.table("stories", sa.column("id"), sa.column("place"))
    credits = sa.table("story_credits", *map(sa.column, ("story", "stage", "place")))
    place = sa.select(stories.c.place).where(stories.c.id == credits.c.story).scalar_subquery()
    op.execute(credits.update().values(stage="front", place=place))
    _required("story_credits", "stage", "place")
    columns = ["person", "workspace", "place"]
    op.create_index(op.f("ix_story_credits_person_workspace_place"), "story_credits", columns)


def _around_stories() -> None:
    for table, word in (("story_lines", "text"), ("story_reports", "reason")):
        op.create_table(
            table,
            sa.Column("id", RowId, nullable=False),
            sa.Column("story", RowId, nullable=False),
            sa.Column("person", sa.String(), nullable=False),
            sa.Column("workspace", sa.String(), nullable=False),
            sa.Column(word, sa.String(), nullable=False),
            *([sa.Column("answer", sa.String(), nullable=True)] if word == "reason" else []),
            sa.Column("at", UtcDateTime(), nullable=False),
            sa.ForeignKeyConstraint(
                ["story"], ["stories.id"], name=op.f(f"fk_{table}_story"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("story", "person", name=op.f(f"uq_{table}_story_person")),
        )
    op.create_table(
        "drafts",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_at"), "drafts", ["at"])


def _search() -> None:
    words = "coalesce(text, '') || ' ' || coalesce(customer, '')"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE)
        op.execute(
            f"INSERT INTO story_search (rowid, words) SELECT place, {words} FROM stories WHERE standing"
        )
        return
    op.execute(POSTGRESQL)
    op.execute("CREATE INDEX ix_story_search_words ON story_search USING gin (words)")
    op.execute(
        f"INSERT INTO story_search SELECT place, to_tsvector('english', {words}) FROM stories WHERE standing"
    )


def _nominations() -> None:
    with op.batch_alter_table("nominations") as nominations:
        nominations.add_column(sa.Column("emoji", sa.String(), nullable=True))
    _fill("nominations", emoji="star2")
    with op.batch_alter_table("nominations") as nominations:
        nominations.alter_column("emoji", nullable=False)
        nominations.drop_constraint(op.f("pk_nominations"), type_="primary")
        nominations.create_primary_key(op.f("pk_nominations"), ["workspace", "channel", "ts", "by", "emoji"])
    with op.batch_alter_table("nominated_messages") as nominated:
        nominated.add_column(sa.Column("wishes", sa.JSON(), nullable=True))
        nominated.add_column(sa.Column("author_name", sa.String(), nullable=True))
        for name in ("reachable", "deleted"):
            nominated.add_column(sa.Column(name, sa.Boolean(), nullable=True))
        for name in ("since", "asked_until", "look_at"):
            nominated.add_column(sa.Column(name, UtcDateTime(), nullable=True))
        nominated.drop_constraint(op.f("fk_nominated_messages_story"), type_="foreignkey")
        nominated.create_foreign_key(
            op.f("fk_nominated_messages_story"), "stories", ["story"], ["id"], ondelete="CASCADE"
        )
    _fill("nominated_messages", wishes={}, reachable=True, deleted=False)
    _date_nominated()
    _required("nominated_messages", "wishes", "reachable", "deleted", "since")
    for name in ("asked_until", "look_at"):
        _partial(f"ix_nominated_messages_{name}", "nominated_messages", [name], f"{name} IS NOT NULL")
    op.create_index(op.f("ix_nominated_messages_story"), "nominated_messages", ["story"])


def _date_nominated() -> None:
    # Slack's times are seconds since 1970, as text that sorts like the time does.
    at = sa.table("nominations", *map(sa.column, ("workspace", "channel", "ts", "at")))
    names = ("id", "workspace", "channel", "ts", "words", "consent")
    nominated = sa.table("nominated_messages", *map(sa.column, names))
    stamps = ("since", "asked_until", "look_at")
    dated = sa.table("nominated_messages", sa.column("id"), *(sa.column(n, UtcDateTime()) for n in stamps))
    same = [nominated.c[name] == at.c[name] for name in ("workspace", "channel", "ts")]
    newest = sa.select(sa.func.max(at.c.at)).where(*same).scalar_subquery()
    for row in op.get_bind().execute(sa.select(nominated, newest.label("newest"))).all():
        since = datetime.fromtimestamp(float(row.newest or row.ts), UTC)
        values = {
            "since": since,
            "asked_until": since + timedelta(days=7) if row.consent == "asked" else None,
            "look_at": since if row.words else None,
        }
        op.execute(dated.update().where(dated.c.id == row.id).values(values))
