"""Looking again at messages that may have been deleted or edited since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import posts
from rituals.ids import ChannelId, NominatedId, WorkspaceId
from rituals.nominations.acts.settling import ask_key, vanish
from rituals.nominations.records import find, unlooked
from rituals.nominations.rules import SeenMessage
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class Look:
    """A message to look at again."""

    workspace: WorkspaceId
    id: NominatedId
    channel: ChannelId
    ts: str


def where(db: Session, scene: Scene, message: NominatedId) -> Look:
    """Where the message stands. Gone."""
    row = find(db, scene.workspace, message)
    return Look(scene.workspace, NominatedId(row.id), ChannelId(row.channel), row.ts)


def to_look_at(db: Session, now: datetime, limit: int) -> list[Look]:
    """Messages that may have been deleted or edited since; nobody else looks at them for now."""
    rows = unlooked(db, now, limit)
    for row in rows:
        row.look_at = posts.next_look(row.since, now)
    return [
        Look(WorkspaceId(row.workspace), NominatedId(row.id), ChannelId(row.channel), row.ts) for row in rows
    ]


def missed(db: Session, scene: Scene, message: NominatedId, older_is_there: bool) -> None:
    """Slack can't find the message now: its words go if that means that it was deleted. Gone.

    `older_is_there` if one from before it, in the same channel, can be found.
    """
    row = find(db, scene.workspace, message)
    if row.missing_since is None:
        row.missing_since = scene.now
        if row.look_at is not None:
            row.look_at = scene.now + posts.ANOTHER_DAY
    elif posts.was_deleted(row.ts, row.missing_since, scene.now, older_is_there):
        vanish(db, scene, row)


def looked(db: Session, scene: Scene, message: NominatedId, seen: SeenMessage | None) -> None:
    """The message as it was just seen; None if it was deleted, and then its words go everywhere. Gone."""
    row = find(db, scene.workspace, message)
    row.missing_since = None
    if seen is None:
        vanish(db, scene, row)
    elif row.story is None and row.words and row.words != seen.words:
        row.words = seen.words
        posts.touch(db, scene, ask_key(row))
