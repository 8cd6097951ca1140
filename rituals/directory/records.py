"""The table of what Slack has told of people and channels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from rituals.db import Base


class Listing(Base):
    """What was known of one person, channel or membership at `seen_at`."""

    __tablename__ = "directory"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any]]
    seen_at: Mapped[datetime]
