"""The table of schedules: which ritual recurs in which channel, and when it is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import ChannelId, PersonId, ScheduleId, WorkspaceId
from rituals.scene import UTC_ZONE, Scene, zone_named
from rituals.schedules.rules.occurring import Plan, Rhythm


class Schedule(Base):
    """One ritual of one channel, or, if `personal`, of one person by direct message.

    `request` keeps a form that was sent twice from making two. `next_on` is the local date by which the
    next occurrence is known, `next_at` its moment, which is another one after it was `moved`. `past_on` is
    the last local date that is over: posted, missed or skipped; `past_at` is when it fell due, unless it was
    skipped. `missed_at` is when the last one was planned that came too late. `held` says why the ritual has
    paused itself.
    `asks` is the setup of the poll that it repeats, `holidays` are the places on whose holidays it rests,
    with commas between them. `skips` has `past_on` and `past_at` as they were before each skip, so that one
    can be undone; `passed` is what somebody would rather not have next. Both last until the next occurrence.
    """

    __tablename__ = "schedules"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    personal: Mapped[bool]
    kind: Mapped[str]
    framework: Mapped[str]
    weekdays: Mapped[str]
    rhythm: Mapped[str]
    at: Mapped[time]
    zone: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    holidays: Mapped[str] = mapped_column(default="")
    grace: Mapped[int]
    game_plan_after: Mapped[int | None]
    together: Mapped[int | None]
    asks: Mapped[dict[str, Any] | None]
    open: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str]
    request: Mapped[str]
    paused: Mapped[bool]
    paused_until: Mapped[date | None]
    held: Mapped[str | None]
    moved: Mapped[bool]
    past_on: Mapped[date | None]
    past_at: Mapped[datetime | None]
    skips: Mapped[list[str]] = mapped_column(default=list)
    passed: Mapped[list[str]] = mapped_column(default=list)
    missed_at: Mapped[datetime | None]
    next_on: Mapped[date | None]
    next_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    change: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("workspace", "request"), Index(None, "workspace", "channel"))

    @property
    def plan(self) -> Plan:
        days = frozenset(int(day) for day in self.weekdays)
        rhythm = Rhythm(self.rhythm)
        # Other zone rules than when it was set up must not stop the beat for all rituals.
        zone = zone_named(self.zone) or UTC_ZONE
        return Plan(days, self.at, zone, rhythm, self.starts_on, self.ends_on)


# A paused schedule has no next_at, so the search for due ones never meets it.
Index(
    "ix_schedules_next_at",
    Schedule.next_at,
    sqlite_where=Schedule.next_at.is_not(None),
    postgresql_where=Schedule.next_at.is_not(None),
)


# For the one question whether any fell due later than now.
Index("ix_schedules_past_at", Schedule.past_at)


class DayOff(Base):
    """A range of dates, both ends included, on which a channel has no rituals."""

    __tablename__ = "days_off"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    by: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "channel", "first", "last"),)


def find(db: Session, workspace: WorkspaceId, schedule: ScheduleId) -> Schedule:
    """The schedule, locked; Gone if this workspace has none of that id."""
    query = select(Schedule).where(Schedule.id == schedule, Schedule.workspace == workspace)
    return find_one(db, query.with_for_update())


def of_workspace(db: Session, workspace: WorkspaceId) -> list[Schedule]:
    """All rituals of a workspace's channels, the oldest first."""
    query = select(Schedule).where(Schedule.workspace == workspace, ~Schedule.personal)
    return list(db.scalars(query.order_by(Schedule.id)))


def of_channel(db: Session, workspace: WorkspaceId, channel: ChannelId) -> list[Schedule]:
    """The rituals of one channel, locked."""
    query = select(Schedule).where(Schedule.workspace == workspace, Schedule.channel == channel)
    return list(db.scalars(query.order_by(Schedule.id).with_for_update()))


def practice_of(db: Session, workspace: WorkspaceId, person: PersonId) -> Schedule | None:
    """A person's own practice, locked; None if they have none."""
    query = select(Schedule).where(
        Schedule.workspace == workspace, Schedule.channel == person, Schedule.personal
    )
    return db.scalars(query.with_for_update()).first()


def framework_of(db: Session, workspace: WorkspaceId, channel: ChannelId) -> str | None:
    """The framework of the channel's first ritual; None where the channel has none."""
    query = select(Schedule.framework).where(Schedule.workspace == workspace, Schedule.channel == channel)
    return db.scalars(query.order_by(Schedule.id)).first()


def any_in(db: Session, workspace: WorkspaceId) -> bool:
    """Whether any channel of the workspace has a ritual."""
    query = select(Schedule.id).where(Schedule.workspace == workspace, ~Schedule.personal)
    return db.scalars(query.limit(1)).first() is not None


def usual_zone(db: Session, scene: Scene) -> ZoneInfo:
    """The zone of most rituals of the workspace's channels; UTC while there are none."""
    query = select(Schedule.zone).where(Schedule.workspace == scene.workspace, ~Schedule.personal)
    most = query.group_by(Schedule.zone).order_by(func.count().desc(), Schedule.zone)
    return next((zone for zone in map(zone_named, db.scalars(most)) if zone), UTC_ZONE)


def days_off(db: Session, workspace: WorkspaceId, channel: ChannelId) -> list[tuple[date, date]]:
    """The channel's own days off, as first and last date, in their order."""
    query = select(DayOff.first, DayOff.last).where(DayOff.workspace == workspace, DayOff.channel == channel)
    return [(first, last) for first, last in db.execute(query.order_by(DayOff.first, DayOff.last))]


@dataclass(frozen=True, slots=True)
class Rest:
    """A range of days off of a channel, both ends included, and who set it."""

    channel: ChannelId
    first: date
    last: date
    by: PersonId


def rests(db: Session, workspace: WorkspaceId, since: date) -> list[Rest]:
    """All days off of the workspace's channels that aren't over on `since`, the next ones first."""
    query = select(DayOff).where(DayOff.workspace == workspace, DayOff.last >= since)
    return [
        Rest(ChannelId(row.channel), row.first, row.last, PersonId(row.by))
        for row in db.scalars(query.order_by(DayOff.first, DayOff.last, DayOff.id))
    ]


def misdated(db: Session, now: datetime) -> list[Schedule]:
    """Schedules that fell due by a clock that was ahead, and has been put right since."""
    query = select(Schedule).where(Schedule.past_at > now).order_by(Schedule.id)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def due(db: Session, now: datetime, limit: int) -> list[Schedule]:
    """Schedules whose moment has come, passing over those that another process has in hand."""
    query = select(Schedule).where(Schedule.next_at <= now).order_by(Schedule.next_at).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))
