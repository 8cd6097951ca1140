"""The table of tips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import TipId, WorkspaceId
from rituals.tips.rules import TipState


class TipRow(Base):
    """Words that a workflow suggests. `who` is asked, or the admins where it is "".

    `request` keeps a step that comes twice from making two.
    """

    __tablename__ = "tips"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    text: Mapped[str]
    customer: Mapped[str | None]
    who: Mapped[str]
    state: Mapped[str]
    decided_by: Mapped[str | None]
    made_at: Mapped[datetime]
    request: Mapped[str]

    __table_args__ = (
        UniqueConstraint("workspace", "request"),
        Index(None, "state", "made_at"),
    )


def find(db: Session, workspace: WorkspaceId, tip: TipId) -> TipRow:
    """The tip, locked; Gone if this workspace has none of that id."""
    query = select(TipRow).where(TipRow.id == tip, TipRow.workspace == workspace)
    return find_one(db, query.with_for_update())


def look_up(db: Session, workspace: WorkspaceId, tip: TipId) -> TipRow:
    """The same, and it holds nobody up."""
    return find_one(db, select(TipRow).where(TipRow.id == tip, TipRow.workspace == workspace))


def made_before(db: Session, moment: datetime, limit: int) -> Sequence[TipRow]:
    """Tips of any workspace that still wait, and were made before; locked."""
    query = select(TipRow).where(TipRow.state == TipState.WAITING, TipRow.made_at < moment)
    return db.scalars(query.order_by(TipRow.id).limit(limit).with_for_update(skip_locked=True)).all()
