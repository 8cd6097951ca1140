"""The table of secret links. The secrets themselves are nowhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rituals.db import Base
from rituals.db.base import RowId


class SecretLink(Base):
    """A link that works. `digest` is of its secret; `channel` and `person` are empty but for calendars.

    `by` made it; it's empty once they are forgotten.
    """

    __tablename__ = "secret_links"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    kind: Mapped[str]
    channel: Mapped[str]
    person: Mapped[str]
    digest: Mapped[str]
    by: Mapped[str]
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("workspace", "kind", "channel", "person"),
        Index(None, "digest", unique=True),
    )
