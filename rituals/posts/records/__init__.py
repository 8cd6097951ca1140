"""Desired messages: the table, the query that finds what is due, and the statements that change them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from rituals.db import UtcDateTime, find_one
from rituals.ids import ChannelId, WorkspaceId
from rituals.posts.records.standings import PostStanding, leased, put_off, settled, standings
from rituals.posts.records.tables import NOT_HANDED, UNSENT, AdminNote, Claimed, Post, Stale
from rituals.posts.records.turns import DuePost, due, misdated, stale
from rituals.posts.rules import A_MINUTE, LONGEST_LOOK, State

__all__ = [
    "UNSENT",
    "AdminNote",
    "Claimed",
    "DuePost",
    "Post",
    "PostStanding",
    "Stale",
    "by_key",
    "due",
    "find",
    "leased",
    "look_is_due",
    "misdated",
    "not_handed_out",
    "of_id",
    "put_off",
    "settled",
    "shown_before",
    "stale",
    "standings",
    "stir_and_tell",
    "stir_each",
    "stir_one",
    "stir_some",
    "waits",
]


def shown_before(db: Session, workspace: WorkspaceId, channel: ChannelId, ts: str) -> str | None:
    """The ts of the latest message of ours in that channel that is older than `ts`."""
    there = Post.workspace == workspace, Post.shown_in == channel, Post.state == State.SHOWN
    return db.scalar(select(func.max(Post.ts)).where(*there, Post.ts < ts))


def look_is_due(look_at: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    """Whether it is time to look again whether somebody's message is still there.

    One that lies further ahead than any look was set by a clock that has been put right since.
    """
    return or_(look_at <= now, look_at > now + LONGEST_LOOK + A_MINUTE)


def stir_one(db: Session, now: datetime, workspace: str, once_key: str, *, wanted: bool = True) -> None:
    """There is something new to be shown of this post, if it is wanted; or nothing, if not `wanted`."""
    db.flush()
    db.execute(_STIR_ONE[wanted], {"moment": now, "here": workspace, "called": once_key})


def stir_and_tell(db: Session, now: datetime, workspace: str, once_key: str) -> str | None:
    """The same; the state in which it is now. None if it isn't wanted."""
    db.flush()
    state: str | None = db.scalar(_STIR_AND_TELL, {"moment": now, "here": workspace, "called": once_key})
    return state


def stir_each(
    db: Session, now: datetime, workspace: str, once_keys: Iterable[str], *, wanted: bool = True
) -> None:
    """The same for several posts of a workspace."""
    if called := list(once_keys):
        db.flush()
        db.execute(_STIR_EACH[wanted], {"moment": now, "here": workspace, "each": called})


def stir_some(db: Session, now: datetime, *which: ColumnElement[bool], wanted: bool = True) -> None:
    """The same for all posts of which that is true."""
    db.flush()
    db.execute(_stirring_of(*which, wanted=wanted), {"moment": now})


def _stirring_of(*which: ColumnElement[bool], wanted: bool) -> Update:
    # In the order in which everybody takes them: else two could wait for each other.
    these = select(Post.id).where(*which).order_by(Post.id).with_for_update().correlate(None)
    return _stirring(wanted).where(_POSTS.c.id.in_(these))


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
_EACH = Post.workspace == bindparam("here"), Post.once_key.in_(bindparam("each", expanding=True))
_STIR_EACH = {wanted: _stirring_of(*_EACH, wanted=wanted) for wanted in (True, False)}
_STIR_AND_TELL = _STIR_ONE[True].returning(_POSTS.c.state)
_UNTAKEN = _POSTS.c.wanted, _POSTS.c.state == State.WAITING, _POSTS.c.claimed_by.is_(None)
_WAITS = select(_POSTS.c.id).where(*_CALLED, *_UNTAKEN).with_for_update(skip_locked=True)
_BY_KEY = select(Post).where(*_CALLED).with_for_update().execution_options(populate_existing=True)


def by_key(db: Session, workspace: str, once_key: str) -> Post | None:
    """The post that a once_key stands for, locked against others."""
    return db.scalars(_BY_KEY, {"here": workspace, "called": once_key}).first()


def waits(db: Session, workspace: WorkspaceId, once_key: str) -> bool:
    """Whether that post is still to be sent, and in nobody's hands; then it's locked against others."""
    return db.execute(_WAITS, {"here": workspace, "called": once_key}).first() is not None


def of_id(db: Session, post: int) -> Post:
    """The post of that id, of whichever workspace, locked against others; Gone."""
    query = select(Post).where(Post.id == post)
    return find_one(db, query.with_for_update().execution_options(populate_existing=True))


def find(db: Session, workspace: WorkspaceId, post: int) -> Post:
    """The post of that id, locked against others; Gone if this workspace has none."""
    query = select(Post).where(Post.id == post, Post.workspace == workspace)
    return find_one(db, query.with_for_update().execution_options(populate_existing=True))


def not_handed_out(db: Session, workspace: WorkspaceId, limit: int) -> list[AdminNote]:
    """Messages for admins that nobody has been sent yet, the oldest first."""
    query = select(AdminNote).where(AdminNote.workspace == workspace, NOT_HANDED)
    return list(db.scalars(query.order_by(AdminNote.wanted_at).limit(limit)))
