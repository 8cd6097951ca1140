"""Drafts: what somebody has begun to write comes back when they open the form again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.scene import Scene
from rituals.stories.records.tables import Story, StoryDraft
from rituals.stories.rules.story import DRAFT_KEPT


def keep_draft(db: Session, scene: Scene, written: dict[str, Any], request: str) -> None:
    """This is what the person has written so far, in place of what there was.

    Nothing is kept if the story of that `request` has been told: the last words typed may come late.
    """
    told = Story.workspace == scene.workspace, Story.request == request
    if db.scalars(select(Story.id).where(*told)).first() is not None:
        return
    key = {"workspace": scene.workspace, "person": scene.person}
    if not insert_once(db, StoryDraft, key | {"written": written, "at": scene.now}):
        row = db.get_one(StoryDraft, (scene.workspace, scene.person), with_for_update=True)
        row.written, row.at = written, scene.now


def draft(db: Session, scene: Scene) -> dict[str, Any] | None:
    """What the person has written so far, if anything."""
    row = db.get(StoryDraft, (scene.workspace, scene.person))
    return dict(row.written) if row else None


def drop_draft(db: Session, scene: Scene) -> None:
    """The person doesn't want it any more."""
    db.execute(
        delete(StoryDraft).where(StoryDraft.workspace == scene.workspace, StoryDraft.person == scene.person)
    )


def purge_drafts(db: Session, now: datetime) -> None:
    """Drafts that nobody came back for are erased."""
    db.execute(delete(StoryDraft).where(StoryDraft.at < now - DRAFT_KEPT))
