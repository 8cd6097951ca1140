"""Since when somebody's message can't be found."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    for name in ("nominated_messages", "polls"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("missing_since", UtcDateTime(), nullable=True))
