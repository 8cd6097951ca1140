"""Polls with options of one's own, in threads, counted in steps that give nobody away; and poll drafts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0004"
down_revision = "0003"

OLD = ("framework", "options", "question", "anonymous", "kept_back")
A_WORKING_DAY = 8 * 3600


def upgrade() -> None:
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("thread_ts", sa.String(), nullable=True))
    with op.batch_alter_table("schedules") as schedules:
        schedules.add_column(sa.Column("asks", sa.JSON(none_as_null=True), nullable=True))
        # What isn't known to be open to everybody is taken for private.
        schedules.add_column(sa.Column("open", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("schedules") as schedules:
        schedules.alter_column("open", server_default=None)
    votes = _votes()
    polls = _polls()
    _poll_votes(polls, votes)
    _drafts()


def _polls() -> dict[int, sa.Row[Any]]:
    new: dict[str, sa.types.TypeEngine[Any]] = {
        "wish": sa.JSON(),
        "open": sa.Boolean(),
        "minimum": sa.Integer(),
        "disguises": sa.JSON(),
    }
    new |= {"step": sa.Integer(), "stepping": sa.Integer(), "shown_voters": sa.Integer()}
    texts, moments = ("thread_ts", "quote", "quoted", "source"), ("closed_at", "reminded_at", "look_at")
    free = {name: sa.String() for name in texts} | {name: UtcDateTime() for name in moments}
    with op.batch_alter_table("polls") as polls:
        for name, kind in (new | free).items():
            polls.add_column(sa.Column(name, kind, nullable=True))
    known = _fill()
    # A batch of their own: SQLite copies the rows into the new table, where they must have a value.
    with op.batch_alter_table("polls") as polls:
        for name in new:
            polls.alter_column(name, nullable=False)
        polls.alter_column("closes_at", nullable=True)
        for name in OLD:
            polls.drop_column(name)
    op.create_index(op.f("ix_polls_workspace_closed_at"), "polls", ["workspace", "closed_at"])
    looked = sa.text("look_at IS NOT NULL")
    op.create_index("ix_polls_look_at", "polls", ["look_at"], sqlite_where=looked, postgresql_where=looked)
    return known


def _fill() -> dict[int, sa.Row[Any]]:
    names = ("id", "framework", "question", "anonymous", "closed", "voters")
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in names]
    columns += [sa.column(name, sa.JSON()) for name in ("options", "shown", "wish", "disguises")]
    columns += [sa.column(name) for name in ("open", "minimum", "step", "stepping", "shown_voters")]
    columns += [sa.column(name, UtcDateTime()) for name in ("closes_at", "closed_at")]
    polls = sa.table("polls", *columns)
    found = {row.id: row for row in op.get_bind().execute(sa.select(polls)).all()}
    for row in found.values():
        values = _values(row) | {"wish": _wish(row), "disguises": {}, "step": 1, "stepping": 0}
        op.execute(polls.update().where(polls.c.id == row.id).values(values))
    return found


def _values(row: sa.Row[Any]) -> dict[str, Any]:
    # What isn't known to have been open to everybody is taken for private.
    place = {"open": False, "minimum": 3 if row.anonymous else 1}
    if row.closed:
        seen = sum(row.shown.values())
        return place | {"closed_at": row.closes_at, "shown_voters": seen, "voters": seen or row.voters}
    if row.anonymous:
        # Nobody knows which votes the bars of the old kind held, so they come back with the result.
        return place | {"shown": {}, "shown_voters": 0}
    return place | {"shown_voters": row.voters}


def _wish(row: sa.Row[Any]) -> dict[str, Any]:
    return {
        "question": row.question,
        "options": [[key, ""] for key in row.options],
        "framework": row.framework,
        "kind": "poll",
        "shadow": bool(row.anonymous),
        "anonymous": bool(row.anonymous),
        "results": "closed" if row.anonymous and not row.closed else "live",
        "several": False,
        "adding": False,
        "touchpoint": None,
        "lasts": A_WORKING_DAY,
    }


def _votes() -> list[sa.Row[Any]]:
    columns: list[sa.ColumnClause[Any]] = [sa.column(n) for n in ("poll", "voter", "workspace", "choice")]
    votes = op.get_bind().execute(sa.select(sa.table("poll_votes", *columns))).all()
    op.drop_table("poll_votes")
    return list(votes)


def _poll_votes(polls: dict[int, sa.Row[Any]], votes: list[sa.Row[Any]]) -> None:
    table = op.create_table(
        "poll_votes",
        sa.Column("poll", RowId, nullable=False),
        sa.Column("voter", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("disguise", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_poll_votes_poll"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("poll", "voter", name=op.f("pk_poll_votes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_poll_votes_poll_step"), "poll_votes", ["poll", "step"])
    for vote in votes:
        choices = [vote.choice] if vote.choice else []
        counted = [] if polls[vote.poll].anonymous else choices
        about = {"poll": vote.poll, "voter": vote.voter, "workspace": vote.workspace}
        op.execute(table.insert().values(**about, choices=choices, counted=counted, step=0))


def _drafts() -> None:
    op.create_table(
        "poll_drafts",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("written", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_drafts")),
        sa.UniqueConstraint("workspace", "request", name=op.f("uq_poll_drafts_workspace_request")),
    )
    op.create_index(op.f("ix_poll_drafts_at"), "poll_drafts", ["at"])
