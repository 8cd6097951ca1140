"""Words that a team adds to the glossary of the plain-words check, or wants left alone."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "team_words",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("stiff", sa.String(), nullable=False),
        sa.Column("plain", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_words")),
        sa.UniqueConstraint("workspace", "key", "state", name=op.f("uq_team_words_workspace_key_state")),
    )
    op.create_index(op.f("ix_team_words_workspace_by"), "team_words", ["workspace", "by"])
