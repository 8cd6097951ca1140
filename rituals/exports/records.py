"""Rows of the rituals in a fixed order, from one place onwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from rituals.answers.records import AnswerRow
from rituals.bonfire.records import PhraseRow
from rituals.bonfire.rules import PhraseState
from rituals.experiments.records import Draw
from rituals.ids import ChannelId, WorkspaceId
from rituals.polls.records import Poll
from rituals.schedules.records.tables import Schedule
from rituals.stories.records.tables import Story
from rituals.stories.rules.story import micros
from rituals.workspaces.records import Workspace


def stories(
    db: Session, workspace: WorkspaceId, since: datetime | None, after: int | None, count: int
) -> Sequence[Story]:
    """The next stories that stand, the earliest first."""
    query = _stories(workspace, since)
    return _next(db, query, Story.place.expression, after, count)


def lessons(
    db: Session, workspace: WorkspaceId, since: datetime | None, after: int | None, count: int
) -> Sequence[Story]:
    """The next stories in which a customer taught us something, the earliest first."""
    query = _stories(workspace, since).where(Story.taught.is_not(None))
    return _next(db, query, Story.place.expression, after, count)


def phrases(
    db: Session, workspace: WorkspaceId, since: datetime | None, after: int | None, count: int
) -> Sequence[PhraseRow]:
    """The next phrases that the team has retired, and that everybody may see; in the order of nomination."""
    query = select(PhraseRow).where(PhraseRow.workspace == workspace, PhraseRow.state == PhraseState.RETIRED)
    if since is not None:
        query = query.where(PhraseRow.decided_at >= since)
    return _next(db, query, PhraseRow.id.expression, after, count)


def polls(
    db: Session, workspace: WorkspaceId, since: datetime | None, after: int | None, count: int
) -> Sequence[Poll]:
    """The next polls, the earliest first."""
    query = _polls(select(Poll), workspace, since)
    return _next(db, query, Poll.id.expression, after, count)


def poll_channels(db: Session, workspace: WorkspaceId, since: datetime | None) -> list[ChannelId]:
    """Where those polls stand."""
    query = _polls(select(Poll.channel).distinct(), workspace, since)
    return [ChannelId(channel) for channel in db.scalars(query.order_by(Poll.channel))]


def rituals(
    db: Session, workspace: WorkspaceId, since: datetime | None, after: int | None, count: int
) -> Sequence[Schedule]:
    """The next rituals of channels, the oldest first."""
    query = select(Schedule).where(Schedule.workspace == workspace, ~Schedule.personal)
    if since is not None:
        query = query.where(Schedule.made_at >= since)
    return _next(db, query, Schedule.id.expression, after, count)


def answers(
    db: Session, workspace: WorkspaceId, since: datetime | None, after: int | None, count: int
) -> Sequence[tuple[AnswerRow, Draw]]:
    """The next answers that appear in a thread, each with what it answers; the earliest first."""
    query = select(AnswerRow, Draw).join(Draw, Draw.id == AnswerRow.draw).where(*_shown(workspace, since))
    query = query if after is None else query.where(AnswerRow.id > after)
    return [(row, draw) for row, draw in db.execute(query.order_by(AnswerRow.id).limit(count))]


def answer_channels(db: Session, workspace: WorkspaceId, since: datetime | None) -> list[ChannelId]:
    """Where those answers stand."""
    query = select(Draw.channel).distinct().join(AnswerRow, Draw.id == AnswerRow.draw)
    found = db.scalars(query.where(*_shown(workspace, since)).order_by(Draw.channel))
    return [ChannelId(channel) for channel in found]


def workspaces(db: Session) -> set[str]:
    """All that have something here."""
    tables = (Workspace.id, Story.workspace, Poll.workspace, Schedule.workspace)
    return {each for column in tables for each in db.scalars(select(column).distinct())}


def _stories(workspace: WorkspaceId, since: datetime | None) -> Select[Any]:
    query = select(Story).where(Story.workspace == workspace, Story.standing)
    return query if since is None else query.where(Story.place >= micros(since))


def _polls(query: Select[Any], workspace: WorkspaceId, since: datetime | None) -> Select[Any]:
    query = query.where(Poll.workspace == workspace)
    return query if since is None else query.where(Poll.opened_at >= since)


def _shown(workspace: WorkspaceId, since: datetime | None) -> list[ColumnElement[bool]]:
    shown = [AnswerRow.workspace == workspace, AnswerRow.reply.is_not(None)]
    return shown if since is None else [*shown, AnswerRow.given_at >= since]


def _next(
    db: Session, query: Select[Any], place: ColumnElement[int], after: int | None, count: int
) -> Sequence[Any]:
    # From a place and not from a number: what is told meanwhile shifts nothing, and the last batch costs
    # what the first one does.
    query = query if after is None else query.where(place > after)
    return db.scalars(query.order_by(place).limit(count)).all()
