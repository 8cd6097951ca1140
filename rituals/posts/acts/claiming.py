"""Claiming the work that follows from what is wanted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from rituals.posts import records
from rituals.posts.records import Claimed, DuePost, Post, by_key
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
    steps = [_step(db, post) for post in records.due(db, now, resting, limit, unchanged_since)]
    for errand in Errand:
        theirs = [step.post.id for step in steps if step.errand is errand]
        records.leased(db, theirs, by, now + LEASE, _changes(errand, now))
    idle = [step for step in steps if step.errand is None]
    records.put_off(db, [step.post.id for step in idle if step.waits], now + THREAD_WAIT)
    records.put_off(db, [step.post.id for step in idle if not step.waits], None)
    return [_claimed(step.post, step.errand, step.head, now) for step in steps if step.errand]


def text_changes(db: Session, post: int) -> None:
    """A message is about to get another `text`: until that is settled, nobody knows which it has."""
    db.execute(update(Post).where(Post.id == post).values(text_mark=None))


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be done with a post: an errand, or none, as it has nothing to do or `waits` for its thread.

    `head` is the post to whose thread it belongs.
    """

    post: DuePost
    errand: Errand | None
    head: Post | None = None
    waits: bool = False


def _step(db: Session, post: DuePost) -> _Step:
    errand = next_errand(State(post.state), post.wanted, post.behind)
    if errand is None or not post.thread_of:
        return _Step(post, errand)
    head = by_key(db, post.workspace, post.thread_of)
    # What is there already needs no thread to be changed, or taken away.
    if post.ts is not None or (head is not None and head.ts is not None):
        return _Step(post, errand, head)
    if head is None or _never_comes(head):
        return _Step(post, Errand.ABANDON, head)
    return _Step(post, None, head, waits=True)


def _never_comes(head: Post) -> bool:
    # Taken away and wanted again, it's about to come back.
    return head.state == State.GAVE_UP or (head.state == State.GONE and not head.wanted)


def _changes(errand: Errand, now: datetime) -> dict[str, Any]:
    match errand:
        case Errand.POST:
            return {"state": State.SENDING, "sent_at": now}
        case Errand.UPDATE:
            return {"sent_at": now}
        case Errand.LOOK:
            # A look that comes to nothing must not pass for a send that is known not to have happened.
            return {"state": State.IN_DOUBT}
        case Errand.DELETE | Errand.ABANDON:
            return {}


def _claimed(post: DuePost, errand: Errand, head: Post | None, now: datetime) -> Claimed:
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
        sent_at=now if errand in (Errand.POST, Errand.UPDATE) else post.sent_at,
        since=post.since,
        planned=post.planned_at,
        thread=post.thread_ts or (head.thread_ts or head.ts if head else None),
        text_mark=post.text_mark,
    )
