"""Wanting messages, claiming the work that follows from it, and writing down what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.ids import ChannelId, WorkspaceId
from rituals.posts.records import Claimed, Post, Refused, by_key, due
from rituals.posts.rules import (
    DOUBT_WAIT,
    LEASE,
    MOST_ATTEMPTS,
    THREAD_WAIT,
    Errand,
    Occasion,
    Outcome,
    State,
    Verdict,
    key_of,
    next_errand,
    pause_after,
)
from rituals.scene import Scene

# Kinds of post that are better said twice than never: private notes that wait for an answer.
RATHER_TWICE = frozenset(
    {
        "author_note",
        "consent_ask",
        "decision_note",
        "held_note",
        "late_note",
        "poll_draft",
        "poll_reminder",
        "report_note",
        "thanks_ask",
        "whom_ask",
        "why_ask",
    }
)


def want(
    db: Session,
    scene: Scene,
    once_key: str,
    *,
    kind: str,
    subject: int,
    channel: str,
    thread_of: str | None = None,
    thread_ts: str | None = None,
    occasion: Occasion | None = None,
) -> bool:
    """Slack should show this, once. True if nobody had wanted it before.

    `thread_of` is the once_key of the post under which it belongs; it waits until that one is shown.
    `thread_ts` is the message of somebody else in whose thread it belongs. `occasion` is that of a ritual.

    Wanting what was taken down, or given up, brings it back (in `channel`); what is there stays.
    """
    fresh = _fresh(scene, once_key, channel) | (_perishable(scene, occasion) if occasion else {})
    values = {"workspace": scene.workspace, "once_key": once_key, "kind": kind, "subject": subject}
    values |= {"thread_of": thread_of, "thread_ts": thread_ts}
    if insert_once(db, Post, values | fresh | {"wanted_version": 1}):
        return True
    post = by_key(db, scene.workspace, once_key)
    assert post is not None
    if post.state in (State.GONE, State.GAVE_UP) and post.ts is None:
        for name, value in fresh.items():
            setattr(post, name, value)
    elif not post.wanted or post.state == State.GAVE_UP:
        post.wanted = True
        _stir(post, scene.now)
    return False


def touch(db: Session, scene: Scene, once_key: str) -> None:
    """What this post shows has changed: Slack should show the newest. No post, no work."""
    post = by_key(db, scene.workspace, once_key)
    if post is not None and post.wanted:
        _stir(post, scene.now)


def touch_about(db: Session, scene: Scene, kind: str, subject: int) -> None:
    """The same for every post of a kind about one subject."""
    query = select(Post).where(Post.workspace == scene.workspace, Post.kind == kind, Post.subject == subject)
    for post in db.scalars(query.order_by(Post.id).with_for_update()):
        if post.wanted:
            _stir(post, scene.now)


def unwant(db: Session, scene: Scene, once_key: str) -> None:
    """Slack should no longer show this."""
    post = by_key(db, scene.workspace, once_key)
    if post is not None and post.wanted:
        post.wanted = False
        _stir(post, scene.now)


def unwant_about(db: Session, scene: Scene, kind: str, subject: int) -> None:
    """Slack should no longer show any post of a kind about one subject."""
    query = select(Post).where(Post.workspace == scene.workspace, Post.kind == kind, Post.subject == subject)
    for post in db.scalars(query.order_by(Post.id).with_for_update()):
        if post.wanted:
            post.wanted = False
            _stir(post, scene.now)


def where(db: Session, scene: Scene, once_key: str) -> tuple[str, str] | None:
    """The channel and ts of the message in Slack; None while it is not there."""
    post = by_key(db, scene.workspace, once_key)
    return (post.shown_in, post.ts) if post and post.ts and post.shown_in else None


def places(db: Session, workspace: WorkspaceId, once_keys: Iterable[str]) -> dict[str, tuple[ChannelId, str]]:
    """The channel and ts of those messages that are in Slack, by once_key; it holds nobody up."""
    there = Post.workspace == workspace, Post.once_key.in_(list(once_keys)), Post.wanted
    query = select(Post.once_key, Post.shown_in, Post.ts).where(*there)
    return {key: (ChannelId(channel), ts) for key, channel, ts in db.execute(query) if channel and ts}


def unwant_in(db: Session, scene: Scene, channel: str) -> None:
    """Slack should no longer show anything in one channel, or to one person by direct message."""
    query = select(Post).where(Post.workspace == scene.workspace, Post.channel == channel, Post.wanted)
    for post in db.scalars(query.order_by(Post.id).with_for_update()):
        post.wanted = False
        _stir(post, scene.now)


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


def settle(db: Session, now: datetime, outcomes: Iterable[Outcome]) -> list[Refused]:
    """Write down how errands ended, and when each post is to be looked at next; those that Slack refused."""
    by_id = {outcome.post: outcome for outcome in outcomes}
    refused: list[Refused] = []
    posts = db.scalars(select(Post).where(Post.id.in_(by_id)).order_by(Post.id).with_for_update())
    for post in posts:
        post.claimed_by = None
        _settle(post, by_id[post.id], now)
        if by_id[post.id].verdict is Verdict.REFUSED:
            refused.append(Refused(post.workspace, post.channel, post.error or ""))
    return refused


def _fresh(scene: Scene, once_key: str, channel: str) -> dict[str, Any]:
    return {
        "channel": channel,
        "key": key_of(scene.workspace, once_key, scene.now),
        "state": State.WAITING,
        "wanted": True,
        "shown_version": 0,
        "ts": None,
        "shown_in": None,
        "wanted_at": scene.now,
        "sent_at": None,
        "due_at": scene.now,
        "attempts": 0,
        "error": None,
        "text_mark": None,
    }


def _perishable(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    # A database that was restored has forgotten that the occasion was served. It is served again, and by the
    # same key the courier finds what stands there already.
    return {
        "key": key_of(scene.workspace, occasion.name, occasion.planned),
        "ritual": occasion.ritual,
        "planned_at": occasion.planned,
        "fresh_until": occasion.until,
    }


def _stir(post: Post, now: datetime) -> None:
    post.wanted_version += 1
    post.attempts = 0
    if post.state == State.GAVE_UP and post.ts is not None:
        # A change was refused, and the message is still there: the next one may be taken.
        post.state = State.SHOWN
    # A claimed post is looked at again when it is settled; waking it earlier would break its lease.
    if post.claimed_by is None and next_errand(State(post.state), post.wanted, post.behind) is not None:
        post.due_at = now


def _take(db: Session, post: Post, now: datetime, by: str) -> Claimed | None:
    errand = next_errand(State(post.state), post.wanted, post.behind)
    head = by_key(db, post.workspace, post.thread_of) if post.thread_of else None
    if head is not None and head.ts is None:
        _wait_for_head(post, head, now)
        return None
    if errand is None:
        post.due_at = post.claimed_by = None
        return None
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


def _wait_for_head(post: Post, head: Post, now: datetime) -> None:
    if head.state in (State.GONE, State.GAVE_UP):
        post.state, post.error, post.due_at = State.GAVE_UP, "thread_gone", None
    else:
        post.due_at = now + THREAD_WAIT


def _settle(post: Post, outcome: Outcome, now: datetime) -> None:
    post.error = outcome.error
    match outcome.verdict:
        case Verdict.SHOWN | Verdict.FOUND:
            post.state, post.ts, post.attempts = State.SHOWN, outcome.ts, 0
            post.shown_in, post.shown_version = outcome.shown_in, outcome.version
            post.text_mark = outcome.text_mark
        case Verdict.DELETED:
            post.state, post.ts, post.shown_version = State.GONE, None, 0
            post.text_mark = None
        case Verdict.ABSENT:
            post.state = State.WAITING
        case Verdict.UNSEEABLE:
            post.state = State.WAITING if post.kind in RATHER_TWICE else State.IN_DOUBT
        case Verdict.DOUBT:
            post.state = State.IN_DOUBT
        case Verdict.AGAIN:
            post.state = State.WAITING if post.state == State.SENDING else post.state
        case Verdict.REFUSED:
            post.state = _refused(post, outcome)
    post.due_at = _next_look(post, outcome, now)


def _refused(post: Post, outcome: Outcome) -> State:
    if outcome.version == post.wanted_version:
        return State.GAVE_UP
    # What was refused is no longer what is wanted, and the newest deserves a try of its own.
    return State.WAITING if post.ts is None else State.SHOWN


def _next_look(post: Post, outcome: Outcome, now: datetime) -> datetime | None:
    if outcome.verdict is Verdict.UNSEEABLE and post.state == State.IN_DOUBT:
        return None
    if next_errand(State(post.state), post.wanted, post.behind) is None:
        return None
    if outcome.verdict is Verdict.DOUBT:
        return now + DOUBT_WAIT
    if outcome.verdict is Verdict.AGAIN:
        # Slack that asks for a pause has not said no, however often it asks.
        if post.attempts >= MOST_ATTEMPTS and outcome.pause is None:
            # What may be there stays in doubt: given up, it could be wanted, and sent, again.
            post.state = post.state if post.state == State.IN_DOUBT else State.GAVE_UP
            return None
        return now + (outcome.pause or pause_after(post.attempts))
    return now
