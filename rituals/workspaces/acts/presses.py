"""Presses that come twice: of a double click, or of somebody whose phone is slow to show the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from rituals.db import Base, insert_each, insert_once, primary_key, remove
from rituals.ids import WorkspaceId
from rituals.workspaces.records import LastPress

A_MOMENT = timedelta(seconds=2)
KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press: `place` has in it whose it is, `what` is what was chosen there, if there's a choice.

    `at` is when, by Slack's clock; None for what wasn't pressed by hand.
    """

    place: str
    at: datetime | None
    what: str = ""


def again(db: Session, workspace: WorkspaceId, press: Pressed) -> bool:
    """Whether this is the last press at that place once more, a moment later: then nothing is undone."""
    return again_each(db, workspace, [press])[0]


def again_each(db: Session, workspace: WorkspaceId, presses: Sequence[Pressed]) -> list[bool]:
    """The same for several, in the order in which they came."""
    rows = [_row(workspace, each, each.at) for each in presses if each.at is not None]
    # In the order in which another process inserts them: else two could wait for each other.
    rows.sort(key=lambda row: str(row["place"]))
    first = {place for (place,) in insert_each(db, LastPress, rows, ("place",))}
    return [each.at is not None and _is_again(db, workspace, each, each.at, first) for each in presses]


def toggle_each(
    db: Session, workspace: WorkspaceId, table: type[Base], marks: Sequence[tuple[Pressed, dict[str, Any]]]
) -> list[bool]:
    """Each row (a cheer, say) comes, or goes if it was there; two presses within a moment are one.

    For each, in the order in which they came, whether it's there now.
    """
    key = primary_key(table)
    twice = again_each(db, workspace, [press for press, _ in marks])
    rows = [mark for (_, mark), again in zip(marks, twice, strict=True) if not again]
    rows.sort(key=lambda mark: [str(mark[name]) for name in key])
    new = insert_each(db, table, rows, key)
    return [_turned(db, table, mark, new, again=each) for (_, mark), each in zip(marks, twice, strict=True)]


def purge_presses(db: Session, now: datetime) -> None:
    """Nobody needs to know any more what was pressed."""
    db.execute(delete(LastPress).where(LastPress.at < now - KEPT))


def _row(workspace: WorkspaceId, press: Pressed, at: datetime) -> dict[str, Any]:
    said = _digest(f"{press.place}:{press.what}")
    return {"workspace": workspace, "place": _digest(press.place), "what": said, "at": at}


def _is_again(db: Session, workspace: WorkspaceId, press: Pressed, at: datetime, first: set[str]) -> bool:
    """`first` are the places at which nobody had pressed before; this takes its own out."""
    row = _row(workspace, press, at)
    if row["place"] in first:
        first.remove(row["place"])
        return False
    last = db.get_one(LastPress, (workspace, row["place"]), populate_existing=True, with_for_update=True)
    # They may arrive in any order.
    twice = last.what == row["what"] and abs(at - last.at) <= A_MOMENT
    if at >= last.at:
        last.what, last.at = row["what"], at
    db.flush()
    return bool(twice)


def _turned(
    db: Session, table: type[Base], mark: dict[str, Any], new: set[tuple[Any, ...]], *, again: bool
) -> bool:
    """`new` are those that weren't there before; this takes its own out."""
    key = tuple(mark[name] for name in primary_key(table))
    if again:
        return db.get(table, key) is not None
    if key in new:
        new.remove(key)
        return True
    # Of two who find it at once, the second one finds it removed by the first.
    return not remove(db, table, mark) and insert_once(db, table, mark)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
