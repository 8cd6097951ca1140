"""Where Slack takes its own charts, and where the bot may send no files."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    for name in ("charts_shown", "files_refused"):
        with op.batch_alter_table("workspaces") as workspaces:
            workspaces.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        with op.batch_alter_table("workspaces") as workspaces:
            workspaces.alter_column(name, server_default=None)
