"""Presses that come twice: of a double click, or of somebody whose phone is slow to show the first."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, inspect
from sqlalchemy.orm import Session

from rituals.db import Base, insert_once, remove
from rituals.scene import Scene
from rituals.workspaces.records import LastPress

A_MOMENT = timedelta(seconds=2)
KEPT = timedelta(hours=1)


def again(db: Session, scene: Scene, place: str, what: str, at: datetime | None) -> bool:
    """Whether this is the last press at that place once more, a moment later: then nothing is undone.

    `place` has in it whose press it is, `at` is when by Slack's clock; None for what wasn't pressed by hand.
    """
    if at is None:
        return False
    key = {"workspace": scene.workspace, "place": _digest(place)}
    said = _digest(f"{place}:{what}")
    if insert_once(db, LastPress, key | {"what": said, "at": at}):
        return False
    last = db.get_one(LastPress, tuple(key.values()), populate_existing=True, with_for_update=True)
    # They may arrive in any order.
    twice = last.what == said and abs(at - last.at) <= A_MOMENT
    if at >= last.at:
        last.what, last.at = said, at
    db.flush()
    return twice


def toggle(
    db: Session,
    scene: Scene,
    place: str,
    table: type[Base],
    mark: dict[str, Any],
    pressed: datetime | None,
) -> bool:
    """The row `mark` (a cheer, say) comes, or goes if it was there; two presses within a moment are one.

    True if it's there now. `place` and `pressed` as in `again`.
    """
    if again(db, scene, place, "", pressed):
        return db.get(table, tuple(mark[column.name] for column in inspect(table).primary_key)) is not None
    if insert_once(db, table, mark):
        return True
    # Of two who find it at once, the second one finds it removed by the first.
    return not remove(db, table, mark) and insert_once(db, table, mark)


def purge_presses(db: Session, now: datetime) -> None:
    """Nobody needs to know any more what was pressed."""
    db.execute(delete(LastPress).where(LastPress.at < now - KEPT))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
