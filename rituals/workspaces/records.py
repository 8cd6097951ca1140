"""The tenant's table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.ids import ChannelId, WorkspaceId
from rituals.workspaces.rules import Blend


class Workspace(Base):
    """One Slack workspace and its settings."""

    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(primary_key=True)
    feed_channel: Mapped[str | None]
    admins_only: Mapped[bool] = mapped_column(default=False)
    blend: Mapped[str] = mapped_column(default=Blend.AS_IT_COMES)
    known_since: Mapped[datetime]


def feed_of(db: Session, workspace: WorkspaceId, *, hold: bool = False) -> ChannelId | None:
    """The channel where stories live; None until somebody has chosen one. `hold` keeps it so for now."""
    # A shared lock: tellers do not wait for each other.
    row = db.get(Workspace, workspace, with_for_update={"read": True} if hold else None)
    return ChannelId(row.feed_channel) if row and row.feed_channel else None
