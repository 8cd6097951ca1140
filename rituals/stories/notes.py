"""Private messages about stories: what becomes of them when the story goes."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.scene import Scene
from rituals.stories.records import Report, Story

THANKS_ASK = "thanks_ask"
REPORT_NOTE = "report_note"
# They go when the story does.
NOTES = ("why_ask", "author_note", THANKS_ASK)


def take_back(db: Session, scene: Scene, story: Story) -> None:
    """The story does not stand any more: nobody is asked about it, and what admins read of it says so."""
    for kind in NOTES:
        posts.unwant_about(db, scene, kind, story.id)
    _touch_reports(db, scene, story)


def touch_notes(db: Session, scene: Scene, story: Story) -> None:
    """What they quote of the story has changed."""
    for kind in NOTES:
        posts.touch_about(db, scene, kind, story.id)
    _touch_reports(db, scene, story)


def drop_reports(db: Session, scene: Scene, *which: ColumnElement[bool]) -> None:
    """Erase reports, and with them what admins read of the story and of the reason."""
    for report in db.scalars(select(Report.id).where(*which).order_by(Report.id)).all():
        posts.unwant_about(db, scene, REPORT_NOTE, report)
    db.execute(delete(Report).where(*which))


def _touch_reports(db: Session, scene: Scene, story: Story) -> None:
    for report in db.scalars(select(Report.id).where(Report.story == story.id).order_by(Report.id)):
        posts.touch_about(db, scene, REPORT_NOTE, report)
