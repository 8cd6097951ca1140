"""The table of desired messages, and the query that finds what is due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Index,
    UniqueConstraint,
    Update,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from rituals.db import Base, UtcDateTime, find_one
from rituals.db.base import RowId
from rituals.ids import ChannelId, PersonId, ScheduleId, WorkspaceId
from rituals.posts.rules import A_MINUTE, LEASE, LONGEST_LOOK, LONGEST_REST, Errand, State
from rituals.scene import NOBODY

UNSENT = (State.WAITING, State.GONE)


class Post(Base):
    """One message that Slack should (or should no longer) show.

    It belongs into the thread of the post `thread_of`, or of somebody's message `thread_ts`, or into none.
    `text_mark` is of the `text` that Slack has beside the blocks; None while nobody knows which that is.
    One of a `ritual` was planned for a moment, and isn't posted later than `fresh_until`. `asked_by` is
    the person whose act it follows from, and hears if it can't be posted; "" for the clock.
    """

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    once_key: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[int] = mapped_column(RowId)
    channel: Mapped[str]
    thread_of: Mapped[str | None]
    thread_ts: Mapped[str | None]
    key: Mapped[str]
    state: Mapped[str]
    wanted: Mapped[bool]
    wanted_version: Mapped[int]
    shown_version: Mapped[int]
    ts: Mapped[str | None]
    shown_in: Mapped[str | None]
    wanted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    attempts: Mapped[int]
    error: Mapped[str | None]
    text_mark: Mapped[str | None]
    ritual: Mapped[int | None] = mapped_column(RowId)
    planned_at: Mapped[datetime | None]
    fresh_until: Mapped[datetime | None]
    asked_by: Mapped[str] = mapped_column(default=NOBODY)

    __table_args__ = (
        UniqueConstraint("workspace", "once_key"),
        Index(None, "workspace", "kind", "subject"),
    )

    @property
    def behind(self) -> bool:
        return self.shown_version < self.wanted_version

    @property
    def since(self) -> datetime:
        """Since when it may have been sent, though the database may have forgotten that."""
        return self.planned_at or self.wanted_at


# Only rows with work to do are in it, so looking for work costs the same whatever was posted before.
Index(
    "ix_posts_due_at",
    Post.due_at,
    sqlite_where=Post.due_at.is_not(None),
    postgresql_where=Post.due_at.is_not(None),
)
_PERISHABLE = and_(Post.due_at.is_not(None), Post.fresh_until.is_not(None))
Index("ix_posts_fresh_until", Post.fresh_until, sqlite_where=_PERISHABLE, postgresql_where=_PERISHABLE)


class AdminNote(Base):
    """A message for every admin of the workspace; it is handed out once it is known who they are."""

    __tablename__ = "admin_notes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    once_key: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[int] = mapped_column(RowId)
    wanted_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("workspace", "once_key"),)


_NOT_HANDED = AdminNote.handed_at.is_(None)
Index("ix_admin_notes_wanted_at", AdminNote.wanted_at, sqlite_where=_NOT_HANDED, postgresql_where=_NOT_HANDED)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A post that this process alone may handle until its lease runs out."""

    id: int
    workspace: str
    kind: str
    subject: int
    channel: str
    key: str
    errand: Errand
    version: int
    ts: str | None
    sent_at: datetime | None
    since: datetime
    planned: datetime | None = None
    thread: str | None = None
    text_mark: str | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A post of a ritual that couldn't be sent while it was fresh. `asked_by`: who had asked for it then."""

    workspace: WorkspaceId
    kind: str
    subject: int
    ritual: ScheduleId
    planned: datetime
    asked_by: PersonId


def due(
    db: Session, now: datetime, resting: Collection[str], limit: int, unchanged_since: datetime | None
) -> list[Post]:
    """Posts with work to do, at most one a channel (the oldest), so that a channel keeps its order.

    Rows that another process is claiming are passed over, and so is what is there and was sent or changed
    later than `unchanged_since`; all that is there if that is None. What is passed over holds nobody up: a
    card that changes all the time would hold up all that comes after it.
    """
    each = aliased(Post)
    # Gathered once, and not looked for again with each post: of thousands that are due at nine that would be
    # millions of looks.
    first = (
        select(func.min(each.id).label("id"))
        .where(each.due_at <= now, _may_change(each, now, unchanged_since))
        .group_by(each.workspace, each.channel)
        .subquery()
    )
    query = (
        select(Post)
        .join(first, first.c.id == Post.id)
        .where(Post.channel.not_in(resting), ~_stale(now))
        .order_by(Post.due_at, Post.id)
        .limit(limit)
        # Since it was gathered, another process may have had it.
        .where(Post.due_at <= now, _may_change(Post, now, unchanged_since))
        .with_for_update(of=Post, skip_locked=True)
    )
    return list(db.scalars(query))


def _may_change(post: type[Post], now: datetime, unchanged_since: datetime | None) -> ColumnElement[bool]:
    """Whether a message is still to be sent, or has stood long enough to be changed."""
    if unchanged_since is None:
        return post.state != State.SHOWN
    # Ahead of now is what was sent before somebody put the clock back.
    old_enough = or_(post.sent_at.is_(None), post.sent_at <= unchanged_since, post.sent_at > now)
    return or_(post.state != State.SHOWN, old_enough)


def stale(db: Session, now: datetime, limit: int) -> list[Post]:
    """Posts that nobody is sending and that are too old to be sent, passing over those in another's hands."""
    query = select(Post).where(Post.due_at.is_not(None), _stale(now)).order_by(Post.id).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def misdated(db: Session, now: datetime) -> list[Post]:
    """Posts that wait for longer than anything makes them: their moment is of a clock put right since."""
    claimed, later = Post.claimed_by.is_not(None), now + A_MINUTE
    waits = (
        Post.due_at > later + LONGEST_REST,
        and_(claimed, Post.due_at > later + LEASE),
        and_(Post.claimed_by.is_(None), Post.attempts == 0),
    )
    query = select(Post).where(Post.due_at > later, or_(*waits)).order_by(Post.id)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def shown_before(db: Session, workspace: WorkspaceId, channel: ChannelId, ts: str) -> str | None:
    """The ts of the latest message of ours in that channel that is older than `ts`."""
    there = Post.workspace == workspace, Post.shown_in == channel, Post.state == State.SHOWN
    return db.scalar(select(func.max(Post.ts)).where(*there, Post.ts < ts))


def look_is_due(look_at: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    """Whether it is time to look again whether somebody's message is still there.

    One that lies further ahead than any look was set by a clock that has been put right since.
    """
    return or_(look_at <= now, look_at > now + LONGEST_LOOK + A_MINUTE)


def _stale(now: datetime) -> ColumnElement[bool]:
    # Written for rows without a limit, too: to compare with nothing is neither true nor false.
    return and_(Post.fresh_until.is_not(None), Post.fresh_until < now, Post.state == State.WAITING)


def stir_one(db: Session, now: datetime, workspace: str, once_key: str, *, wanted: bool = True) -> None:
    """There is something new to be shown of this post, if it is wanted; or nothing, if not `wanted`."""
    db.flush()
    db.execute(_STIR_ONE[wanted], {"moment": now, "here": workspace, "called": once_key})


def stir_some(db: Session, now: datetime, *which: ColumnElement[bool], wanted: bool = True) -> None:
    """The same for several posts."""
    # In the order in which everybody takes them: else two could wait for each other.
    these = select(Post.id).where(*which).order_by(Post.id).with_for_update().correlate(None)
    db.flush()
    db.execute(_stirring(wanted).where(_POSTS.c.id.in_(these)), {"moment": now})


def _stirring(wanted: bool) -> Update:
    """One statement, which says of many what `rules.next_errand` says of one."""
    c, now = _POSTS.c, bindparam("moment", type_=UtcDateTime())
    still_there = and_(c.state == State.GAVE_UP, c.ts.is_not(None))
    work = or_(
        c.state.in_([State.SENDING, State.IN_DOUBT, State.SHOWN, *(UNSENT if wanted else ())]), still_there
    )
    return (
        update(_POSTS)
        .where(c.wanted)
        .values(
            wanted=wanted,
            wanted_version=c.wanted_version + 1,
            attempts=0,
            # A change was refused, and the message is still there: the next one may be taken.
            state=case((still_there, State.SHOWN), else_=c.state),
            # A claimed post is looked at again when it is settled; waking it earlier would break its lease.
            due_at=case((and_(c.claimed_by.is_(None), work), now), else_=c.due_at),
        )
    )


_POSTS = Post.metadata.tables[Post.__tablename__]
# Built once: that takes longer than to execute them.
_CALLED = _POSTS.c.workspace == bindparam("here"), _POSTS.c.once_key == bindparam("called")
_STIR_ONE = {wanted: _stirring(wanted).where(*_CALLED) for wanted in (True, False)}
_UNTAKEN = _POSTS.c.wanted, _POSTS.c.state == State.WAITING, _POSTS.c.claimed_by.is_(None)
_WAITS = select(_POSTS.c.id).where(*_CALLED, *_UNTAKEN).with_for_update(skip_locked=True)
_BY_KEY = select(Post).where(*_CALLED).with_for_update().execution_options(populate_existing=True)


def by_key(db: Session, workspace: str, once_key: str) -> Post | None:
    """The post that a once_key stands for, locked against others."""
    return db.scalars(_BY_KEY, {"here": workspace, "called": once_key}).first()


def waits(db: Session, workspace: WorkspaceId, once_key: str) -> bool:
    """Whether that post is still to be sent, and in nobody's hands; then it's locked against others."""
    return db.execute(_WAITS, {"here": workspace, "called": once_key}).first() is not None


def find(db: Session, workspace: WorkspaceId, post: int) -> Post:
    """The post of that id, locked against others; Gone if this workspace has none."""
    query = select(Post).where(Post.id == post, Post.workspace == workspace)
    return find_one(db, query.with_for_update().execution_options(populate_existing=True))


def not_handed_out(db: Session, workspace: WorkspaceId, limit: int) -> list[AdminNote]:
    """Messages for admins that nobody has been sent yet, the oldest first."""
    query = select(AdminNote).where(AdminNote.workspace == workspace, _NOT_HANDED)
    return list(db.scalars(query.order_by(AdminNote.wanted_at).limit(limit)))
