"""Lessons are parts of stories: what somebody was taught, whose it is now, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from rituals.errors import Gone
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.lessons.rules import COUNTED, LessonState
from rituals.stories.records import tables as stories
from rituals.stories.records.tables import Story
from rituals.stories.rules.story import micros

# What a story says only if a customer helped.
TAUGHT = Story.taught.is_not(None)


def find(db: Session, workspace: WorkspaceId, story: StoryId) -> Story:
    """The story of a lesson, locked; Gone if it doesn't stand, or teaches nothing."""
    row = stories.find(db, workspace, story)
    if not row.taught:
        raise Gone
    return row


def newest(
    db: Session, workspace: WorkspaceId, done: bool, before: int | None, count: int
) -> Sequence[Story]:
    """The stories of lessons that are done, or of those that aren't: the newest first."""
    query = select(Story).where(*_lessons(workspace), _is_done(done))
    query = query if before is None else query.where(Story.place < before)
    return db.scalars(query.order_by(Story.place.desc()).limit(count)).all()


def held_by(db: Session, workspace: WorkspaceId, person: PersonId) -> Sequence[Story]:
    """The stories whose lesson somebody has taken and not done, locked."""
    query = select(Story).where(*_lessons(workspace), _is_done(False), Story.owner == person)
    return db.scalars(query.order_by(Story.id).with_for_update()).all()


def counts(db: Session, workspace: WorkspaceId) -> dict[LessonState, int]:
    """How many lessons there are of each state; COUNTED + 1 are as many as are counted."""
    undone = Story.done_at.is_(None)
    ways = {
        LessonState.OPEN: undone & Story.owner.is_(None),
        LessonState.BEING_DONE: undone & Story.owner.is_not(None),
        LessonState.DONE: Story.done_at.is_not(None),
    }
    return {state: _count(db, workspace, is_so) for state, is_so in ways.items()}


def told_between(db: Session, workspace: WorkspaceId, since: datetime, until: datetime) -> list[StoryId]:
    """The stories of that time that taught something, the newest first."""
    then = Story.place >= micros(since), Story.place < micros(until)
    query = select(Story.id).where(*_lessons(workspace), *then).order_by(Story.place.desc())
    return [StoryId(story) for story in db.scalars(query)]


def done_between(db: Session, workspace: WorkspaceId, since: datetime, until: datetime) -> list[StoryId]:
    """Those whose lesson was done in that time, the last one first."""
    then = Story.done_at >= since, Story.done_at < until
    query = select(Story.id).where(*_lessons(workspace), *then).order_by(Story.done_at.desc(), Story.id)
    return [StoryId(story) for story in db.scalars(query)]


def _lessons(workspace: WorkspaceId) -> tuple[ColumnElement[bool], ...]:
    return Story.workspace == workspace, Story.standing.expression, TAUGHT


def _is_done(done: bool) -> ColumnElement[bool]:
    return Story.done_at.is_not(None) if done else Story.done_at.is_(None)


def _count(db: Session, workspace: WorkspaceId, is_so: ColumnElement[bool]) -> int:
    some = select(Story.id).where(*_lessons(workspace), is_so).limit(COUNTED + 1).subquery()
    return db.scalars(select(func.count()).select_from(some)).one()
