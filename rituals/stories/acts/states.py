"""What becomes of a story: was the customer thanked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.errors import Gone, ThankedAlready
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories.acts.telling import changed
from rituals.stories.records import tables as records
from rituals.stories.records.tables import Story
from rituals.stories.rules.kinds import THANKS_ASK
from rituals.stories.rules.story import Kind
from rituals.words import is_blank


def thank(db: Session, scene: Scene, story: StoryId, thanked: str) -> None:
    """How the customer was thanked (mechanic 1), shown on the card from now on. ThankedAlready, Gone.

    Whoever thanked them may say so first; after that only the author and the people it credits change it. To
    say nothing changes nothing: the author removes it by editing the story.
    """
    row = _of_kind(db, scene, story, Kind.CUSTOMER_HELPED_US)
    if row.thanked and not records.is_theirs(db, row, scene.person):
        raise ThankedAlready
    if is_blank(thanked):
        return
    row.thanked, row.remind_at = thanked.strip(), None
    posts.unwant_about(db, scene, THANKS_ASK, row.id)
    changed(db, scene, row)


def remind_due(db: Session, now: datetime, limit: int) -> int:
    """Ask the authors of unthanked stories once, gently; how many there were."""
    query = select(Story).where(Story.remind_at <= now).order_by(Story.remind_at).limit(limit)
    due = list(db.scalars(query.with_for_update(skip_locked=True)))
    for story in due:
        story.remind_at = None
        scene = Scene(WorkspaceId(story.workspace), now)
        if story.standing and workspaces.wants_notes(db, scene.workspace, PersonId(story.teller)):
            key, whom = THANKS_ASK.once_key(story.id), story.teller
            posts.want(db, scene, key, kind=THANKS_ASK, subject=story.id, channel=whom)
    return len(due)


def _of_kind(db: Session, scene: Scene, story: StoryId, kind: Kind) -> Story:
    row = records.find(db, scene.workspace, story)
    if row.kind != kind:
        raise Gone
    return row
