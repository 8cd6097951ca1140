"""Answers to what a channel was asked, and rituals that show them together."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for name in ("thread_due", "sealed_until"):
        op.add_column("draws", sa.Column(name, UtcDateTime(), nullable=True))
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_draws_{name}", "draws", [name], sqlite_where=there, postgresql_where=there)
    for name in ("draws", "schedules"):
        op.add_column(name, sa.Column("together", sa.Integer(), nullable=True))
    _add("workspaces", sa.Column("answers_exported", sa.Boolean(), nullable=False, server_default=sa.false()))
    _add("digests", sa.Column("answers", sa.JSON(), nullable=False, server_default="[]"))
    _replies()
    _answers()
    _cheers()


def _add(table: str, column: sa.Column[object]) -> None:
    """A column that the rows that are there get by its default, which the table then forgets."""
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(column.name, server_default=None)


def _replies() -> None:
    op.create_table(
        "answer_replies",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("draw", RowId, nullable=False),
        sa.ForeignKeyConstraint(
            ["draw"], ["draws.id"], name=op.f("fk_answer_replies_draw"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_replies")),
    )
    op.create_index(op.f("ix_answer_replies_draw"), "answer_replies", ["draw"])


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("draw", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("reply", RowId, nullable=True),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["draw"], ["draws.id"], name=op.f("fk_answers_draw"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reply"], ["answer_replies.id"], name=op.f("fk_answers_reply")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("draw", "person", name=op.f("uq_answers_draw_person")),
    )
    op.create_index(op.f("ix_answers_reply"), "answers", ["reply"])
    op.create_index(op.f("ix_answers_workspace_person"), "answers", ["workspace", "person"])
    op.create_index(op.f("ix_answers_workspace_given_at"), "answers", ["workspace", "given_at"])


def _cheers() -> None:
    op.create_table(
        "answer_cheers",
        sa.Column("answer", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer"], ["answers.id"], name=op.f("fk_answer_cheers_answer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer", "person", name=op.f("pk_answer_cheers")),
    )
