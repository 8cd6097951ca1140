"""Forgetting a person: their practice ends, and rituals that they own have no owner."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from rituals.scene import NOBODY, Scene
from rituals.schedules.acts.telling import forget_changes
from rituals.schedules.records.tables import DayOff, Schedule


def forget(db: Session, scene: Scene) -> None:
    """The rituals of channels go on."""
    here = Schedule.workspace == scene.workspace
    db.execute(delete(Schedule).where(here, Schedule.personal, Schedule.channel == scene.person))
    for column in (Schedule.owner, Schedule.changed_by):
        db.execute(update(Schedule).where(here, column == scene.person).values({column: NOBODY}))
    forget_changes(db, scene)
    days = DayOff.workspace == scene.workspace, DayOff.by == scene.person
    db.execute(update(DayOff).where(*days).values(by=NOBODY))
