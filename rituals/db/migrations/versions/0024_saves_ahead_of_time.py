"""Saves that are planned in a look-ahead: with an owner and a date from the start, and reminders."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from rituals.db.base import RowId, UtcDateTime

revision = "0024"
down_revision = "0023"

COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("remedy", sa.String(), nullable=True),
    sa.Column("dropped_at", UtcDateTime(), nullable=True),
    sa.Column("carried_from", sa.Date(), nullable=True),
    sa.Column("nudge_at", UtcDateTime(), nullable=True),
    sa.Column("nudged", sa.String(), nullable=True),
    sa.Column("draw", RowId, nullable=True),
)
# So long ago that the next beat finds out when they are to be reminded.
AT_ONCE = datetime(2026, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("stories", column)
    for name in ("nudge_at", "draw", "owner"):
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_stories_{name}", "stories", [name], sqlite_where=there, postgresql_where=there)
    op.create_index(op.f("ix_story_showings_workspace_once_key"), "story_showings", ["workspace", "once_key"])
    _remind_of_what_is_due()


def _remind_of_what_is_due() -> None:
    """Open saves with a day to come. Of those whose day is over nobody hears all at once."""
    names = ("kind", "standing", "due_on", "done_at", "nudge_at")
    stories = sa.table(
        "stories", *(sa.column(name) for name in names[:-1]), sa.column("nudge_at", UtcDateTime())
    )
    coming = stories.c.due_on >= sa.func.current_date()
    open_save = (
        stories.c.kind == "proactive_save",
        stories.c.standing == sa.true(),
        stories.c.done_at.is_(None),
    )
    op.execute(stories.update().where(*open_save, coming).values(nudge_at=AT_ONCE))
