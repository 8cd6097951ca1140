"""Wanting messages: what Slack should show, and should show no longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rituals.db import insert_each, insert_once
from rituals.errors import NotYours
from rituals.ids import ChannelId, WorkspaceId
from rituals.posts import records
from rituals.posts.acts.failures import has_note, is_stuck
from rituals.posts.records import Post, by_key
from rituals.posts.rules import (
    DELETED_BY_HAND,
    PostOccasion,
    State,
    key_of,
    next_errand,
)
from rituals.scene import NOBODY, Scene


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
    occasion: PostOccasion | None = None,
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
    _bring_back(db, scene, once_key, fresh)
    return False


@dataclass(frozen=True, slots=True)
class WantedPost:
    """A message that somebody wants: what `want` is told of it."""

    scene: Scene
    once_key: str
    kind: str
    subject: int
    channel: str


def want_each(db: Session, wishes: Iterable[WantedPost]) -> None:
    """Like want, for several that belong into no thread."""
    # In the order in which others want them: else two could wait for each other.
    wanted = sorted(wishes, key=lambda each: (each.scene.workspace, each.once_key))
    key = ("workspace", "once_key")
    new = insert_each(db, Post, [_first(each) for each in wanted], key)
    for each in wanted:
        if (each.scene.workspace, each.once_key) not in new:
            _bring_back(db, each.scene, each.once_key, _fresh(each.scene, each.once_key, each.channel))


def _first(wish: WantedPost) -> dict[str, Any]:
    about = {"workspace": wish.scene.workspace, "once_key": wish.once_key, "kind": wish.kind}
    fresh = _fresh(wish.scene, wish.once_key, wish.channel)
    return {**about, "subject": wish.subject, **fresh, "wanted_version": 1}


def _bring_back(db: Session, scene: Scene, once_key: str, fresh: dict[str, Any]) -> None:
    """It was wanted before: if it was taken down, or given up, it's posted again."""
    post = by_key(db, scene.workspace, once_key)
    assert post is not None
    if post.state in (State.GONE, State.GAVE_UP) and post.ts is None:
        for name, value in fresh.items():
            setattr(post, name, value)
    elif not post.wanted or post.state == State.GAVE_UP:
        post.wanted = True
        _stir(post, scene.now)


def renew(db: Session, scene: Scene, once_key: str) -> bool:
    """Like touch; False if Slack won't show it unless it's wanted again."""
    return records.stir_and_tell(db, scene.now, scene.workspace, once_key) not in (
        None,
        State.GONE,
        State.GAVE_UP,
    )


def touch(db: Session, scene: Scene, once_key: str) -> None:
    """What this post shows has changed: Slack should show the newest. No post, no work."""
    records.stir_one(db, scene.now, scene.workspace, once_key)


def touch_each(db: Session, scene: Scene, once_keys: Iterable[str]) -> None:
    """The same for several posts. They're locked in the order in which settling locks them."""
    if called := list(once_keys):
        here = Post.workspace == scene.workspace, Post.once_key.in_(called)
        records.stir_some(db, scene.now, *here)


def touch_about(db: Session, scene: Scene, kind: str, subject: int) -> None:
    """The same for every post of a kind about one subject."""
    here = Post.workspace == scene.workspace, Post.kind == kind, Post.subject == subject
    records.stir_some(db, scene.now, *here)


def unwant(db: Session, scene: Scene, once_key: str) -> None:
    """Slack should no longer show this."""
    records.stir_one(db, scene.now, scene.workspace, once_key, wanted=False)


def unwant_each(db: Session, scene: Scene, once_keys: Iterable[str]) -> None:
    """The same for several posts."""
    records.stir_each(db, scene.now, scene.workspace, once_keys, wanted=False)


def unwant_about(db: Session, scene: Scene, kind: str, subject: int, *, but_in: str | None = None) -> None:
    """Slack should no longer show any post of a kind about one subject, `but_in` one channel."""
    here = [Post.workspace == scene.workspace, Post.kind == kind, Post.subject == subject]
    here += [] if but_in is None else [Post.channel != but_in]
    records.stir_some(db, scene.now, *here, wanted=False)


def where(db: Session, scene: Scene, once_key: str) -> tuple[str, str] | None:
    """The channel and ts of the message in Slack; None while it isn't there."""
    post = by_key(db, scene.workspace, once_key)
    return (post.shown_in, post.ts) if post and post.ts and post.shown_in else None


def pressed(db: Session, scene: Scene, once_key: str, channel: str, ts: str) -> None:
    """Somebody pressed a button in the message: so it is there, though Slack's answer was lost."""
    post = by_key(db, scene.workspace, once_key)
    if post is not None and post.state == State.IN_DOUBT and post.claimed_by is None and post.ts is None:
        post.state, post.ts, post.shown_in = State.SHOWN, ts, channel
        _stir(post, scene.now)


def places(db: Session, workspace: WorkspaceId, once_keys: Iterable[str]) -> dict[str, tuple[ChannelId, str]]:
    """The channel and ts of those messages that are in Slack, by once_key; it holds nobody up."""
    there = Post.workspace == workspace, Post.once_key.in_(list(once_keys)), Post.wanted
    query = select(Post.once_key, Post.shown_in, Post.ts).where(*there)
    return {key: (ChannelId(channel), ts) for key, channel, ts in db.execute(query) if channel and ts}


def waits(db: Session, scene: Scene, once_key: str) -> bool:
    """Whether the message is still to be sent: then nobody sends it before this transaction is over.

    One that somebody else has in hand doesn't wait. It isn't waited for either.
    """
    return records.waits(db, scene.workspace, once_key)


def unwant_in(db: Session, scene: Scene, channel: str) -> None:
    """Slack should no longer show anything in one channel, or to one person by direct message."""
    here = Post.workspace == scene.workspace, Post.channel == channel
    records.stir_some(db, scene.now, *here, wanted=False)


def retry(db: Session, scene: Scene, post: int, told_by: str) -> None:
    """Post what was given up, or may not be there, as somebody says who was told of it.

    `told_by` is the kind of message by which they were. What is under way, or there, stays. Gone, NotYours.
    """
    row = records.find(db, scene.workspace, post)
    if not has_note(db, scene.workspace, told_by, row.id, scene.person):
        raise NotYours
    if not (row.wanted and is_stuck(row)):
        return
    fresh = _fresh(scene, row.once_key, row.channel) | {"fresh_until": None}
    if row.ts is not None and row.error != DELETED_BY_HAND:
        # A new life for what is told of it, not for the message.
        row.key = fresh["key"]
        _stir(row, scene.now)
        return
    for name, value in fresh.items():
        setattr(row, name, value)


def forget(db: Session, scene: Scene) -> None:
    """Nobody knows any more that the person asked for a message."""
    theirs = Post.workspace == scene.workspace, Post.asked_by == scene.person
    db.execute(update(Post).where(*theirs).values(asked_by=NOBODY))


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
        "asked_by": scene.person,
    }


def _perishable(scene: Scene, occasion: PostOccasion) -> dict[str, Any]:
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
