"""Who has been greeted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rituals.db import Base
from rituals.db.base import RowId


class Greeting(Base):
    """A person or a channel (`whom`) that has had its hello. The key allows one each.

    `channel` is the one that the bot was invited to; None if somebody met it elsewhere.
    """

    __tablename__ = "greetings"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    whom: Mapped[str]
    channel: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("workspace", "whom"),)
