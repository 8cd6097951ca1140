"""Digests that were posted: the time they look back on, and what they name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import DigestId, ScheduleId, WorkspaceId


class DigestRow(Base):
    """One digest in a channel, from `since` on and before `until`.

    `moments`, `saves` and `lessons` are the ids of the stories that it names, `answers` those of the answers.
    Their words are read when it's shown, so that it loses them when they're gone. It was `planned` by its
    schedule, or a person asked for it.
    """

    __tablename__ = "digests"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    schedule: Mapped[int] = mapped_column(RowId)
    planned: Mapped[bool]
    since: Mapped[datetime]
    until: Mapped[datetime]
    moments: Mapped[list[int]] = mapped_column(JSON)
    saves: Mapped[list[int]] = mapped_column(JSON)
    answers: Mapped[list[int]] = mapped_column(JSON)
    lessons: Mapped[list[int]] = mapped_column(JSON)
    once_key: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "once_key"), Index(None, "schedule", "until"))


def find(db: Session, workspace: WorkspaceId, digest: DigestId) -> DigestRow:
    """The digest; Gone if this workspace has none of that id."""
    query = select(DigestRow).where(DigestRow.id == digest, DigestRow.workspace == workspace)
    return find_one(db, query)


def by_once_key(db: Session, workspace: WorkspaceId, once_key: str) -> DigestRow:
    """The digest that a once_key stands for."""
    query = select(DigestRow).where(DigestRow.workspace == workspace, DigestRow.once_key == once_key)
    return db.scalars(query).one()


def last_until(db: Session, workspace: WorkspaceId, schedule: ScheduleId) -> datetime | None:
    """Where the last planned digest of a schedule ended."""
    mine = DigestRow.workspace == workspace, DigestRow.schedule == schedule, DigestRow.planned
    return db.scalars(select(DigestRow.until).where(*mine).order_by(DigestRow.until.desc()).limit(1)).first()


def posted_since(db: Session, workspace: WorkspaceId, key: str, moment: datetime, until: datetime) -> bool:
    """Whether a digest whose once_key begins with `key` was drawn up later than `moment`, up to `until`."""
    begins = DigestRow.once_key.startswith(key, autoescape=True)
    query = select(DigestRow.id).where(DigestRow.workspace == workspace, begins, DigestRow.until > moment)
    query = query.where(DigestRow.until <= until)
    return db.scalars(query).first() is not None
