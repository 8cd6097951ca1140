"""Setting up rituals, holding them, and claiming those whose moment has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.errors import NoDays, UnknownZone
from rituals.ids import ChannelId, PersonId, ScheduleId, WorkspaceId
from rituals.scene import Scene
from rituals.schedules import records
from rituals.schedules.records import Schedule
from rituals.schedules.rules import GRACE, Plan, latest_occurrence, next_occurrence

THOUGHT_EXPERIMENT = "thought_experiment"


@dataclass(frozen=True, slots=True)
class Ritual:
    """A schedule as people see it. `next_at` is None while it is paused."""

    id: ScheduleId
    channel: ChannelId
    kind: str
    framework: str
    weekdays: tuple[int, ...]
    at: time
    zone: str
    owner: PersonId
    paused: bool
    next_on: date
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """An occurrence to be posted: `planned` is its moment, which may be up to GRACE ago."""

    schedule: ScheduleId
    workspace: WorkspaceId
    channel: ChannelId
    kind: str
    framework: str
    on: date
    planned: datetime


def set_up(
    db: Session,
    scene: Scene,
    *,
    channel: ChannelId,
    framework: str,
    weekdays: Iterable[int],
    at: time,
    zone: str,
    request: str,
    kind: str = THOUGHT_EXPERIMENT,
) -> Ritual:
    """A new ritual. The same `request` again gives the one that was made. UnknownZone, NoDays."""
    plan = Plan(frozenset(weekdays), at, _zone(zone))
    if not plan.weekdays:
        raise NoDays
    coming = next_occurrence(plan, scene.now)
    values = {
        "workspace": scene.workspace,
        "channel": channel,
        "kind": kind,
        "framework": framework,
        "weekdays": "".join(str(day) for day in sorted(plan.weekdays)),
        "at": at,
        "zone": zone,
        "owner": scene.person,
        "request": request,
        "paused": False,
        "next_on": coming.on,
        "next_at": coming.moment,
        "made_at": scene.now,
    }
    insert_once(db, Schedule, values)
    made = select(Schedule).where(Schedule.workspace == scene.workspace, Schedule.request == request)
    return _ritual(db.scalars(made).one())


def rituals(db: Session, scene: Scene) -> list[Ritual]:
    """Every ritual of the workspace, the oldest first."""
    return [_ritual(row) for row in records.of_workspace(db, scene.workspace)]


def ritual(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """One ritual; Gone if it was removed."""
    return _ritual(records.find(db, scene.workspace, schedule))


def pause(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """Nothing is posted until it is resumed."""
    row = records.find(db, scene.workspace, schedule)
    row.paused, row.next_at = True, None
    return _ritual(row)


def resume(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """It goes on with the next occurrence from now."""
    row = records.find(db, scene.workspace, schedule)
    if row.paused:
        row.paused = False
        _move_on(row, scene.now)
    return _ritual(row)


def skip_next(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """The coming occurrence is left out; the one after it is next."""
    row = records.find(db, scene.workspace, schedule)
    if row.next_at is not None:
        _move_on(row, max(row.next_at, scene.now))
    return _ritual(row)


def remove(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """The ritual ends. What it has posted stays."""
    row = records.find(db, scene.workspace, schedule)
    gone = _ritual(row)
    db.delete(row)
    return gone


def claim_due(db: Session, now: datetime, limit: int) -> list[Due]:
    """Move due schedules to their next occurrence, and give those whose moment is within GRACE.

    However long nothing ran, a schedule gives at most one: the latest, if it is recent enough.
    """
    claimed = []
    for row in records.due(db, now, limit):
        latest = latest_occurrence(row.plan, now)
        assert row.next_at is not None
        if latest.moment >= row.next_at and now - latest.moment <= GRACE:
            claimed.append(_due(row, latest.on, latest.moment))
        _move_on(row, now)
    return claimed


def _move_on(row: Schedule, after: datetime) -> None:
    coming = next_occurrence(row.plan, after)
    row.next_on, row.next_at = coming.on, coming.moment


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise UnknownZone(name) from unknown


def _due(row: Schedule, on: date, planned: datetime) -> Due:
    return Due(
        schedule=ScheduleId(row.id),
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        kind=row.kind,
        framework=row.framework,
        on=on,
        planned=planned,
    )


def _ritual(row: Schedule) -> Ritual:
    return Ritual(
        id=ScheduleId(row.id),
        channel=ChannelId(row.channel),
        kind=row.kind,
        framework=row.framework,
        weekdays=tuple(int(day) for day in row.weekdays),
        at=row.at,
        zone=row.zone,
        owner=PersonId(row.owner),
        paused=row.paused,
        next_on=row.next_on,
        next_at=row.next_at,
    )
