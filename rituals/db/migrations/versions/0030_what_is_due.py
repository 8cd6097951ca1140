"""What is due is found in the order of its turn, and not gathered first."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
HAS_WORK = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_posts_due_at", "posts")
    for columns in (["due_at", "id"], ["workspace", "channel", "id"]):
        name = f"ix_posts_{'_'.join(columns)}"
        op.create_index(name, "posts", columns, sqlite_where=HAS_WORK, postgresql_where=HAS_WORK)
