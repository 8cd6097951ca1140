"""Which experiments a channel has had."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.experiments.rules import Had
from rituals.ids import ChannelId, WorkspaceId


class Draw(Base):
    """One experiment drawn for a channel: by a schedule, or by a person who posted today's."""

    __tablename__ = "draws"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    framework: Mapped[str]
    experiment: Mapped[str]
    on: Mapped[date]
    once_key: Mapped[str] = mapped_column(unique=True)
    drawn_at: Mapped[datetime]
    planned: Mapped[datetime | None]
    by: Mapped[str | None]

    __table_args__ = (Index(None, "workspace", "channel", "framework"),)


def drawn_in(db: Session, workspace: WorkspaceId, channel: ChannelId, framework: str) -> list[Had]:
    """What the channel has had of the framework, the oldest first."""
    query = select(Draw.experiment, Draw.by).where(
        Draw.workspace == workspace, Draw.channel == channel, Draw.framework == framework
    )
    return [Had(key, by_hand=by is not None) for key, by in db.execute(query.order_by(Draw.id))]


def drawn_on(db: Session, workspace: WorkspaceId, channel: ChannelId, on: date) -> Draw | None:
    """The newest experiment that the channel had on a local date."""
    query = select(Draw).where(Draw.workspace == workspace, Draw.channel == channel, Draw.on == on)
    return db.scalars(query.order_by(Draw.id.desc())).first()
