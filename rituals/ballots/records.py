"""Votes on the story of the month: what is to be chosen from, and who chose what while it's open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import BallotId, ScheduleId, WorkspaceId


class BallotRow(Base):
    """One vote. `stories` are the ids of those that can be chosen, `chosen` of those that were.

    While it's open its votes are rows; once it's closed they're erased, and `voters` is how many there were.
    """

    __tablename__ = "ballots"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    schedule: Mapped[int] = mapped_column(RowId)
    planned: Mapped[bool]
    month: Mapped[date]
    stories: Mapped[list[int]] = mapped_column(JSON)
    minimum: Mapped[int]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    voters: Mapped[int]
    chosen: Mapped[list[int]] = mapped_column(JSON)
    once_key: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "once_key"), Index(None, "schedule", "month"))


Index(
    "ix_ballots_closes_at",
    BallotRow.closes_at,
    sqlite_where=BallotRow.closed_at.is_(None),
    postgresql_where=BallotRow.closed_at.is_(None),
)


class BallotVote(Base):
    """What somebody chose; the key allows one vote each."""

    __tablename__ = "ballot_votes"

    ballot: Mapped[int] = mapped_column(RowId, ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    story: Mapped[int] = mapped_column(RowId)


def find(db: Session, workspace: WorkspaceId, ballot: BallotId) -> BallotRow:
    """The vote; Gone if this workspace has none of that id."""
    return find_one(db, select(BallotRow).where(BallotRow.id == ballot, BallotRow.workspace == workspace))


def held(db: Session, workspace: WorkspaceId, ballot: BallotId) -> BallotRow:
    """The same, locked against others. Gone."""
    query = select(BallotRow).where(BallotRow.id == ballot, BallotRow.workspace == workspace)
    return find_one(db, query.with_for_update())


def by_once_key(db: Session, workspace: WorkspaceId, once_key: str) -> BallotRow:
    """The vote that a once_key stands for."""
    query = select(BallotRow).where(BallotRow.workspace == workspace, BallotRow.once_key == once_key)
    return db.scalars(query).one()


def was_planned(db: Session, workspace: WorkspaceId, schedule: ScheduleId, month: date) -> bool:
    """Whether a ritual has had its vote on that month."""
    mine = BallotRow.workspace == workspace, BallotRow.schedule == schedule, BallotRow.planned
    return db.scalars(select(BallotRow.id).where(*mine, BallotRow.month == month)).first() is not None


def to_close(db: Session, now: datetime, limit: int) -> Sequence[BallotRow]:
    """Votes whose time is over, passing over those in another's hands."""
    query = select(BallotRow).where(BallotRow.closed_at.is_(None), BallotRow.closes_at <= now)
    return db.scalars(query.order_by(BallotRow.id).limit(limit).with_for_update(skip_locked=True)).all()


def count_of(db: Session, ballot: int, stories: Sequence[int]) -> int:
    """How many people have voted for one of these stories."""
    mine = BallotVote.ballot == ballot, BallotVote.story.in_(stories)
    return db.scalars(select(func.count()).select_from(BallotVote).where(*mine)).one()


def posted_since(db: Session, workspace: WorkspaceId, key: str, moment: datetime, until: datetime) -> bool:
    """Whether a vote whose once_key begins with `key` was opened later than `moment`, up to `until`."""
    begins = BallotRow.once_key.startswith(key, autoescape=True)
    query = select(BallotRow.id).where(BallotRow.workspace == workspace, begins)
    then = BallotRow.opened_at > moment, BallotRow.opened_at <= until
    return db.scalars(query.where(*then)).first() is not None
