"""Polls that somebody has begun: kept in a direct message with the bot until they are started or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.db import insert_once
from rituals.errors import Gone, NotYourPoll
from rituals.ids import PersonId, PollDraftId, PollId, WorkspaceId
from rituals.polls import records
from rituals.polls.acts.polling import Place, open_poll
from rituals.polls.records import PollDraft
from rituals.polls.rules.kinds import DRAFT_CARD
from rituals.polls.rules.tallying import DRAFT_KEPT, Setup
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has filled in so far, field by field."""

    id: PollDraftId
    person: PersonId
    written: Mapping[str, Any]


def keep_draft(
    db: Session, scene: Scene, written: dict[str, Any], request: str, known: PollDraftId | None = None
) -> None:
    """Keep this for the person, in place of the `known` draft if they go on with one. NotYourPoll, Gone."""
    if known is not None:
        row = _own(db, scene, known)
        row.written, row.at = written, scene.now
        posts.touch(db, scene, DRAFT_CARD.once_key(row.id))
        return
    about = {"workspace": scene.workspace, "person": scene.person, "request": request}
    insert_once(db, PollDraft, about | {"written": written, "at": scene.now})
    mine = PollDraft.workspace == scene.workspace, PollDraft.request == request
    row = db.scalars(select(PollDraft).where(*mine)).one()
    posts.want(db, scene, DRAFT_CARD.once_key(row.id), kind=DRAFT_CARD, subject=row.id, channel=scene.person)


def start(
    db: Session,
    scene: Scene,
    setup: Setup,
    place: Place,
    *,
    closes_at: datetime | None,
    key: bytes,
    request: str,
    known: PollDraftId | None = None,
) -> PollId:
    """Start a poll, as open_poll does, and drop the `known` draft that it was."""
    poll = open_poll(db, scene, setup, place, closes_at=closes_at, key=key, request=request)
    if known is not None:
        with suppress(Gone):
            drop_draft(db, scene, known)
    return poll


def draft(db: Session, workspace: WorkspaceId, known: PollDraftId) -> Draft:
    """What the draft says now. Gone."""
    row = records.draft(db, workspace, known)
    return Draft(PollDraftId(row.id), PersonId(row.person), dict(row.written))


def drafts(db: Session, scene: Scene, count: int) -> list[Draft]:
    """The person's own drafts, the newest first."""
    mine = PollDraft.workspace == scene.workspace, PollDraft.person == scene.person
    rows = db.scalars(select(PollDraft).where(*mine).order_by(PollDraft.at.desc()).limit(count))
    return [Draft(PollDraftId(row.id), PersonId(row.person), dict(row.written)) for row in rows]


def drop_draft(db: Session, scene: Scene, known: PollDraftId) -> None:
    """It was started, or is no longer wanted. NotYourPoll, Gone."""
    row = _own(db, scene, known)
    posts.unwant(db, scene, DRAFT_CARD.once_key(row.id))
    db.delete(row)


def purge_drafts(db: Session, now: datetime) -> None:
    """Drafts that nobody came back for are erased, and their messages go."""
    for row in db.scalars(select(PollDraft).where(PollDraft.at < now - DRAFT_KEPT)):
        posts.unwant(db, Scene(WorkspaceId(row.workspace), now), DRAFT_CARD.once_key(row.id))
        db.delete(row)


def forget_drafts(db: Session, scene: Scene) -> None:
    """None of the person's are kept."""
    mine = PollDraft.workspace == scene.workspace, PollDraft.person == scene.person
    db.execute(delete(PollDraft).where(*mine))


def _own(db: Session, scene: Scene, known: PollDraftId) -> PollDraft:
    row = records.draft(db, scene.workspace, known)
    if row.person != scene.person:
        raise NotYourPoll
    return row
