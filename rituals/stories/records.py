"""Stories, whom they credit, and their cheers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import StoryId, WorkspaceId


class Story(Base):
    """An account of a moment with a customer, in the teller's words.

    `nominated_by` names those who pointed at the message it came from; `link` leads to that message.
    A story that does not stand has been withdrawn. `request` keeps a form sent twice from making two.
    """

    __tablename__ = "stories"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    teller: Mapped[str]
    mindset: Mapped[str | None]
    customer: Mapped[str | None]
    link: Mapped[str | None]
    nominated_by: Mapped[list[str]]
    standing: Mapped[bool]
    told_at: Mapped[datetime]
    request: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "request"), Index(None, "workspace", "told_at"))


class Credit(Base):
    """A person whom a story credits."""

    __tablename__ = "story_credits"

    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]


class Cheer(Base):
    """One person's thanks on a story; the key allows one each."""

    __tablename__ = "cheers"

    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    at: Mapped[datetime]


def find(db: Session, workspace: WorkspaceId, story: StoryId) -> Story:
    """The story, locked; Gone if this workspace has none of that id, or it was withdrawn."""
    query = select(Story).where(Story.id == story, Story.workspace == workspace).with_for_update()
    row = db.scalars(query).first()
    if row is None or not row.standing:
        raise Gone
    return row


def standing(db: Session, workspace: WorkspaceId, newest: int | None = None) -> list[Story]:
    """Stories that stand, the newest first; all of them unless `newest` says how many."""
    query = select(Story).where(Story.workspace == workspace, Story.standing)
    return list(db.scalars(query.order_by(Story.told_at.desc(), Story.id.desc()).limit(newest)))


def credits_of(db: Session, workspace: WorkspaceId, stories: Sequence[int]) -> dict[int, list[str]]:
    """The people credited, by story."""
    query = select(Credit.story, Credit.person).where(
        Credit.workspace == workspace, Credit.story.in_(stories)
    )
    found: dict[int, list[str]] = {}
    for story, person in db.execute(query.order_by(Credit.person)):
        found.setdefault(story, []).append(person)
    return found


def cheers_of(db: Session, workspace: WorkspaceId, stories: Sequence[int]) -> dict[int, int]:
    """How many cheers, by story; stories without any are left out."""
    query = (
        select(Cheer.story, func.count())
        .where(Cheer.workspace == workspace, Cheer.story.in_(stories))
        .group_by(Cheer.story)
    )
    return {story: count for story, count in db.execute(query)}  # noqa: C416 - a Row is no tuple to mypy
