"""When the rituals of a channel come, for a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from sqlalchemy.orm import Session

from rituals.ids import ChannelId, ScheduleId
from rituals.scene import Scene
from rituals.schedules.records import tables as records
from rituals.schedules.records.tables import Schedule
from rituals.schedules.records.values import off, planned
from rituals.schedules.rules.occurring import occurrences

AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One occurrence of a ritual: the local date by which it's known, and its moment.

    `changed_at` is when somebody last changed the ritual.
    """

    ritual: ScheduleId
    kind: str
    on: date
    at: datetime
    changed_at: datetime


def appointments(db: Session, scene: Scene, channel: ChannelId) -> list[Appointment]:
    """When the channel's rituals come in the next four months, and when each came last."""
    rows = [row for row in records.of_channel(db, scene.workspace, channel) if not row.personal]
    return sorted(
        (each for row in rows for each in _of(db, scene, row)), key=lambda each: (each.at, each.ritual)
    )


def _of(db: Session, scene: Scene, row: Schedule) -> Iterator[Appointment]:
    def on(day: date, moment: datetime) -> Appointment:
        return Appointment(ScheduleId(row.id), row.kind, day, moment, row.changed_at)

    # One that was skipped has no moment, and one that was missed didn't come.
    if row.past_on and row.past_at and row.past_at != row.missed_at:
        yield on(row.past_on, row.past_at)
    if row.next_on is None or row.next_at is None:
        return
    yield on(row.next_on, row.next_at)
    later = occurrences(row.plan, planned(row), off(db, row))
    for each in takewhile(lambda each: each.moment < scene.now + AHEAD, later):
        yield on(each.on, each.moment)
