"""Claiming the work that follows from what is wanted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from rituals.posts.records import Claimed, Post, by_key, due
from rituals.posts.rules import LEASE, THREAD_WAIT, Errand, State, next_errand


def claim(
    db: Session,
    now: datetime,
    *,
    by: str,
    resting: Collection[str],
    limit: int,
    calm: timedelta | None = timedelta(0),
) -> list[Claimed]:
    """Take up to `limit` posts that have work to do; nobody else touches them until settled or LEASE is over.

    `by` names this process; channels in `resting` are left alone. A message that is there is changed only
    after so much `calm`, whoever changed it last; None lets all of them be for now.
    """
    unchanged_since = None if calm is None else now - calm
    claimed = [_take(db, post, now, by) for post in due(db, now, resting, limit, unchanged_since)]
    return [c for c in claimed if c is not None]


def text_changes(db: Session, post: int) -> None:
    """A message is about to get another `text`: until that is settled, nobody knows which it has."""
    db.execute(update(Post).where(Post.id == post).values(text_mark=None))


def _take(db: Session, post: Post, now: datetime, by: str) -> Claimed | None:
    errand = next_errand(State(post.state), post.wanted, post.behind)
    if errand is None:
        post.due_at = post.claimed_by = None
        return None
    head = by_key(db, post.workspace, post.thread_of) if post.thread_of else None
    # What is there already needs no thread to be changed, or taken away.
    if post.thread_of and post.ts is None and (head is None or head.ts is None):
        if head is not None and head.state not in (State.GONE, State.GAVE_UP):
            post.due_at = now + THREAD_WAIT
            return None
        errand = Errand.ABANDON
    post.due_at, post.claimed_by, post.attempts = now + LEASE, by, post.attempts + 1
    if errand is Errand.UPDATE:
        post.sent_at = now
    elif errand is Errand.POST:
        post.state, post.sent_at = State.SENDING, now
    elif errand is Errand.LOOK:
        # A look that comes to nothing must not pass for a send that is known not to have happened.
        post.state = State.IN_DOUBT
    return Claimed(
        id=post.id,
        workspace=post.workspace,
        kind=post.kind,
        subject=post.subject,
        channel=post.shown_in or post.channel,
        key=post.key,
        errand=errand,
        version=post.wanted_version,
        ts=post.ts,
        sent_at=post.sent_at,
        since=post.since,
        planned=post.planned_at,
        thread=post.thread_ts or (head.thread_ts or head.ts if head else None),
        text_mark=post.text_mark,
    )
