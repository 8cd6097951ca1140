"""The table of steps that have ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rituals.db import Base
from rituals.db.base import RowId


class Step(Base):
    """One step of one run of a workflow. `execution` is Slack's id of it, `error` None where it went well."""

    __tablename__ = "workflow_steps"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    execution: Mapped[str]
    error: Mapped[str | None]
    ended_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("workspace", "execution"),)
