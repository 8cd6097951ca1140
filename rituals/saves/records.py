"""Saves are stories; these are the ways to find them, also those that stand in no feed yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from rituals.db import find_one
from rituals.experiments import DrawKind
from rituals.experiments.records import Draw
from rituals.ids import ChannelId, StoryId, WorkspaceId
from rituals.saves.rules import MOST_RECALLED
from rituals.stories.records.tables import Showing, Story
from rituals.stories.rules.story import Kind, SaveState

_OPEN = and_(Story.done_at.is_(None), Story.dropped_at.is_(None))


def saves(workspace: WorkspaceId) -> Select[Story]:
    """The saves of a workspace that somebody can see: in the feed, or in the thread of a look-ahead."""
    there = or_(Story.standing, and_(Story.draw.is_not(None), Story.taken_down_at.is_(None)))
    return select(Story).where(
        Story.workspace == workspace, Story.kind == Kind.PROACTIVE_SAVE, there, Story.text != ""
    )


def open_saves(workspace: WorkspaceId) -> Select[Story]:
    """Those that are neither done nor dropped."""
    return saves(workspace).where(_OPEN)


def seen_in(channels: Collection[ChannelId]) -> ColumnElement[bool]:
    """Whether a save stands in the feed, or was planned in one of the channels."""
    return or_(Story.standing, Story.draw.in_(select(Draw.id).where(Draw.channel.in_(channels))))


def is_in(state: SaveState) -> ColumnElement[bool]:
    """Whether a save is in that state."""
    match state:
        case SaveState.DONE:
            return Story.done_at.is_not(None)
        case SaveState.DROPPED:
            return Story.dropped_at.is_not(None)
        case SaveState.CARRIED_OVER:
            return and_(_OPEN, Story.carried_from.is_not(None))
    return and_(_OPEN, Story.carried_from.is_(None))


def find(db: Session, workspace: WorkspaceId, story: StoryId) -> Story:
    """The save, locked; Gone if this workspace has none of that id that somebody can see."""
    return find_one(db, saves(workspace).where(Story.id == story).with_for_update())


def planned_in(db: Session, workspace: WorkspaceId, draw: int) -> Sequence[Story]:
    """The saves of one look-ahead, in the order in which they were planned."""
    return db.scalars(saves(workspace).where(Story.draw == draw).order_by(Story.id)).all()


def recalled_by(db: Session, workspace: WorkspaceId, draw: Draw) -> Sequence[Story]:
    """The saves of earlier look-aheads with which this one opens, the earliest first."""
    shown = select(Showing.story).where(Showing.workspace == workspace, Showing.once_key == draw.once_key)
    query = saves(workspace).where(Story.id.in_(shown), Story.draw != draw.id)
    return db.scalars(query.order_by(Story.id)).all()


def to_recall(db: Session, draw: Draw) -> Iterable[StoryId]:
    """The saves of the channel that are open, or were settled since its last look-ahead; the newest ones."""
    earlier = select(Draw).where(
        Draw.workspace == draw.workspace,
        Draw.channel == draw.channel,
        Draw.kind == DrawKind.LOOK_AHEAD,
        Draw.id < draw.id,
    )
    last = db.scalars(earlier.order_by(Draw.id.desc()).limit(1)).first()
    if last is None:
        return []
    lately = or_(_OPEN, Story.done_at >= last.drawn_at, Story.dropped_at >= last.drawn_at)
    theirs = Story.draw.in_(earlier.with_only_columns(Draw.id))
    query = saves(WorkspaceId(draw.workspace)).where(theirs, lately).order_by(Story.id.desc())
    return [StoryId(row.id) for row in db.scalars(query.limit(MOST_RECALLED))]


def look_ahead(db: Session, workspace: WorkspaceId, once_key: str) -> Draw:
    """The look-ahead whose message has that key. Gone."""
    return find_one(db, select(Draw).where(Draw.workspace == workspace, Draw.once_key == once_key))


def to_nudge(db: Session, now: datetime, limit: int) -> Sequence[Story]:
    """Saves whose owner is to be reminded, passing over those in another's hands."""
    query = select(Story).where(Story.nudge_at <= now).order_by(Story.nudge_at).limit(limit)
    return db.scalars(query.with_for_update(skip_locked=True)).all()


def channels(db: Session, workspace: WorkspaceId) -> list[ChannelId]:
    """The channels that have had look-aheads."""
    here = Draw.workspace == workspace, Draw.kind == DrawKind.LOOK_AHEAD
    return [ChannelId(channel) for channel in db.scalars(select(Draw.channel).where(*here).distinct())]
