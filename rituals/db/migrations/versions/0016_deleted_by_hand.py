"""That somebody has deleted a message is a fact of ours, no longer a code of Slack's."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("UPDATE posts SET error = 'deleted_by_hand' WHERE error = 'message_not_found'")
