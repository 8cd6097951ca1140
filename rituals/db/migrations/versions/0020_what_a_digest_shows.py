"""Digests name what customers taught us, and know where Slack takes none of its own charts."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    _add("digests", sa.Column("lessons", sa.JSON(), nullable=False, server_default="[]"))
    _add("workspaces", sa.Column("charts_refused", sa.Boolean(), nullable=False, server_default=sa.false()))


def _add(table: str, column: sa.Column[object]) -> None:
    """A column that the rows that are there get by its default, which the table then forgets."""
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(column.name, server_default=None)
