"""What Slack sends is kept before it's worked on; a directory of people and channels."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("workspace", "once_key", name=op.f("uq_inbox_workspace_once_key")),
    )
    op.create_index(op.f("ix_inbox_workspace_person"), "inbox", ["workspace", "person"])
    op.create_index(
        "ix_inbox_due_at",
        "inbox",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "directory",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "kind", "name", name=op.f("pk_directory")),
    )
