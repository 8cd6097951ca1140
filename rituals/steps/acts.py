"""Writing down how a step ended, before Slack hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.scene import Scene
from rituals.steps.records import Step

# Slack sends an event again for an hour at most.
REMEMBERED = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a step ended: well, or with `error`, a sentence for the person who runs the workflow."""

    error: str | None


def end(db: Session, scene: Scene, execution: str, error: str | None) -> Ended:
    """The step ended so, unless it had ended before: how it ended first."""
    values = {"workspace": scene.workspace, "execution": execution, "error": error, "ended_at": scene.now}
    if insert_once(db, Step, values):
        return Ended(error)
    first = ended(db, scene, execution)
    assert first is not None
    return first


def ended(db: Session, scene: Scene, execution: str) -> Ended | None:
    """How the step ended; None if it hasn't."""
    query = select(Step).where(Step.workspace == scene.workspace, Step.execution == execution)
    row = db.scalars(query).first()
    return Ended(row.error) if row else None


def purge(db: Session, now: datetime) -> None:
    """Forget the steps that nobody asks about any more."""
    db.execute(delete(Step).where(Step.ended_at < now - REMEMBERED))
