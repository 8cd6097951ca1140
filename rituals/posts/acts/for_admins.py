"""Messages for the admins of a workspace. The edge finds out who they are, and hands the messages out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.ids import PersonId
from rituals.posts.acts.wanting import want
from rituals.posts.records import AdminNote, not_handed_out
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class ForAdmins:
    """A message that is to be handed out to the admins."""

    id: int
    kind: str


def want_for_admins(db: Session, scene: Scene, once_key: str, *, kind: str, subject: int) -> None:
    """Every admin should get this by direct message, once."""
    values = {"workspace": scene.workspace, "once_key": once_key, "kind": kind, "subject": subject}
    insert_once(db, AdminNote, values | {"wanted_at": scene.now, "handed_at": None})


def for_admins(db: Session, scene: Scene, limit: int) -> list[ForAdmins]:
    """What is still to be handed out."""
    return [ForAdmins(note.id, note.kind) for note in not_handed_out(db, scene.workspace, limit)]


def hand_out(db: Session, scene: Scene, notes: Iterable[ForAdmins], admins: Iterable[PersonId]) -> None:
    """These are the admins: each gets each of the messages."""
    admins = list(admins)
    for each in notes:
        note = db.get(AdminNote, each.id)
        if note is None or note.workspace != scene.workspace or note.handed_at is not None:
            continue
        note.handed_at = scene.now
        for admin in admins:
            key = f"{note.once_key}:{admin}"
            want(db, scene, key, kind=note.kind, subject=note.subject, channel=admin)
