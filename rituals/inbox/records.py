"""The table of what came in from Slack and still has work to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId


class Entry(Base):
    """One request of Slack's, as it came. It's gone as soon as its work is done.

    Without `due_at` nobody works on it: it waits until its person goes on with it.
    """

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    once_key: Mapped[str]
    person: Mapped[str]
    body: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    attempts: Mapped[int]
    repeats: Mapped[int]

    __table_args__ = (UniqueConstraint("workspace", "once_key"), Index(None, "workspace", "person"))


# Only rows with work to do are in it.
Index(
    "ix_inbox_due_at",
    Entry.due_at,
    sqlite_where=Entry.due_at.is_not(None),
    postgresql_where=Entry.due_at.is_not(None),
)


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """What came in, claimed by this process until its lease runs out. `repeats` counts equal ones."""

    id: int
    workspace: str
    person: str
    body: dict[str, Any]
    attempts: int
    repeats: int


def due(db: Session, now: datetime, limit: int) -> list[Entry]:
    """The oldest entries whose turn it is. Those that another process is claiming are passed over."""
    query = select(Entry).where(Entry.due_at <= now).order_by(Entry.due_at, Entry.id).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def by_key(db: Session, workspace: str, once_key: str) -> Entry | None:
    """The entry that a once_key stands for, locked against others."""
    query = select(Entry).where(Entry.workspace == workspace, Entry.once_key == once_key)
    return db.scalars(query.with_for_update()).first()
