"""Half and half is what a workspace starts with, and experiments on grief or illness may be left out."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.add_column(sa.Column("tender", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.alter_column("tender", server_default=None)
    op.execute("UPDATE workspaces SET blend = 'half' WHERE blend = 'as_it_comes'")
