"""Reports: somebody asks the admins, privately, to look at a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.db import find_one, insert_once
from rituals.ids import PersonId, ReportId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories.acts.telling import take_down
from rituals.stories.records import tables as records
from rituals.stories.records.shape import seen
from rituals.stories.records.tables import Report
from rituals.stories.rules.kinds import REPORT_NOTE
from rituals.stories.rules.story import Told


class Judgement(StrEnum):
    """What an admin decided."""

    LEFT = "left"
    TAKEN_DOWN = "taken_down"


@dataclass(frozen=True, slots=True)
class Reported:
    """What an admin sees of a report. It doesn't say who made it; the story is None once it is gone."""

    id: ReportId
    reason: str
    answer: Judgement | None
    story: Told | None


def report(db: Session, scene: Scene, story: StoryId, reason: str, admins: Iterable[PersonId]) -> None:
    """Ask the admins to look at a story; the same person asks once for each story. Gone."""
    row = records.find(db, scene.workspace, story)
    about = {"story": row.id, "person": scene.person, "workspace": scene.workspace}
    if not insert_once(db, Report, about | {"reason": reason, "answer": None, "at": scene.now}):
        return
    made = db.scalars(select(Report).where(Report.story == row.id, Report.person == scene.person)).one()
    for admin in admins:
        posts.want(
            db, scene, REPORT_NOTE.once_key(made.id, admin), kind=REPORT_NOTE, subject=made.id, channel=admin
        )


def answer_report(db: Session, scene: Scene, report: ReportId, answer: Judgement) -> None:
    """An admin decides; the edge has checked that it is one. Gone."""
    row = _find(db, scene.workspace, report)
    if row.answer is None:
        row.answer = answer
        if answer is Judgement.TAKEN_DOWN:
            take_down(db, scene, StoryId(row.story), admin=True)
        db.flush()
    posts.touch_about(db, scene, REPORT_NOTE, row.id)


def reported(db: Session, workspace: WorkspaceId, report: ReportId) -> Reported:
    """What an admin sees of the report now. Gone."""
    row = _find(db, workspace, report)
    story = records.any_of(db, workspace, StoryId(row.story))
    shown = seen(db, workspace, [story], None)[0] if story.standing else None
    return Reported(ReportId(row.id), row.reason, Judgement(row.answer) if row.answer else None, shown)


def waiting(db: Session, scene: Scene, count: int) -> list[Reported]:
    """What was reported and nobody has decided on, the oldest first; not of stories that are gone."""
    open_ones = Report.workspace == scene.workspace, Report.answer.is_(None), records.Story.standing
    query = select(Report, records.Story).join(records.Story, records.Story.id == Report.story)
    rows = db.execute(query.where(*open_ones).order_by(Report.id).limit(count)).all()
    shown = seen(db, scene.workspace, [story for _, story in rows], None)
    return [
        Reported(ReportId(row.id), row.reason, None, told) for (row, _), told in zip(rows, shown, strict=True)
    ]


def _find(db: Session, workspace: WorkspaceId, report: ReportId) -> Report:
    query = select(Report).where(Report.id == report, Report.workspace == workspace)
    return find_one(db, query.with_for_update())
