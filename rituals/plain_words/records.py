"""Words of a team's own, beside those of the product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import PersonId, TeamWordId, WorkspaceId
from rituals.plain_words.rules.words import TeamWord


class WordState(StrEnum):
    """Whether the check knows the word."""

    WAITING = "waiting"  # suggested
    IN = "in"


class TeamWordRow(Base):
    """One word or phrase; `key` is how it is compared. Suggested and in, it has two rows.

    Without `plain` ones it is left alone: the name of a product, or a word of the product's glossary.
    """

    __tablename__ = "team_words"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    key: Mapped[str]
    stiff: Mapped[str]
    plain: Mapped[list[str]]
    state: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("workspace", "key", "state"), Index(None, "workspace", "by"))


def find(db: Session, workspace: WorkspaceId, word: TeamWordId) -> TeamWordRow:
    """The word, locked; Gone if this workspace has none of that id."""
    query = select(TeamWordRow).where(TeamWordRow.id == word, TeamWordRow.workspace == workspace)
    return find_one(db, query.with_for_update())


def by_key(db: Session, workspace: WorkspaceId, key: str, state: WordState) -> TeamWordRow | None:
    """The word as it is suggested, or as it is in; locked."""
    here = TeamWordRow.workspace == workspace, TeamWordRow.key == key, TeamWordRow.state == state
    return db.scalars(select(TeamWordRow).where(*here).with_for_update()).first()


def every(db: Session, workspace: WorkspaceId, state: WordState) -> Sequence[TeamWordRow]:
    """All words of that state, by their first letters."""
    query = select(TeamWordRow).where(TeamWordRow.workspace == workspace, TeamWordRow.state == state)
    return db.scalars(query.order_by(TeamWordRow.key)).all()


def count(db: Session, workspace: WorkspaceId) -> int:
    """How many there are, of either state."""
    return db.scalars(select(func.count()).where(TeamWordRow.workspace == workspace)).one()


def seen(row: TeamWordRow) -> TeamWord:
    """The word as people see it."""
    waits = row.state == WordState.WAITING
    return TeamWord(TeamWordId(row.id), row.stiff, tuple(row.plain), PersonId(row.by), waits)
