"""The ritual engine: rhythms, days off, holds, practice, other kinds of draws, game plans, threads."""

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _schedules()
    _draws()
    _suggestions()
    with op.batch_alter_table("workspaces") as workspaces:
        workspaces.add_column(
            sa.Column("admins_only", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        workspaces.add_column(sa.Column("blend", sa.String(), nullable=False, server_default="as_it_comes"))
    # A batch of their own: SQLite copies the rows into the new table, which needs the defaults once.
    with op.batch_alter_table("workspaces") as workspaces:
        for name in ("admins_only", "blend"):
            workspaces.alter_column(name, server_default=None)
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("thread_of", sa.String(), nullable=True))


def _schedules() -> None:
    with op.batch_alter_table("schedules") as schedules:
        schedules.add_column(sa.Column("personal", sa.Boolean(), nullable=False, server_default=sa.false()))
        schedules.add_column(sa.Column("rhythm", sa.String(), nullable=False, server_default="weekly"))
        schedules.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        schedules.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        schedules.add_column(sa.Column("country", sa.String(), nullable=True))
        schedules.add_column(sa.Column("region", sa.String(), nullable=True))
        schedules.add_column(sa.Column("grace", sa.Integer(), nullable=False, server_default="120"))
        schedules.add_column(sa.Column("game_plan_after", sa.Integer(), nullable=True))
        schedules.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        schedules.add_column(sa.Column("held", sa.String(), nullable=True))
        schedules.add_column(sa.Column("past_on", sa.Date(), nullable=True))
        schedules.add_column(sa.Column("moved", sa.Boolean(), nullable=False, server_default=sa.false()))
        schedules.add_column(sa.Column("change", sa.String(), nullable=False, server_default="set up"))
        schedules.add_column(sa.Column("changed_by", sa.String(), nullable=False, server_default=""))
        schedules.add_column(sa.Column("changed_at", UtcDateTime(), nullable=True))
    made = sa.table("schedules", *map(sa.column, ("starts_on", "next_on", "changed_by", "owner")))
    stamps = sa.table("schedules", *map(sa.column, ("changed_at", "made_at")))
    op.execute(made.update().values(starts_on=made.c.next_on, changed_by=made.c.owner))
    op.execute(stamps.update().values(changed_at=stamps.c.made_at))
    with op.batch_alter_table("schedules") as schedules:
        schedules.alter_column("starts_on", existing_type=sa.Date(), nullable=False)
        schedules.alter_column("changed_at", existing_type=UtcDateTime(), nullable=False)
        schedules.alter_column("next_on", existing_type=sa.Date(), nullable=True)
        for name in ("personal", "rhythm", "grace", "moved", "change", "changed_by"):
            schedules.alter_column(name, server_default=None)
    op.create_table(
        "days_off",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_days_off")),
        sa.UniqueConstraint(
            "workspace", "channel", "first", "last", name=op.f("uq_days_off_workspace_channel_first_last")
        ),
    )


def _draws() -> None:
    op.drop_index("ix_draws_workspace_channel_framework", "draws")
    with op.batch_alter_table("draws") as draws:
        draws.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="thought_experiment"))
        draws.add_column(sa.Column("bag", sa.JSON(), nullable=True))
        draws.add_column(sa.Column("game_plan", sa.String(), nullable=True))
        draws.add_column(sa.Column("threshold", sa.Integer(), nullable=True))
        draws.add_column(sa.Column("window_ends", UtcDateTime(), nullable=True))
    with op.batch_alter_table("draws") as draws:
        draws.alter_column("kind", server_default=None)
        draws.drop_constraint("uq_draws_once_key")
    # The key used to begin with the workspace, which has a column of its own.
    draw = sa.table("draws", sa.column("once_key"), sa.column("workspace"))
    bare = sa.func.substr(draw.c.once_key, sa.func.length(draw.c.workspace) + 2)
    op.execute(draw.update().values(once_key=bare))
    op.create_index("uq_draws_workspace_once_key", "draws", ["workspace", "once_key"], unique=True)
    op.create_index(
        op.f("ix_draws_workspace_channel_kind_framework"),
        "draws",
        ["workspace", "channel", "kind", "framework"],
    )
    op.create_index(
        "ix_draws_window_ends",
        "draws",
        ["window_ends"],
        sqlite_where=sa.text("window_ends IS NOT NULL"),
        postgresql_where=sa.text("window_ends IS NOT NULL"),
    )
    op.create_table(
        "engagements",
        sa.Column("draw", RowId, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draw"], ["draws.id"], name=op.f("fk_engagements_draw"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draw", "person", name=op.f("pk_engagements")),
    )


def _suggestions() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("mindset", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("workspace", "request", name=op.f("uq_suggestions_workspace_request")),
    )
    op.create_index(
        op.f("ix_suggestions_workspace_framework_state"), "suggestions", ["workspace", "framework", "state"]
    )
