"""What came of what customers taught us, and indexes for the list of it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

LESSONS = "taught IS NOT NULL AND done_at"


def upgrade() -> None:
    op.add_column("stories", sa.Column("came_of", sa.String(), nullable=True))
    for name, order, done in (("unfinished", "place", "IS NULL"), ("done", "done_at", "IS NOT NULL")):
        op.create_index(
            f"ix_stories_lessons_{name}",
            "stories",
            ["workspace", order],
            sqlite_where=sa.text(f"standing = 1 AND {LESSONS} {done}"),
            postgresql_where=sa.text(f"standing AND {LESSONS} {done}"),
        )
