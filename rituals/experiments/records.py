"""What rituals have drawn for a channel, and who has answered it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.catalog import Framework
from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.experiments.rules.choosing import Had
from rituals.ids import ChannelId, DrawId, WorkspaceId


class Draw(Base):
    """What one channel (or one person, in their practice) was shown: `experiment` is its key in the pack.

    Drawn by a schedule, then with the moment it was `planned` for, or posted `by` a person. The first draw of
    a round keeps the `bag` of that round. A `game_plan`
    waits to be shown in the thread until `threshold` people have answered, or until `window_ends`; if nobody
    has by then, replies in the thread are looked for at `thread_due`. Answers stay sealed until as many as
    `together` are in, or until `sealed_until`, which is None once they're shown.
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
    thread_due: Mapped[datetime | None]
    together: Mapped[int | None]
    sealed_until: Mapped[datetime | None]

    @property
    def personal(self) -> bool:
        """Whether it went to one person, in their practice: then `channel` is their id."""
        return self.channel.startswith(("U", "W"))

    __table_args__ = (
        Index("uq_draws_workspace_once_key", "workspace", "once_key", unique=True),
        Index(None, "workspace", "channel", "kind", "framework"),
    )


# Only draws that still wait for something are in them.
for _waits in (Draw.window_ends, Draw.thread_due, Draw.sealed_until):
    _there = _waits.is_not(None)
    Index(f"ix_draws_{_waits.key}", _waits, sqlite_where=_there, postgresql_where=_there)


class Engagement(Base):
    """That one person has answered, by *Answer* or by a reply in the thread."""

    __tablename__ = "engagements"

    draw: Mapped[int] = mapped_column(RowId, ForeignKey("draws.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    at: Mapped[datetime]


def find(db: Session, workspace: WorkspaceId, draw: DrawId) -> Draw:
    """The draw, locked; Gone if this workspace has none of that id."""
    return find_one(db, _HELD, {"number": draw, "here": workspace})


# Built once: that takes longer than to execute them.
_THESE = select(Draw).where(
    Draw.workspace == bindparam("here"), Draw.id.in_(bindparam("numbers", expanding=True))
)
_HELD = (
    select(Draw).where(Draw.id == bindparam("number"), Draw.workspace == bindparam("here")).with_for_update()
)


def look_at(db: Session, workspace: WorkspaceId, draw: DrawId) -> Draw:
    """The draw as it is, read once a transaction and without holding anybody up; Gone."""
    row: Draw | None = db.info.get((Draw, draw))
    # Asked of the session each time, it takes as long as the rest of a card.
    if row is None or row not in db:
        row = db.get(Draw, draw)
    if row is None or row.workspace != workspace:
        raise Gone
    # A session forgets what nobody holds on to.
    db.info[Draw, draw] = row
    return row


def read_ahead(db: Session, workspace: WorkspaceId, draws: Collection[int]) -> None:
    """Read all that `look_at` is about to be asked for in this transaction, in one go."""
    rows = db.scalars(_THESE, {"here": workspace, "numbers": list(draws)})
    db.info |= {(Draw, row.id): row for row in rows}


def drawn_in(
    db: Session, workspace: WorkspaceId, channel: ChannelId, kind: str, frameworks: Iterable[Framework]
) -> dict[str, list[Had]]:
    """What of that kind the channel has had of each framework, under any of its names, the oldest first."""
    named = {name: each.key for each in frameworks for name in (each.key, *each.formerly)}
    query = select(Draw.framework, Draw.experiment, Draw.bag, Draw.id).where(
        Draw.workspace == workspace,
        Draw.channel == channel,
        Draw.kind == kind,
        Draw.framework.in_(named),
    )
    had: dict[str, list[Had]] = {key: [] for key in named.values()}
    for name, key, bag, number in db.execute(query.order_by(Draw.id)):
        had[named[name]].append(Had(key, None if bag is None else tuple(bag), number))
    return had


def drawn_on(
    db: Session, workspace: WorkspaceId, channels: Collection[ChannelId], kind: str, on: date
) -> Draw | None:
    """The newest of that kind that one of the channels had on a local date."""
    query = select(Draw).where(
        Draw.workspace == workspace, Draw.channel.in_(channels), Draw.kind == kind, Draw.on == on
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
    """How many people have answered what was drawn."""
    count = select(func.count()).where(Engagement.draw == draw.id, Engagement.workspace == draw.workspace)
    return db.scalars(count).one()


def windows_over(db: Session, now: datetime, limit: int) -> list[Draw]:
    """Draws whose day is over with their game plan unsaid, passing over those in another's hands."""
    query = select(Draw).where(Draw.window_ends <= now).order_by(Draw.window_ends).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def threads_due(db: Session, now: datetime, limit: int) -> list[Draw]:
    """Draws whose thread is to be read, passing over those in another's hands."""
    query = select(Draw).where(Draw.thread_due <= now).order_by(Draw.thread_due).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def seals_over(db: Session, now: datetime, limit: int) -> list[Draw]:
    """Draws whose day is over with their answers sealed, passing over those in another's hands."""
    query = select(Draw).where(Draw.sealed_until <= now).order_by(Draw.sealed_until).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))
