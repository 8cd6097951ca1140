"""Phrases that a team nominates for retirement, and the votes on them."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "phrases",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("live_key", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("instead", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("retire", sa.Integer(), nullable=False),
        sa.Column("keep", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("burned", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
        sa.UniqueConstraint("workspace", "live_key", name=op.f("uq_phrases_workspace_live_key")),
    )
    op.create_index(op.f("ix_phrases_workspace_state"), "phrases", ["workspace", "state"])
    op.create_index(op.f("ix_phrases_state_closes_at"), "phrases", ["state", "closes_at"])
    op.create_table(
        "phrase_votes",
        sa.Column("phrase", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("retire", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phrase"], ["phrases.id"], name=op.f("fk_phrase_votes_phrase"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("phrase", "person", name=op.f("pk_phrase_votes")),
    )
