"""Game plans: they wait for people who answer, and come in the thread of what was drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from rituals import posts
from rituals.catalog import Catalog, GamePlan
from rituals.db import insert_each
from rituals.experiments import records
from rituals.experiments.acts.picking import NothingToDraw
from rituals.experiments.records import Draw, Engagement
from rituals.experiments.rules.kinds import GAME_PLAN
from rituals.ids import ChannelId, DrawId, PersonId, WorkspaceId
from rituals.scene import Scene

# How long a thread that can't be read now rests, and for how long reading it is tried.
READ_AGAIN = timedelta(minutes=5)
READ_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of a card, by the channel and ts of the card."""

    workspace: WorkspaceId
    draw: DrawId
    channel: ChannelId
    ts: str


def engage(db: Session, scene: Scene, draw: DrawId) -> bool:
    """The person has answered; it counts once a person. True if that is news. Gone."""
    return engage_each(db, [scene], records.find(db, scene.workspace, draw)) > 0


def engage_each(db: Session, scenes: Sequence[Scene], row: Draw) -> int:
    """The same for several people where the draw is at hand, and locked; for how many it's news."""
    new = _count(db, scenes, row)
    if new and row.window_ends and row.threshold and records.engaged(db, row) >= row.threshold:
        _say_game_plan(db, scenes[-1], row)
    return new


def close_windows(db: Session, now: datetime, limit: int) -> int:
    """The day is over for these draws: their game plan comes if anybody has answered; how many there were.

    Where nobody pressed *Answer*, the thread is read: people may have replied there.
    """
    over = records.windows_over(db, now, limit)
    for row in over:
        if records.engaged(db, row):
            _say_game_plan(db, Scene(WorkspaceId(row.workspace), now), row)
        else:
            row.thread_due = now
        row.window_ends = None
    return len(over)


def threads_to_read(db: Session, now: datetime, limit: int) -> list[Thread]:
    """Threads in which nobody has looked for replies yet. One that isn't read comes again after a while."""
    found = []
    for row in records.threads_due(db, now, limit):
        workspace = WorkspaceId(row.workspace)
        place = posts.places(db, workspace, [row.once_key]).get(row.once_key)
        row.thread_due = now + READ_AGAIN if place and now < row.drawn_at + READ_WITHIN else None
        if place and row.thread_due:
            found.append(Thread(workspace, DrawId(row.id), *place))
    return found


def thread_read(db: Session, scene: Scene, draw: DrawId, replied: Collection[PersonId]) -> None:
    """These people have replied in the thread: if there are any, the game plan comes. Gone."""
    row = records.find(db, scene.workspace, draw)
    row.thread_due = None
    _count(db, [scene.as_person(person) for person in replied], row)
    if replied:
        _say_game_plan(db, scene, row)


def game_plan(db: Session, workspace: WorkspaceId, draw: DrawId, catalog: Catalog) -> GamePlan:
    """The game plan in the thread of what was drawn. Gone."""
    row = records.look_at(db, workspace, draw)
    plans = {plan.key: plan for plan in catalog.framework(row.framework).game_plans}
    if row.game_plan not in plans:
        raise NothingToDraw
    return plans[row.game_plan]


def _count(db: Session, scenes: Sequence[Scene], row: Draw) -> int:
    about = {"draw": row.id, "workspace": row.workspace}
    rows = [about | {"person": each.person, "at": each.now} for each in scenes]
    return len(insert_each(db, Engagement, rows, ("person",)))


def _say_game_plan(db: Session, scene: Scene, row: Draw) -> None:
    row.window_ends = row.thread_due = None
    once_key = GAME_PLAN.once_key(row.id)
    posts.want(
        db, scene, once_key, kind=GAME_PLAN, subject=row.id, channel=row.channel, thread_of=row.once_key
    )
