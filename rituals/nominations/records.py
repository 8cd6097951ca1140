"""Who nominated which message, and what its author says to that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ForeignKey, Index, UniqueConstraint, bindparam, func, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import ChannelId, NominatedId, PersonId, WorkspaceId
from rituals.posts import look_is_due


class Consent(StrEnum):
    """Whether the words may be shown in the feed."""

    OPEN = "open"  # said where everybody may read them
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"  # by a click, or by not answering in time


class Nominated(Base):
    """A message that somebody pointed at. The words are kept only while they are shown or asked for.

    `author` is "" where an app wrote it; `author_name` is shown for people of other organisations. `wishes`
    is what a nominator said about it by the form; what the emoji say is read from the nominations.
    `asked_until` ends the question to the author. `look_at` is when the bot looks again whether the message
    is still there; a deleted one it never looks at again. `missing_since` is when Slack first couldn't find
    it, if it hasn't been found since.
    """

    __tablename__ = "nominated_messages"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    ts: Mapped[str]
    author: Mapped[str]
    author_name: Mapped[str | None]
    words: Mapped[str]
    link: Mapped[str | None]
    consent: Mapped[str]
    wishes: Mapped[dict[str, Any]]
    reachable: Mapped[bool]
    since: Mapped[datetime]
    asked_until: Mapped[datetime | None]
    look_at: Mapped[datetime | None]
    deleted: Mapped[bool]
    missing_since: Mapped[datetime | None]
    story: Mapped[int | None] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"))

    __table_args__ = (UniqueConstraint("workspace", "channel", "ts"),)


for _column in (Nominated.asked_until, Nominated.look_at):
    Index(
        f"ix_nominated_messages_{_column.key}",
        _column,
        sqlite_where=_column.is_not(None),
        postgresql_where=_column.is_not(None),
    )
Index(None, Nominated.story)


class Nomination(Base):
    """The last that is known of one person's emoji: it stands or was removed, as of Slack's `at`.

    The emoji is as Slack names it, skin tone and all; "" stands for the message shortcut.
    """

    __tablename__ = "nominations"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(primary_key=True)
    emoji: Mapped[str] = mapped_column(primary_key=True)
    standing: Mapped[bool]
    at: Mapped[str]


# Built once: that takes longer than to execute them.
_PLACED = (
    select(Nominated)
    .where(
        Nominated.workspace == bindparam("here"),
        tuple_(Nominated.channel, Nominated.ts).in_(bindparam("places", expanding=True)),
    )
    .order_by(Nominated.channel, Nominated.ts)
    .with_for_update()
)
_STANDING = (
    select(Nomination.channel, Nomination.ts, Nomination.by, Nomination.emoji)
    .where(
        Nomination.workspace == bindparam("here"),
        tuple_(Nomination.channel, Nomination.ts).in_(bindparam("places", expanding=True)),
        Nomination.standing,
    )
    .order_by(Nomination.at, Nomination.by, Nomination.emoji)
)
Place: TypeAlias = tuple[str, str]
Standing: TypeAlias = list[tuple[PersonId, str]]


def nominated(db: Session, workspace: WorkspaceId, channel: ChannelId, ts: str) -> Nominated | None:
    """The message at that place, locked, if anybody ever nominated it."""
    return placed(db, workspace, [(channel, ts)]).get((channel, ts))


def placed(db: Session, workspace: WorkspaceId, places: Iterable[Place]) -> dict[Place, Nominated]:
    """The messages at those places, locked in their order, as far as anybody ever nominated them."""
    rows = db.scalars(_PLACED, {"here": workspace, "places": list(places)})
    return {(row.channel, row.ts): row for row in rows}


def find(db: Session, workspace: WorkspaceId, message: NominatedId) -> Nominated:
    """The nominated message, locked; Gone if this workspace has none of that id."""
    query = select(Nominated).where(Nominated.id == message, Nominated.workspace == workspace)
    return find_one(db, query.with_for_update())


def seen_before(db: Session, workspace: WorkspaceId, channel: ChannelId, ts: str) -> str | None:
    """The ts of the latest nominated message of that channel from before `ts` that was there lately."""
    there = Nominated.workspace == workspace, Nominated.channel == channel, Nominated.missing_since.is_(None)
    query = select(func.max(Nominated.ts)).where(*there, ~Nominated.deleted, Nominated.ts < ts)
    return db.scalar(query)


def nominators(db: Session, message: Nominated) -> list[PersonId]:
    """Whose nomination of the message stands, the earliest first; each person once, however many emoji."""
    return each_once(nominations(db, message))


def each_once(standing: Iterable[tuple[PersonId, str]]) -> list[PersonId]:
    """Whose they are, in their order."""
    return list(dict.fromkeys(by for by, _ in standing))


def nominations(db: Session, message: Nominated) -> Standing:
    """Whose emoji stand on the message, and which, the earliest first."""
    place = message.channel, message.ts
    return nominations_at(db, message.workspace, [place])[place]


def nominations_at(db: Session, workspace: str, places: Iterable[Place]) -> dict[Place, Standing]:
    """The same by place."""
    found: dict[Place, Standing] = {place: [] for place in places}
    for channel, ts, by, emoji in db.execute(_STANDING, {"here": workspace, "places": list(found)}):
        found[channel, ts].append((PersonId(by), emoji))
    return found


def asked(db: Session, workspace: WorkspaceId) -> list[Nominated]:
    """Messages of the workspace whose authors have been asked and haven't answered."""
    query = select(Nominated).where(Nominated.workspace == workspace, Nominated.asked_until.is_not(None))
    return list(db.scalars(query.order_by(Nominated.id)))


def unanswered(db: Session, now: datetime, limit: int) -> list[Nominated]:
    """Messages whose authors were asked and have had their time, locked."""
    query = select(Nominated).where(Nominated.asked_until <= now).order_by(Nominated.asked_until).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def asked_for_too_long(db: Session, latest: datetime) -> list[Nominated]:
    """Messages whose authors have longer than until `latest` to answer, locked."""
    query = select(Nominated).where(Nominated.asked_until > latest).order_by(Nominated.id)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def unlooked(db: Session, now: datetime, limit: int) -> list[Nominated]:
    """Messages that it is time to look at again, locked."""
    query = (
        select(Nominated).where(look_is_due(Nominated.look_at, now)).order_by(Nominated.look_at).limit(limit)
    )
    return list(db.scalars(query.with_for_update(skip_locked=True)))
