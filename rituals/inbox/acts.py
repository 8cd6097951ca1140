"""Keeping what Slack sends before it's acknowledged, and working on it afterwards, on any process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.errors import Gone, NotYours
from rituals.inbox.records import Entry, KeptRequest, by_key, due
from rituals.inbox.rules import LEASE, MOST_ATTEMPTS, OFFERED, pause_after
from rituals.scene import Scene


def keep(
    db: Session,
    scene: Scene,
    once_key: str,
    body: dict[str, Any],
    *,
    by: str | None = None,
    again: bool = False,
) -> bool:
    """Somebody will work on this request; True if it wasn't kept before.

    `by` is the process that works on it already: others leave it alone until its lease runs out.
    `again`: if an equal request waits or is being worked on, the work is done once more after it.
    """
    due_at = scene.now + LEASE if by else scene.now
    values: dict[str, Any] = {
        "workspace": scene.workspace,
        "once_key": once_key,
        "person": scene.person,
        "body": body,
    }
    values |= {"kept_at": scene.now, "due_at": due_at, "claimed_by": by, "attempts": 0, "repeats": 0}
    if insert_once(db, Entry, values):
        return True
    if again:
        here = Entry.workspace == scene.workspace, Entry.once_key == once_key
        db.execute(update(Entry).where(*here).values(repeats=Entry.repeats + 1))
    return False


def offer(db: Session, scene: Scene, once_key: str, body: dict[str, Any]) -> int:
    """Keep a request that its person may go on with for a day; its number."""
    known = by_key(db, scene.workspace, once_key)
    if known is not None:
        known.due_at = known.claimed_by = None
        return known.id
    entry = Entry(workspace=scene.workspace, once_key=once_key, person=scene.person, body=body)
    entry.kept_at, entry.due_at, entry.claimed_by = scene.now, None, None
    entry.attempts = entry.repeats = 0
    db.add(entry)
    db.flush()
    return entry.id


def offered(db: Session, scene: Scene, number: int) -> dict[str, Any]:
    """The request that its person goes on with. Gone after a day, NotYours for anybody else."""
    entry = db.get(Entry, number)
    if entry is None or entry.workspace != scene.workspace:
        raise Gone
    if entry.person != scene.person:
        raise NotYours
    return entry.body


def claim(db: Session, now: datetime, *, by: str, limit: int) -> list[KeptRequest]:
    """Take up to `limit` requests that are due; others leave them alone until LEASE is over."""
    taken = []
    for entry in due(db, now, limit):
        entry.due_at, entry.claimed_by, entry.attempts = now + LEASE, by, entry.attempts + 1
        taken.append(
            KeptRequest(entry.id, entry.workspace, entry.person, entry.body, entry.attempts, entry.repeats)
        )
    return taken


# Built once: that takes longer than to execute it.
_ENTRIES = Entry.metadata.tables[Entry.__tablename__]
_DONE = (
    delete(_ENTRIES)
    .where(_ENTRIES.c.id == bindparam("number"), _ENTRIES.c.repeats == bindparam("times"))
    .returning(_ENTRIES.c.id)
)


def done(db: Session, now: datetime, request: int, repeats: int = 0) -> None:
    """The work is done. If an equal request came meanwhile (more `repeats`), it's due again."""
    if db.execute(_DONE, {"number": request, "times": repeats}).first() is None:
        waiting = update(Entry).where(Entry.id == request)
        db.execute(waiting.values(due_at=now, claimed_by=None, attempts=0))


def all_done(db: Session, now: datetime, finished: Iterable[KeptRequest]) -> None:
    """The same for several."""
    for each in sorted(finished, key=lambda each: each.id):
        done(db, now, each.id, each.repeats)


def done_with(db: Session, scene: Scene, once_key: str) -> None:
    """The work that a once_key stands for is done."""
    db.execute(delete(Entry).where(Entry.workspace == scene.workspace, Entry.once_key == once_key))


def failed(db: Session, now: datetime, request: int) -> bool:
    """The work has failed; it's tried again later. False if that was the last attempt: then it's gone."""
    entry = db.get(Entry, request, with_for_update=True)
    if entry is None:
        return True
    if entry.attempts >= MOST_ATTEMPTS:
        db.delete(entry)
        return False
    entry.due_at, entry.claimed_by = now + pause_after(entry.attempts), None
    return True


def waiting(db: Session) -> int:
    """How many requests have work to do."""
    return len(list(db.scalars(select(Entry.id).where(Entry.due_at.is_not(None)))))


def forget(db: Session, scene: Scene) -> None:
    """What the scene's person had asked for is gone."""
    db.execute(delete(Entry).where(Entry.workspace == scene.workspace, Entry.person == scene.person))


def adopt_orphans(db: Session, now: datetime) -> None:
    """Free what a dead process had claimed. Only for a database that a single process uses."""
    db.execute(update(Entry).where(Entry.claimed_by.is_not(None)).values(claimed_by=None, due_at=now))


def purge(db: Session, now: datetime) -> None:
    """Forget what nobody went on with for a day."""
    db.execute(delete(Entry).where(Entry.due_at.is_(None), Entry.kept_at < now - OFFERED))
