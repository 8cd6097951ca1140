"""Phrases that were nominated for the bonfire, and the votes while they're open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.bonfire.rules import Phrase, PhraseState
from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import ChannelId, PersonId, PhraseId, WorkspaceId


class PhraseRow(Base):
    """One phrase. `live_key` is how it's compared, while it's voted on or retired: then it's there once.

    `retire` and `keep` are the counts of a vote that is over. `burned` is the once_key of the digest that
    burned it.
    """

    __tablename__ = "phrases"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    live_key: Mapped[str | None]
    words: Mapped[str]
    instead: Mapped[str]
    by: Mapped[str]
    channel: Mapped[str]
    state: Mapped[str]
    retire: Mapped[int]
    keep: Mapped[int]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    burned: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("workspace", "live_key"),
        Index(None, "workspace", "state"),
        Index(None, "state", "closes_at"),
    )


class PhraseVote(Base):
    """How one person voted. It's gone when the vote is over."""

    __tablename__ = "phrase_votes"

    phrase: Mapped[int] = mapped_column(RowId, ForeignKey("phrases.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    retire: Mapped[bool]
    at: Mapped[datetime]


def find(db: Session, workspace: WorkspaceId, phrase: PhraseId) -> PhraseRow:
    """The phrase, locked; Gone if this workspace has none of that id."""
    there = PhraseRow.workspace == workspace, PhraseRow.state != PhraseState.WITHDRAWN
    query = select(PhraseRow).where(PhraseRow.id == phrase, *there)
    return find_one(db, query.with_for_update())


def live(db: Session, workspace: WorkspaceId, key: str) -> PhraseRow | None:
    """The phrase that is voted on, or retired, and is compared by that key."""
    query = select(PhraseRow).where(PhraseRow.workspace == workspace, PhraseRow.live_key == key)
    return db.scalars(query.with_for_update()).first()


def of_state(
    db: Session, workspace: WorkspaceId, state: PhraseState, limit: int | None = None
) -> Sequence[PhraseRow]:
    """The phrases of that state, the latest first."""
    query = select(PhraseRow).where(PhraseRow.workspace == workspace, PhraseRow.state == state)
    latest = func.coalesce(PhraseRow.decided_at, PhraseRow.opened_at).desc(), PhraseRow.id.desc()
    return db.scalars(query.order_by(*latest).limit(limit)).all()


def over(db: Session, now: datetime, limit: int) -> Sequence[PhraseRow]:
    """Votes whose time is over; those that another process is closing are passed over."""
    due = PhraseRow.state == PhraseState.VOTING, PhraseRow.closes_at <= now
    query = select(PhraseRow).where(*due).order_by(PhraseRow.closes_at, PhraseRow.id).limit(limit)
    return db.scalars(query.with_for_update(skip_locked=True)).all()


def counted(db: Session, phrase: int) -> tuple[int, int]:
    """How many vote to retire it, and how many to keep it."""
    query = select(PhraseVote.retire, func.count()).where(PhraseVote.phrase == phrase)
    votes = dict(db.execute(query.group_by(PhraseVote.retire)).all())
    return votes.get(True, 0), votes.get(False, 0)


def seen(db: Session, row: PhraseRow) -> Phrase:
    """The phrase as people see it."""
    voting = row.state == PhraseState.VOTING
    retire, keep = counted(db, row.id) if voting else (row.retire, row.keep)
    return Phrase(
        id=PhraseId(row.id),
        words=row.words,
        instead=row.instead,
        by=PersonId(row.by),
        channel=ChannelId(row.channel),
        state=PhraseState(row.state),
        closes_at=row.closes_at,
        retire=retire,
        keep=keep,
    )
