"""Answers in digests: those that most people cheered, if their authors allow it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rituals import experiments, posts
from rituals.answers import records
from rituals.answers.records import AnswerCheer, AnswerRow
from rituals.answers.rules import REPLY, Quoted
from rituals.catalog import Catalog
from rituals.errors import RitualError
from rituals.ids import AnswerId, DrawId, PersonId, WorkspaceId
from rituals.scene import Scene


def most_cheered(
    db: Session, workspace: WorkspaceId, since: datetime, until: datetime, count: int
) -> list[AnswerId]:
    """The answers of that time that most people cheered, then the newest.

    Only those whose authors let a digest show them, and none without a cheer.
    """
    then = AnswerRow.workspace == workspace, AnswerRow.given_at >= since, AnswerRow.given_at < until
    may = AnswerRow.quotable, AnswerRow.reply.is_not(None)
    query = select(AnswerRow.id).join(AnswerCheer, AnswerCheer.answer == AnswerRow.id).where(*then, *may)
    order = func.count().desc(), AnswerRow.id.desc()
    found = db.scalars(query.group_by(AnswerRow.id).order_by(*order).limit(count))
    return [AnswerId(answer) for answer in found]


def quoted(
    db: Session, workspace: WorkspaceId, catalog: Catalog, answers: Sequence[AnswerId]
) -> tuple[Quoted, ...]:
    """Those that are still there and may still be shown, in the order in which they were asked for."""
    there = AnswerRow.workspace == workspace, AnswerRow.id.in_(answers), AnswerRow.quotable
    rows = {row.id: row for row in db.scalars(select(AnswerRow).where(*there))}
    found = (_quoted(db, workspace, catalog, rows[each]) for each in answers if each in rows)
    return tuple(each for each in found if each is not None)


def keep_fresh(db: Session, scene: Scene, digest: str, answers: Iterable[AnswerId]) -> None:
    """The message of that key shows these answers: when one changes, it's brought up to date. Gone."""
    for answer in sorted(set(answers)):
        row = records.find(db, scene.workspace, answer)
        row.digests = [*row.digests, digest]


def _quoted(db: Session, workspace: WorkspaceId, catalog: Catalog, row: AnswerRow) -> Quoted | None:
    # The pack of its question may have been taken away since.
    with suppress(RitualError):
        asked = experiments.drawn(db, workspace, DrawId(row.draw), catalog)
        key = REPLY.once_key(row.reply or 0)
        place = posts.places(db, workspace, [key]).get(key)
        return Quoted(row.text, asked.question, PersonId(row.person), place)
    return None
