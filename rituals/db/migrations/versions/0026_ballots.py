"""The team chooses its story of the month."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "ballots",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("schedule", RowId, nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("stories", sa.JSON(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("workspace", "once_key", name=op.f("uq_ballots_workspace_once_key")),
    )
    op.create_index(op.f("ix_ballots_schedule_month"), "ballots", ["schedule", "month"])
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_ballots_closes_at",
        "ballots",
        ["closes_at"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "ballot_votes",
        sa.Column("ballot", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("story", RowId, nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot"], ["ballots.id"], name=op.f("fk_ballot_votes_ballot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ballot", "person", name=op.f("pk_ballot_votes")),
    )
