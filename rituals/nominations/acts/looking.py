"""Looking again at messages that may have been deleted or edited since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import posts
from rituals.ids import ChannelId, NominatedId, WorkspaceId
from rituals.nominations.acts.settling import ask_key, vanish
from rituals.nominations.records import find, unlooked
from rituals.nominations.rules import Message
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


def looked(db: Session, scene: Scene, message: NominatedId, seen: Message | None) -> None:
    """The message as it was just seen; None if it was deleted, and then its words go everywhere."""
    row = find(db, scene.workspace, message)
    if seen is None:
        vanish(db, scene, row)
    elif row.story is None and row.words and row.words != seen.words:
        row.words = seen.words
        posts.touch(db, scene, ask_key(row))
