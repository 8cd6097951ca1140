"""Who asked for a message and hears if it doesn't come, and messages for every admin."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0008"
down_revision = "0007"

NOT_HANDED = sa.text("handed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("asked_by", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("posts") as posts:
        posts.alter_column("asked_by", server_default=None)
    op.create_table(
        "admin_notes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", RowId, nullable=False),
        sa.Column("wanted_at", UtcDateTime(), nullable=False),
        sa.Column("handed_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admin_notes")),
        sa.UniqueConstraint("workspace", "once_key", name=op.f("uq_admin_notes_workspace_once_key")),
    )
    op.create_index(
        op.f("ix_admin_notes_wanted_at"),
        "admin_notes",
        ["wanted_at"],
        sqlite_where=NOT_HANDED,
        postgresql_where=NOT_HANDED,
    )
