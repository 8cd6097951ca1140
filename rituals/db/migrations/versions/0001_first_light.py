"""First light: every table of the first version."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "draws",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("experiment", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.Column("drawn_at", UtcDateTime, nullable=False),
        sa.Column("planned", UtcDateTime, nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
        sa.UniqueConstraint("once_key", name=op.f("uq_draws_once_key")),
    )
    op.create_index(
        op.f("ix_draws_workspace_channel_framework"),
        "draws",
        ["workspace", "channel", "framework"],
        unique=False,
    )

    op.create_table(
        "nominations",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", "ts", "by", name=op.f("pk_nominations")),
    )
    op.create_table(
        "polls",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("kept_back", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime, nullable=False),
        sa.Column("closes_at", UtcDateTime, nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("workspace", "request", name=op.f("uq_polls_workspace_request")),
    )
    op.create_index(
        "ix_polls_closes_at",
        "polls",
        ["closes_at"],
        unique=False,
        sqlite_where=sa.text("closed = 0"),
        postgresql_where=sa.text("NOT closed"),
    )

    op.create_table(
        "posts",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", RowId, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("wanted_version", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("shown_in", sa.String(), nullable=True),
        sa.Column("wanted_at", UtcDateTime, nullable=False),
        sa.Column("sent_at", UtcDateTime, nullable=True),
        sa.Column("due_at", UtcDateTime, nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("workspace", "once_key", name=op.f("uq_posts_workspace_once_key")),
    )
    op.create_index(
        "ix_posts_due_at",
        "posts",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )

    op.create_table(
        "schedules",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("next_at", UtcDateTime, nullable=True),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("workspace", "request", name=op.f("uq_schedules_workspace_request")),
    )
    op.create_index(
        "ix_schedules_next_at",
        "schedules",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_schedules_workspace_channel"), "schedules", ["workspace", "channel"], unique=False
    )

    op.create_table(
        "stories",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("teller", sa.String(), nullable=False),
        sa.Column("mindset", sa.String(), nullable=True),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("nominated_by", sa.JSON(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("told_at", UtcDateTime, nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sa.UniqueConstraint("workspace", "request", name=op.f("uq_stories_workspace_request")),
    )
    op.create_index(op.f("ix_stories_workspace_told_at"), "stories", ["workspace", "told_at"], unique=False)

    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("feed_channel", sa.String(), nullable=True),
        sa.Column("known_since", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "cheers",
        sa.Column("story", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_cheers_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "person", name=op.f("pk_cheers")),
    )
    op.create_table(
        "nominated_messages",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("story", RowId, nullable=True),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_nominated_messages_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominated_messages")),
        sa.UniqueConstraint(
            "workspace", "channel", "ts", name=op.f("uq_nominated_messages_workspace_channel_ts")
        ),
    )
    op.create_table(
        "poll_votes",
        sa.Column("poll", RowId, nullable=False),
        sa.Column("voter", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_poll_votes_poll"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("poll", "voter", name=op.f("pk_poll_votes")),
    )
    op.create_table(
        "story_credits",
        sa.Column("story", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.id"], name=op.f("fk_story_credits_story"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story", "person", name=op.f("pk_story_credits")),
    )
