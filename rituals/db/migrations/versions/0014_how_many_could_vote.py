"""How many people could vote in a poll: in a small channel its bars may never come, and it says so."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    with op.batch_alter_table("polls") as polls:
        polls.add_column(sa.Column("people", sa.Integer(), nullable=True))
