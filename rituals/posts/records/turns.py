"""The queries that find what is due, what is too old, and what waits for a time that was wrong."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from rituals.db import UtcDateTime
from rituals.posts.records.tables import Post
from rituals.posts.rules import A_MINUTE, LEASE, LONGEST_REST, State


@dataclass(frozen=True, slots=True)
class DuePost:
    """A post with work to do, as it stands before anybody takes it."""

    id: int
    workspace: str
    kind: str
    subject: int
    channel: str
    shown_in: str | None
    thread_of: str | None
    thread_ts: str | None
    key: str
    state: str
    wanted: bool
    wanted_version: int
    shown_version: int
    ts: str | None
    wanted_at: datetime
    planned_at: datetime | None
    sent_at: datetime | None
    text_mark: str | None

    @property
    def behind(self) -> bool:
        return self.shown_version < self.wanted_version

    @property
    def since(self) -> datetime:
        """Since when it may have been sent, though the database may have forgotten that."""
        return self.planned_at or self.wanted_at


_COLUMNS = [Post.metadata.tables[Post.__tablename__].c[each.name] for each in fields(DuePost)]


def due(
    db: Session, now: datetime, resting: Collection[str], limit: int, unchanged_since: datetime | None
) -> list[DuePost]:
    """Posts with work to do, at most one a channel (the oldest), so that a channel keeps its order.

    Rows that another process is claiming are passed over, and so is what is there and was sent or changed
    later than `unchanged_since`; all of what is there if that is None. What is passed over holds nobody up: a
    card that changes all the time would hold up all that comes after it.
    """
    query = _due(db.get_bind().dialect.name, changes=unchanged_since is not None)
    values = {
        "now": now,
        "unchanged_since": unchanged_since,
        "most": limit,
        "resting": json.dumps([*resting]),
    }
    return [DuePost(*row) for row in db.execute(query, values)]


@cache
def _due(dialect: str, *, changes: bool) -> Select[Any]:
    now, limit = bindparam("now", type_=UtcDateTime()), bindparam("most", type_=Integer())
    unchanged_since = bindparam("unchanged_since", type_=UtcDateTime()) if changes else None
    earlier = aliased(Post)
    # A value, and no NOT EXISTS: PostgreSQL would join all with all of a channel, and look through both
    # before the first one comes. This is a look into an index, and only for as many as it takes.
    first = (
        select(func.min(earlier.id))
        .where(earlier.workspace == Post.workspace, earlier.channel == Post.channel)
        .where(earlier.due_at <= now, _may_change(earlier, now, unchanged_since))
        .scalar_subquery()
    )
    return (
        select(*_COLUMNS)
        # In this order: what rests is passed over before anything is looked up for it.
        .where(Post.due_at <= now, Post.channel.not_in(_members(dialect, "resting")))
        # Not `==`, which says the same: PostgreSQL would expect a single row, and gather all to find it.
        .where(~_stale(now), _may_change(Post, now, unchanged_since), Post.id <= first)
        .order_by(Post.due_at, Post.id)
        .limit(limit)
        .with_for_update(of=Post, skip_locked=True)
    )


def _members(dialect: str, name: str) -> Select[Any]:
    """The members of a JSON list that comes in: however many, they're one value, and the statement stays."""
    if dialect == "sqlite":
        return select(func.json_each(bindparam(name, type_=String())).table_valued("value").c.value)
    return select(func.json_array_elements_text(cast(bindparam(name, type_=String()), JSON)))


def _may_change(
    post: type[Post], now: BindParameter[datetime], unchanged_since: BindParameter[datetime] | None
) -> ColumnElement[bool]:
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


def _stale(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    # Written for rows without a limit, too: to compare with nothing is neither true nor false.
    return and_(Post.fresh_until.is_not(None), Post.fresh_until < now, Post.state == State.WAITING)
