"""Bringing stories in: each once, however often the file comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from rituals import stories
from rituals.imports.rules.lines import FileStory
from rituals.scene import Scene
from rituals.stories.records.tables import BROUGHT_IN, Story


@dataclass(frozen=True, slots=True)
class Brought:
    """How many stories are new, and how many were here already."""

    new: int
    here: int


def bring_in(db: Session, scene: Scene, entries: Sequence[FileStory]) -> Brought:
    """Keep the stories of a file, in its order. They are in the list and found by the search, not posted."""
    new = sum(_bring_in(db, scene, entry) for entry in entries)
    return Brought(new, len(entries) - new)


def look(db: Session, scene: Scene, entries: Sequence[FileStory]) -> Brought:
    """What bring_in would do."""
    new = len({entry.key for entry in entries if not _is_here(db, scene, entry)})
    return Brought(new, len(entries) - new)


def _bring_in(db: Session, scene: Scene, entry: FileStory) -> bool:
    return not _is_here(db, scene, entry) and stories.bring_in(
        db,
        scene,
        entry.telling,
        entry.teller,
        entry.told_at or scene.now,
        entry.key,
        owner=entry.owner,
        due_on=entry.due_on,
        done_at=entry.done_at,
        came_of=entry.came_of,
        dropped_at=entry.dropped_at,
    )


def _is_here(db: Session, scene: Scene, entry: FileStory) -> bool:
    # An export that comes home: also what was edited or taken down since stays as it is.
    keys = [f"{BROUGHT_IN}{key}" for key in (entry.key, *entry.formerly)]
    is_it: ColumnElement[bool] = Story.request.in_(keys)
    mine = Story.workspace == scene.workspace
    if entry.id is not None and entry.told_at is not None:
        at_home = exists().where(mine, Story.id == entry.id, Story.told_at == entry.told_at)
        if db.scalar(select(at_home)):
            return True
    return bool(db.scalar(select(exists().where(mine, is_it))))
