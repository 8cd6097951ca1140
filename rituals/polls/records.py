"""Polls and their votes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import PollId, WorkspaceId


class Poll(Base):
    """A quick vote on which mindset a recent interaction showed.

    `key` hides the voters of an anonymous poll, and is gone once it has closed. `shown` is the count that
    may be seen: every vote where names are no secret, steps of several people where they are. Closing
    leaves out what came after the last step; `kept_back` says how much that was.
    """

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    maker: Mapped[str]
    framework: Mapped[str]
    options: Mapped[list[str]]
    question: Mapped[str]
    link: Mapped[str | None]
    anonymous: Mapped[bool]
    key: Mapped[bytes | None]
    shown: Mapped[dict[str, int]]
    voters: Mapped[int]
    kept_back: Mapped[int]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed: Mapped[bool]
    request: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "request"),)


Index("ix_polls_closes_at", Poll.closes_at, sqlite_where=~Poll.closed, postgresql_where=~Poll.closed)


class Vote(Base):
    """One voter's choice; none after it was withdrawn. `fresh` until a count that may be seen includes it."""

    __tablename__ = "poll_votes"

    poll: Mapped[int] = mapped_column(RowId, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True)
    voter: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    choice: Mapped[str | None]
    fresh: Mapped[bool]


def find(db: Session, workspace: WorkspaceId, poll: PollId) -> Poll:
    """The poll, locked so that votes on it come one after the other; Gone."""
    query = select(Poll).where(Poll.id == poll, Poll.workspace == workspace).with_for_update()
    row = db.scalars(query).first()
    if row is None:
        raise Gone
    return row


def due_to_close(db: Session, now: datetime, limit: int) -> list[Poll]:
    """Open polls whose time has come, passing over those that another process is closing."""
    query = select(Poll).where(~Poll.closed, Poll.closes_at <= now).order_by(Poll.closes_at).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def votes_of(db: Session, poll: Poll) -> list[Vote]:
    """All votes of a poll, the withdrawn ones too."""
    return list(db.scalars(select(Vote).where(Vote.poll == poll.id)))
