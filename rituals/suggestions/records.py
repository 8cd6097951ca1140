"""Thought experiments that people of a workspace have suggested."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import SuggestionId, WorkspaceId


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


class Suggestion(Base):
    """A thought experiment of a team's own. `request` keeps a form sent twice from making two."""

    __tablename__ = "suggestions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    framework: Mapped[str]
    mindset: Mapped[str]
    title: Mapped[str]
    scene: Mapped[str]
    question: Mapped[str]
    by: Mapped[str]
    state: Mapped[str]
    decided_by: Mapped[str | None]
    made_at: Mapped[datetime]
    request: Mapped[str]

    __table_args__ = (
        UniqueConstraint("workspace", "request"),
        Index(None, "workspace", "framework", "state"),
    )


def find(db: Session, workspace: WorkspaceId, suggestion: SuggestionId) -> Suggestion:
    """The suggestion, locked; Gone if this workspace has none of that id."""
    query = select(Suggestion).where(Suggestion.id == suggestion, Suggestion.workspace == workspace)
    return find_one(db, query.with_for_update())


def look_at(db: Session, workspace: WorkspaceId, suggestion: SuggestionId) -> Suggestion:
    """The suggestion as it is, without holding anybody up; Gone."""
    row = db.get(Suggestion, suggestion)
    if row is None or row.workspace != workspace:
        raise Gone
    return row


def of_state(db: Session, workspace: WorkspaceId, state: SuggestionState) -> list[Suggestion]:
    """The suggestions in that state, the oldest first."""
    query = select(Suggestion).where(Suggestion.workspace == workspace, Suggestion.state == state)
    return list(db.scalars(query.order_by(Suggestion.id)))
