"""Private messages about a story: what they show changes with it, and they go when it does."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.scene import Scene
from rituals.stories.records.tables import Report, Story
from rituals.stories.rules.kinds import AUTHOR_NOTE, CREDIT_NOTE, REPORT_NOTE, THANKS_ASK, WHY_ASK

NOTES = (WHY_ASK, AUTHOR_NOTE, CREDIT_NOTE, THANKS_ASK)


def refresh(db: Session, scene: Scene, story: Story) -> None:
    """Private notes about the story are brought up to date."""
    for kind in NOTES:
        posts.touch_about(db, scene, kind, story.id)
    _touch_reports(db, scene, story)


def drop(db: Session, scene: Scene, story: Story) -> None:
    """The story has left the feed: nobody is asked about it any more, and admins see that it is gone."""
    for kind in NOTES:
        posts.unwant_about(db, scene, kind, story.id)
    _touch_reports(db, scene, story)


def unreport(db: Session, scene: Scene, *which: ColumnElement[bool]) -> None:
    """Erase the reports for which that is true, and what the admins were written about them."""
    for report in db.scalars(select(Report.id).where(*which).order_by(Report.id)).all():
        posts.unwant_about(db, scene, REPORT_NOTE, report)
    db.execute(delete(Report).where(*which))


def _touch_reports(db: Session, scene: Scene, story: Story) -> None:
    for report in db.scalars(select(Report.id).where(Report.story == story.id).order_by(Report.id)).all():
        posts.touch_about(db, scene, REPORT_NOTE, report)
