"""The table of desired messages, and the one of messages for admins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.ids import PersonId, ScheduleId, WorkspaceId
from rituals.posts.rules import Errand, State
from rituals.scene import NOBODY

UNSENT = (State.WAITING, State.GONE)


class Post(Base):
    """One message that Slack should (or should no longer) show.

    It belongs into the thread of the post `thread_of`, or of somebody's message `thread_ts`, or into none.
    `text_mark` is of the `text` that Slack has beside the blocks; None while nobody knows which that is.
    One of a `ritual` was planned for a moment, and isn't posted later than `fresh_until`. `asked_by` is
    the person whose act it follows from, and hears if it can't be posted; "" for the clock.
    """

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    once_key: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[int] = mapped_column(RowId)
    channel: Mapped[str]
    thread_of: Mapped[str | None]
    thread_ts: Mapped[str | None]
    key: Mapped[str]
    state: Mapped[str]
    wanted: Mapped[bool]
    wanted_version: Mapped[int]
    shown_version: Mapped[int]
    ts: Mapped[str | None]
    shown_in: Mapped[str | None]
    wanted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    attempts: Mapped[int]
    error: Mapped[str | None]
    text_mark: Mapped[str | None]
    ritual: Mapped[int | None] = mapped_column(RowId)
    planned_at: Mapped[datetime | None]
    fresh_until: Mapped[datetime | None]
    asked_by: Mapped[str] = mapped_column(default=NOBODY)

    __table_args__ = (
        UniqueConstraint("workspace", "once_key"),
        Index(None, "workspace", "kind", "subject"),
    )

    @property
    def behind(self) -> bool:
        return self.shown_version < self.wanted_version


# Only rows with work to do are in them, so looking for work costs the same whatever was posted before: the
# rows in the order of their turn, and for each whether its channel has an earlier one.
_HAS_WORK = Post.due_at.is_not(None)
Index(None, Post.due_at, Post.id, sqlite_where=_HAS_WORK, postgresql_where=_HAS_WORK)
Index(None, Post.workspace, Post.channel, Post.id, sqlite_where=_HAS_WORK, postgresql_where=_HAS_WORK)
_PERISHABLE = and_(_HAS_WORK, Post.fresh_until.is_not(None))
Index("ix_posts_fresh_until", Post.fresh_until, sqlite_where=_PERISHABLE, postgresql_where=_PERISHABLE)


class AdminNote(Base):
    """A message for every admin of the workspace; it is handed out once it is known who they are."""

    __tablename__ = "admin_notes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    once_key: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[int] = mapped_column(RowId)
    wanted_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("workspace", "once_key"),)


NOT_HANDED = AdminNote.handed_at.is_(None)
Index("ix_admin_notes_wanted_at", AdminNote.wanted_at, sqlite_where=NOT_HANDED, postgresql_where=NOT_HANDED)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A post that this process alone may handle until its lease runs out."""

    id: int
    workspace: str
    kind: str
    subject: int
    channel: str
    key: str
    errand: Errand
    version: int
    ts: str | None
    sent_at: datetime | None
    since: datetime
    planned: datetime | None = None
    thread: str | None = None
    text_mark: str | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A post of a ritual that couldn't be sent while it was fresh. `asked_by`: who had asked for it then."""

    workspace: WorkspaceId
    kind: str
    subject: int
    ritual: ScheduleId
    planned: datetime
    asked_by: PersonId
