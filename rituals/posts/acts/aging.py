"""What time does to posts: they grow stale, outlive a clock or a process, and are forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from rituals.ids import PersonId, ScheduleId, WorkspaceId
from rituals.posts import records
from rituals.posts.records import AdminNote, Post, Stale
from rituals.posts.rules import DOUBT_WAIT, LEASE, REMEMBERED, State


def expire(db: Session, now: datetime, limit: int) -> list[Stale]:
    """Give up what couldn't be sent while it was fresh; up to `limit` of them."""
    gone = []
    for post in records.stale(db, now, limit):
        assert post.ritual is not None and post.planned_at is not None
        post.state, post.wanted, post.due_at, post.error = State.GAVE_UP, False, None, "too_late"
        workspace, ritual = WorkspaceId(post.workspace), ScheduleId(post.ritual)
        asked_by = PersonId(post.asked_by)
        gone.append(Stale(workspace, post.kind, post.subject, ritual, post.planned_at, asked_by))
    return gone


def put_right(db: Session, now: datetime) -> None:
    """What would wait for a moment of a clock that has been put right since is due now.

    What was claimed by that clock gets a lease by this one.
    """
    for post in records.misdated(db, now):
        post.due_at = now + LEASE if post.claimed_by else now


def adopt_orphans(db: Session, now: datetime) -> None:
    """Free what a dead process had claimed. Only for a database that a single process uses."""
    orphans = update(Post).where(Post.claimed_by.is_not(None))
    doubtful = Post.state.in_([State.SENDING, State.IN_DOUBT])
    db.execute(orphans.where(doubtful).values(claimed_by=None, due_at=now + DOUBT_WAIT))
    db.execute(orphans.where(~doubtful).values(claimed_by=None, due_at=now))


def purge(db: Session, now: datetime) -> None:
    """Forget messages that were taken down, or not sent, long ago; wanted again, they start over anyway."""
    not_there = Post.state.in_([State.GONE, State.WAITING, State.GAVE_UP]), Post.ts.is_(None)
    old = Post.wanted.is_(False), Post.wanted_at < now - REMEMBERED
    db.execute(delete(Post).where(*not_there, *old))
    doubtful = Post.state == State.IN_DOUBT, Post.due_at.is_(None)
    db.execute(delete(Post).where(*doubtful, *old))
    db.execute(delete(AdminNote).where(AdminNote.handed_at < now - REMEMBERED))
