"""The table of schedules: which ritual recurs in which channel, and when it is due next."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import ChannelId, ScheduleId, WorkspaceId
from rituals.schedules.rules import Plan


class Schedule(Base):
    """One ritual of one channel. `request` keeps a form that was sent twice from making two."""

    __tablename__ = "schedules"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    kind: Mapped[str]
    framework: Mapped[str]
    weekdays: Mapped[str]
    at: Mapped[time]
    zone: Mapped[str]
    owner: Mapped[str]
    request: Mapped[str]
    paused: Mapped[bool]
    next_on: Mapped[date]
    next_at: Mapped[datetime | None]
    made_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("workspace", "request"), Index(None, "workspace", "channel"))

    @property
    def plan(self) -> Plan:
        return Plan(frozenset(int(d) for d in self.weekdays), self.at, ZoneInfo(self.zone))


# A paused schedule has no next_at, so the search for due ones never meets it.
Index(
    "ix_schedules_next_at",
    Schedule.next_at,
    sqlite_where=Schedule.next_at.is_not(None),
    postgresql_where=Schedule.next_at.is_not(None),
)


def find(db: Session, workspace: WorkspaceId, schedule: ScheduleId) -> Schedule:
    """The schedule, locked; Gone if this workspace has none of that id."""
    query = select(Schedule).where(Schedule.id == schedule, Schedule.workspace == workspace)
    row = db.scalars(query.with_for_update()).first()
    if row is None:
        raise Gone
    return row


def of_workspace(db: Session, workspace: WorkspaceId) -> list[Schedule]:
    """All schedules of a workspace, the oldest first."""
    return list(db.scalars(select(Schedule).where(Schedule.workspace == workspace).order_by(Schedule.id)))


def framework_of(db: Session, workspace: WorkspaceId, channel: ChannelId) -> str | None:
    """The framework of the channel's first ritual; None where the channel has none."""
    query = select(Schedule.framework).where(Schedule.workspace == workspace, Schedule.channel == channel)
    return db.scalars(query.order_by(Schedule.id)).first()


def due(db: Session, now: datetime, limit: int) -> list[Schedule]:
    """Schedules whose moment has come, passing over those that another process has in hand."""
    query = select(Schedule).where(Schedule.next_at <= now).order_by(Schedule.next_at).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))
