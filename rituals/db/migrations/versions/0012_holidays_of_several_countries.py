"""Holidays of several countries at once, and the private notes to owners about what others did."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("schedules", sa.Column("holidays", sa.String(), nullable=False, server_default=""))
    both = "CASE WHEN region IS NULL OR region = '' THEN country ELSE country || '-' || region END"
    op.execute(f"UPDATE schedules SET holidays = upper({both}) WHERE country IS NOT NULL")
    with op.batch_alter_table("schedules") as schedules:
        schedules.alter_column("holidays", server_default=None)
        schedules.drop_column("country")
        schedules.drop_column("region")
    op.create_table(
        "ritual_changes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ritual_changes")),
    )
    op.create_index(op.f("ix_ritual_changes_workspace_to"), "ritual_changes", ["workspace", "to"])
