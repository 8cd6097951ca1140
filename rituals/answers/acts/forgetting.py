"""Forgetting a person: their answers, their cheers, and their name in what others answered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, false, or_, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.answers.acts.answering import changed, erase
from rituals.answers.records import AnswerCheer, AnswerRow
from rituals.answers.rules import REPLY
from rituals.experiments.records import Draw
from rituals.scene import Scene
from rituals.workspaces import unnamed


def forget(db: Session, scene: Scene, names: Sequence[str]) -> None:
    """The person's answers are erased, in Slack too; others' lose the `names` by which they're called."""
    _erase_theirs(db, scene)
    _erase_cheers(db, scene)
    here = AnswerRow.workspace == scene.workspace
    naming = or_(false(), *(AnswerRow.text.icontains(name, autoescape=True) for name in names))
    for row in db.scalars(select(AnswerRow).where(here, naming).order_by(AnswerRow.id)).all():
        row.text = unnamed(row.text, names)
        changed(db, scene, row)


def _erase_theirs(db: Session, scene: Scene) -> None:
    theirs = AnswerRow.workspace == scene.workspace, AnswerRow.person == scene.person
    cards = select(Draw.once_key).where(Draw.id.in_(select(AnswerRow.draw).where(*theirs)))
    for card in db.scalars(cards.order_by(Draw.id).with_for_update()).all():
        posts.touch(db, scene, card)
    for row in db.scalars(select(AnswerRow).where(*theirs).order_by(AnswerRow.id)).all():
        erase(db, scene, row)


def _erase_cheers(db: Session, scene: Scene) -> None:
    theirs = AnswerCheer.workspace == scene.workspace, AnswerCheer.person == scene.person
    cheered = select(AnswerRow.reply).where(AnswerRow.id.in_(select(AnswerCheer.answer).where(*theirs)))
    for reply in sorted({reply for reply in db.scalars(cheered) if reply is not None}):
        posts.touch(db, scene, REPLY.once_key(reply))
    db.execute(delete(AnswerCheer).where(*theirs))
