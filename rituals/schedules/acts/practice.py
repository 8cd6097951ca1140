"""Personal practice: the experiment by direct message, at a person's own local time."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals.ids import ChannelId, ScheduleId
from rituals.scene import Scene
from rituals.schedules.acts import planning as acts
from rituals.schedules.records import tables as records
from rituals.schedules.records.values import Ritual, Wishes, view

WORKING_DAYS = frozenset(range(5))


def practise(
    db: Session, scene: Scene, framework: str, at: time, zone: str, until: date | None = None
) -> Ritual:
    """The person has the experiment every working day at `at`, whatever they had before.

    From now on, or, snoozed, from the local date `until`.
    """
    wishes = Wishes(ChannelId(scene.person), framework, WORKING_DAYS, at, zone, personal=True)
    row = records.practice_of(db, scene.workspace, scene.person)
    if row is None:
        mine = acts.set_up(db, scene, wishes, f"practice:{scene.person}")
    else:
        mine = acts.change(db, scene, ScheduleId(row.id), wishes)
    return acts.pause(db, scene, mine.id, until) if until else acts.resume(db, scene, mine.id)


def practice(db: Session, scene: Scene) -> Ritual | None:
    """The person's own practice; None if they have none."""
    row = records.practice_of(db, scene.workspace, scene.person)
    return None if row is None else view(db, row)


def stop(db: Session, scene: Scene) -> None:
    """The practice ends."""
    row = records.practice_of(db, scene.workspace, scene.person)
    if row is not None:
        db.delete(row)


def travel(db: Session, scene: Scene, zone: ZoneInfo) -> None:
    """The person is in another zone now: nine o'clock is nine there."""
    row = records.practice_of(db, scene.workspace, scene.person)
    if row is None or row.zone == zone.key:
        return
    row.zone = zone.key
    acts.re_aim(db, row, scene.now)
