"""Keeping what Slack sends before it's acknowledged, and working on it afterwards, on any process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from rituals.db import insert_each, insert_once
from rituals.errors import Gone, NotYours
from rituals.inbox.records import Entry, KeptRequest, by_key, erase, take
from rituals.inbox.rules import LEASE, MOST_ATTEMPTS, OFFERED, pause_after
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that has happened in Slack, as it came. The same `once_key` stands for the same work."""

    scene: Scene
    once_key: str
    body: dict[str, Any] = field(repr=False)


def keep(db: Session, scene: Scene, once_key: str, body: dict[str, Any], *, by: str | None = None) -> bool:
    """Somebody will work on this request; True if it wasn't kept before.

    `by` is the process that works on it already: others leave it alone until its lease runs out.
    """
    return insert_once(db, Entry, _new(Arrival(scene, once_key, body), by))


def keep_each(db: Session, arrivals: Sequence[Arrival]) -> list[bool]:
    """Somebody will work on each of these; which of them weren't kept before.

    If an equal one waits or is being worked on, the work is done once more after it.
    """
    # In the order in which another process keeps them: else each could wait for the other.
    rows = sorted(map(_new, arrivals), key=lambda row: (row["workspace"], row["once_key"]))
    new = insert_each(db, Entry, rows, ("workspace", "once_key"))
    return [_is_new(db, each, new) for each in arrivals]


def _is_new(db: Session, arrival: Arrival, new: set[tuple[Any, ...]]) -> bool:
    key = arrival.scene.workspace, arrival.once_key
    if key in new:
        # Another one of the same is an equal one.
        new.remove(key)
        return True
    here = Entry.workspace == arrival.scene.workspace, Entry.once_key == arrival.once_key
    db.execute(update(Entry).where(*here).values(repeats=Entry.repeats + 1))
    return False


def _new(arrival: Arrival, by: str | None = None) -> dict[str, Any]:
    scene = arrival.scene
    about = {"workspace": scene.workspace, "once_key": arrival.once_key, "person": scene.person}
    state = {"due_at": scene.now + LEASE if by else scene.now, "claimed_by": by, "attempts": 0, "repeats": 0}
    return {**about, **state, "body": arrival.body, "kept_at": scene.now}


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
    return take(db, now, limit, until=now + LEASE, by=by)


def done(db: Session, now: datetime, request: int, repeats: int = 0) -> None:
    """The work is done. If an equal request came meanwhile (more `repeats`), it's due again."""
    all_done(db, now, {request: repeats})


def all_done(db: Session, now: datetime, finished: Mapping[int, int]) -> None:
    """The same for several: their numbers, and how many equal ones had come."""
    if left := finished.keys() - erase(db, finished):
        waiting = update(Entry).where(Entry.id.in_(left))
        db.execute(waiting.values(due_at=now, claimed_by=None, attempts=0))


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
