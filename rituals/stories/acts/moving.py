"""Choosing where stories live. Both channels say who has moved them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.db import find_one
from rituals.ids import ChannelId, FeedMoveId, PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene
from rituals.stories.acts.keeping import show
from rituals.stories.records import tables as records
from rituals.stories.records.tables import FeedMove
from rituals.stories.rules.kinds import MOVE_NOTE


@dataclass(frozen=True, slots=True)
class Moved:
    """The feed went from one channel to another. `by` is empty once that person is forgotten."""

    before: ChannelId
    after: ChannelId
    by: PersonId


def set_feed(db: Session, scene: Scene, channel: ChannelId) -> int:
    """Stories go to `channel` from now on; the number of waiting ones that are told there now.

    Where there was another feed before, both channels say who has moved it.
    """
    before = workspaces.feed(db, scene)
    workspaces.set_feed(db, scene, channel)
    if before is not None and before != channel:
        _say(db, scene, before, channel)
    waiting = records.waiting(db, scene.workspace)
    for story in waiting:
        show(db, scene, story)
    return len(waiting)


def moved(db: Session, workspace: WorkspaceId, move: FeedMoveId) -> Moved:
    """What the note about a move shows now. Gone."""
    query = select(FeedMove).where(FeedMove.id == move, FeedMove.workspace == workspace)
    row = find_one(db, query)
    return Moved(ChannelId(row.before), ChannelId(row.after), PersonId(row.by))


def forget_moves(db: Session, scene: Scene) -> None:
    """Nobody knows any more that it was the person of the scene who moved the feed."""
    theirs = FeedMove.workspace == scene.workspace, FeedMove.by == scene.person
    for move in db.scalars(select(FeedMove.id).where(*theirs).order_by(FeedMove.id)).all():
        posts.touch_about(db, scene, MOVE_NOTE, move)
    db.execute(update(FeedMove).where(*theirs).values(by=NOBODY))


def _say(db: Session, scene: Scene, before: ChannelId, after: ChannelId) -> None:
    row = FeedMove(workspace=scene.workspace, before=before, after=after, by=scene.person, at=scene.now)
    db.add(row)
    db.flush()
    for channel in (before, after):
        posts.want(
            db, scene, MOVE_NOTE.once_key(row.id, channel), kind=MOVE_NOTE, subject=row.id, channel=channel
        )
