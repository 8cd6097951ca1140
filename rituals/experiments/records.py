"""What rituals have drawn for a channel, and who has engaged with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.experiments.rules.choosing import Had
from rituals.ids import ChannelId, DrawId, WorkspaceId


class Draw(Base):
    """What one channel (or one person, in their practice) was shown: `experiment` is its key in the pack.

    Drawn by a schedule, then with the moment it was `planned` for, or posted `by` a person. The first draw of
    a round keeps the `bag` of that round. A `game_plan`
    waits to be shown in the thread until `threshold` people have engaged, or until `window_ends`.
    """

    __tablename__ = "draws"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    kind: Mapped[str]
    framework: Mapped[str]
    experiment: Mapped[str]
    on: Mapped[date]
    once_key: Mapped[str]
    drawn_at: Mapped[datetime]
    planned: Mapped[datetime | None]
    by: Mapped[str | None]
    bag: Mapped[list[str] | None]
    game_plan: Mapped[str | None]
    threshold: Mapped[int | None]
    window_ends: Mapped[datetime | None]

    @property
    def personal(self) -> bool:
        """Whether it went to one person, in their practice: then `channel` is their id."""
        return self.channel.startswith(("U", "W"))

    __table_args__ = (
        Index("uq_draws_workspace_once_key", "workspace", "once_key", unique=True),
        Index(None, "workspace", "channel", "kind", "framework"),
    )


# Only draws whose game plan still waits are in it.
Index(
    "ix_draws_window_ends",
    Draw.window_ends,
    sqlite_where=Draw.window_ends.is_not(None),
    postgresql_where=Draw.window_ends.is_not(None),
)


class Engagement(Base):
    """One person's sign that they thought about it."""

    __tablename__ = "engagements"

    draw: Mapped[int] = mapped_column(RowId, ForeignKey("draws.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    at: Mapped[datetime]


def find(db: Session, workspace: WorkspaceId, draw: DrawId) -> Draw:
    """The draw, locked; Gone if this workspace has none of that id."""
    query = select(Draw).where(Draw.id == draw, Draw.workspace == workspace).with_for_update()
    row = db.scalars(query).first()
    if row is None:
        raise Gone
    return row


def drawn_in(
    db: Session, workspace: WorkspaceId, channel: ChannelId, kind: str, frameworks: Collection[str]
) -> list[Had]:
    """What of that kind the channel has had, under any name of the framework, the oldest first."""
    query = select(Draw.experiment, Draw.bag, Draw.id).where(
        Draw.workspace == workspace,
        Draw.channel == channel,
        Draw.kind == kind,
        Draw.framework.in_(frameworks),
    )
    rows = db.execute(query.order_by(Draw.id))
    return [Had(key, None if bag is None else tuple(bag), number) for key, bag, number in rows]


def drawn_on(db: Session, workspace: WorkspaceId, channel: ChannelId, kind: str, on: date) -> Draw | None:
    """The newest of that kind that the channel had on a local date."""
    query = select(Draw).where(
        Draw.workspace == workspace, Draw.channel == channel, Draw.kind == kind, Draw.on == on
    )
    return db.scalars(query.order_by(Draw.id.desc())).first()


def by_once_key(db: Session, workspace: WorkspaceId, once_key: str) -> Draw:
    """The draw that a once_key stands for."""
    query = select(Draw).where(Draw.workspace == workspace, Draw.once_key == once_key)
    return db.scalars(query).one()


def posted_since(db: Session, workspace: WorkspaceId, key: str, moment: datetime, until: datetime) -> bool:
    """Whether something whose once_key begins with `key` was drawn later than `moment`, up to `until`."""
    begins = Draw.once_key.startswith(key, autoescape=True)
    query = select(Draw.id).where(Draw.workspace == workspace, begins, Draw.drawn_at > moment)
    query = query.where(Draw.drawn_at <= until)
    return db.scalars(query).first() is not None


def engaged(db: Session, draw: Draw) -> int:
    """How many people have engaged with what was drawn."""
    count = select(func.count()).where(Engagement.draw == draw.id, Engagement.workspace == draw.workspace)
    return db.scalars(count).one()


def windows_over(db: Session, now: datetime, limit: int) -> list[Draw]:
    """Draws whose day is over with their game plan unsaid, passing over those in another's hands."""
    query = select(Draw).where(Draw.window_ends <= now).order_by(Draw.window_ends).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))
