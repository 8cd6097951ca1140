"""Digests, which messages show a story beside its own, and where Slack has a workspace."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.add_column(sa.Column("address", sa.String(), nullable=True))
    op.create_table(
        "digests",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("schedule", RowId, nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("moments", sa.JSON(), nullable=False),
        sa.Column("saves", sa.JSON(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("workspace", "once_key", name=op.f("uq_digests_workspace_once_key")),
    )
    op.create_index(op.f("ix_digests_schedule_until"), "digests", ["schedule", "until"])
    op.create_table(
        "story_showings",
        sa.Column("story", RowId, nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.id"], name=op.f("fk_story_showings_story"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story", "once_key", name=op.f("pk_story_showings")),
    )
