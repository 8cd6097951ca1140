"""What a period brought, for those who look back on it; and which messages show a story beside its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.ids import StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories.records import tables as records
from rituals.stories.records.shape import seen
from rituals.stories.records.tables import Cheer, Showing, Story
from rituals.stories.rules.story import Kind, Told, micros


@dataclass(frozen=True, slots=True)
class Counted:
    """How many stories of each kind were told, and of how many of them a thank-you, or a save, is done."""

    told: Mapping[Kind, int]
    thanked: int
    done: int


def counted(db: Session, workspace: WorkspaceId, since: datetime, until: datetime) -> Counted:
    """What was told from `since` on and before `until`, and still stands."""
    query = (
        select(Story.kind, func.count(), func.count(Story.thanked), func.count(Story.done_at))
        .where(*_told_between(workspace, since, until))
        .group_by(Story.kind)
    )
    rows = {Kind(kind): (told, thanked, done) for kind, told, thanked, done in db.execute(query)}
    return Counted(
        told={kind: told for kind, (told, _, _) in rows.items()},
        thanked=sum(thanked for _, thanked, _ in rows.values()),
        done=rows.get(Kind.PROACTIVE_SAVE, (0, 0, 0))[2],
    )


def most_cheered(
    db: Session, workspace: WorkspaceId, since: datetime, until: datetime, count: int
) -> list[StoryId]:
    """The stories of that time that most people cheered, then the newest."""
    cheers = select(func.count()).where(Cheer.story == Story.id).scalar_subquery()
    query = select(Story.id).where(*_told_between(workspace, since, until))
    return [StoryId(id) for id in db.scalars(query.order_by(cheers.desc(), Story.place.desc()).limit(count))]


def open_saves(
    db: Session, workspace: WorkspaceId, since: datetime, until: datetime, count: int
) -> list[StoryId]:
    """The saves of that time that are still open: those due first, and those without a date after them."""
    query = select(Story.id).where(
        *_told_between(workspace, since, until),
        Story.kind == Kind.PROACTIVE_SAVE,
        Story.done_at.is_(None),
        Story.dropped_at.is_(None),
    )
    order = Story.due_on.is_(None), Story.due_on, Story.place
    return [StoryId(id) for id in db.scalars(query.order_by(*order).limit(count))]


def by_touchpoint(
    db: Session, workspace: WorkspaceId, since: datetime, until: datetime
) -> dict[str | None, int]:
    """How many stories of that time happened at which moment of the customer's journey; None: not said."""
    query = select(Story.touchpoint, func.count().label("stories"))
    rows = db.execute(query.where(*_told_between(workspace, since, until)).group_by(Story.touchpoint))
    return {row.touchpoint: row.stories for row in rows}


def standing(db: Session, workspace: WorkspaceId, stories: Sequence[StoryId]) -> list[Told]:
    """Those of the stories that still stand, in the order in which they were asked for."""
    query = select(Story).where(Story.workspace == workspace, Story.standing, Story.id.in_(stories))
    rows = {row.id: row for row in db.scalars(query)}
    return seen(db, workspace, [rows[story] for story in stories if story in rows], None)


def keep_fresh(db: Session, scene: Scene, once_key: str, stories: Iterable[StoryId]) -> None:
    """The message of that key shows these stories, too: when one changes or falls, it is brought up to date.

    Gone.
    """
    for story in sorted(set(stories)):
        row = records.any_of(db, scene.workspace, story)
        insert_once(db, Showing, {"story": row.id, "once_key": once_key, "workspace": scene.workspace})


def forget_showing(db: Session, scene: Scene, once_key: str) -> None:
    """The message of that key shows no stories any more."""
    mine = Showing.workspace == scene.workspace, Showing.once_key == once_key
    db.execute(delete(Showing).where(*mine))


def _told_between(
    workspace: WorkspaceId, since: datetime, until: datetime
) -> tuple[ColumnElement[bool], ...]:
    # By place and not by moment: the feed's index is read, and each story is in one period only.
    between = Story.place >= micros(since), Story.place < micros(until)
    return Story.workspace == workspace, Story.standing.expression, *between
