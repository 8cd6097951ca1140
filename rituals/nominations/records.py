"""Who nominated which message, and what its author says to that."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import ChannelId, NominatedId, PersonId, WorkspaceId


class Consent(StrEnum):
    """Whether the words may be shown in the feed."""

    OPEN = "open"  # said where everybody may read them
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class Nominated(Base):
    """A message that somebody pointed at. The words are kept only while they are shown or asked for."""

    __tablename__ = "nominated_messages"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    ts: Mapped[str]
    author: Mapped[str]
    words: Mapped[str]
    link: Mapped[str | None]
    consent: Mapped[str]
    story: Mapped[int | None] = mapped_column(RowId, ForeignKey("stories.id"))

    __table_args__ = (UniqueConstraint("workspace", "channel", "ts"),)


class Nomination(Base):
    """The last that is known of one person's reaction: it stands or was taken back, as of Slack's `at`."""

    __tablename__ = "nominations"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(primary_key=True)
    standing: Mapped[bool]
    at: Mapped[str]


def nominated(db: Session, workspace: WorkspaceId, channel: ChannelId, ts: str) -> Nominated | None:
    """The message at that place, locked, if anybody ever nominated it."""
    query = select(Nominated).where(
        Nominated.workspace == workspace, Nominated.channel == channel, Nominated.ts == ts
    )
    return db.scalars(query.with_for_update()).first()


def find(db: Session, workspace: WorkspaceId, message: NominatedId) -> Nominated:
    """The nominated message, locked; Gone if this workspace has none of that id."""
    query = select(Nominated).where(Nominated.id == message, Nominated.workspace == workspace)
    row = db.scalars(query.with_for_update()).first()
    if row is None:
        raise Gone
    return row


def nominators(db: Session, message: Nominated) -> list[PersonId]:
    """Whose nomination of the message stands, the earliest first."""
    query = select(Nomination.by).where(
        Nomination.workspace == message.workspace,
        Nomination.channel == message.channel,
        Nomination.ts == message.ts,
        Nomination.standing,
    )
    return [PersonId(by) for by in db.scalars(query.order_by(Nomination.at, Nomination.by))]
