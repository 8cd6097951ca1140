"""The table of what came in from Slack and still has work to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, bindparam, delete, select, tuple_, update
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


# Built once: that takes longer than to execute them.
_ENTRIES = Entry.metadata.tables[Entry.__tablename__]
_c = _ENTRIES.c
_DUE = (
    select(_c.id)
    .where(_c.due_at <= bindparam("now"))
    .order_by(_c.due_at, _c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    # Looked for once: PostgreSQL might look for what it has locked again with each row.
    .cte("due")
)
_TAKE = (
    update(_ENTRIES)
    .where(_c.id.in_(select(_DUE.c.id)))
    .values(due_at=bindparam("until"), claimed_by=bindparam("by"), attempts=_c.attempts + 1)
    .returning(_c.id, _c.workspace, _c.person, _c.body, _c.attempts, _c.repeats)
)
_DONE = (
    delete(_ENTRIES).where(tuple_(_c.id, _c.repeats).in_(bindparam("these", expanding=True))).returning(_c.id)
)


def take(db: Session, now: datetime, limit: int, *, until: datetime, by: str) -> list[KeptRequest]:
    """The oldest entries whose turn it is, claimed. Those in the hands of another process are passed over."""
    db.flush()
    taken = db.execute(_TAKE, {"now": now, "most": limit, "until": until, "by": by})
    return sorted((KeptRequest(*row) for row in taken), key=lambda each: each.id)


def erase(db: Session, repeats: Mapping[int, int]) -> set[int]:
    """Erase those entries that came as many times as that; which ones they were."""
    db.flush()
    return set(db.scalars(_DONE, {"these": sorted(repeats.items())}))


def by_key(db: Session, workspace: str, once_key: str) -> Entry | None:
    """The entry that a once_key stands for, locked against others."""
    query = select(Entry).where(Entry.workspace == workspace, Entry.once_key == once_key)
    return db.scalars(query.with_for_update()).first()
