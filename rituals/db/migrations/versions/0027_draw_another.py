"""What was skipped can come after all, and what comes next can be another one."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    for name in ("skips", "passed"):
        with op.batch_alter_table("schedules") as schedules:
            schedules.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        with op.batch_alter_table("schedules") as schedules:
            schedules.alter_column(name, server_default=None)
