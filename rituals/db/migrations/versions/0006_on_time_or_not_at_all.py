"""Until when a post of a ritual may be sent, and by whose clock a ritual fell due."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0006"
down_revision = "0005"

PERISHABLE = sa.text("due_at IS NOT NULL AND fresh_until IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("ritual", RowId, nullable=True))
        posts.add_column(sa.Column("planned_at", UtcDateTime(), nullable=True))
        posts.add_column(sa.Column("fresh_until", UtcDateTime(), nullable=True))
    op.create_index(
        "ix_posts_fresh_until", "posts", ["fresh_until"], sqlite_where=PERISHABLE, postgresql_where=PERISHABLE
    )
    with op.batch_alter_table("schedules") as schedules:
        schedules.add_column(sa.Column("past_at", UtcDateTime(), nullable=True))
        schedules.add_column(sa.Column("missed_at", UtcDateTime(), nullable=True))
    op.create_index("ix_schedules_past_at", "schedules", ["past_at"])
