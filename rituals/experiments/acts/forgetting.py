"""Forgetting a person: what they were shown, what they engaged with, what they suggested."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from rituals import posts, suggestions
from rituals.experiments.records import Draw, Engagement
from rituals.experiments.rules.kinds import CARD
from rituals.scene import Scene


def forget(db: Session, scene: Scene) -> None:
    """Their practice and their engagement are erased, and cards with words of theirs are taken down."""
    here = Draw.workspace == scene.workspace
    theirs = suggestions.keys_of(db, scene)
    for draw in db.scalars(select(Draw.id).where(here, Draw.experiment.in_(theirs))).all():
        posts.unwant_about(db, scene, CARD, draw)
    db.execute(delete(Draw).where(here, Draw.channel == scene.person))
    posted = here, Draw.by == scene.person
    for draw in db.scalars(select(Draw.id).where(*posted).order_by(Draw.id)).all():
        posts.touch_about(db, scene, CARD, draw)
    db.execute(update(Draw).where(*posted).values(by=None))
    engaged = Engagement.workspace == scene.workspace, Engagement.person == scene.person
    db.execute(delete(Engagement).where(*engaged))


def refresh(db: Session, scene: Scene, experiments: Sequence[str]) -> None:
    """The words of these experiments have changed: their cards should show the newest."""
    shown = Draw.workspace == scene.workspace, Draw.experiment.in_(experiments)
    for draw in db.scalars(select(Draw.id).where(*shown).order_by(Draw.id)).all():
        posts.touch_about(db, scene, CARD, draw)
