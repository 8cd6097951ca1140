"""Opening polls, changing, closing and removing them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.db import insert_once
from rituals.errors import AlreadyPast, NotYourPoll, OnceOnly, PollClosed, StaysClosed
from rituals.ids import ChannelId, PersonId, PollId, WorkspaceId
from rituals.polls import records
from rituals.polls.acts.voting import count_all
from rituals.polls.records import Poll, Vote, due_to_close
from rituals.polls.rules.kinds import BESIDE, CARD, REMINDER, REMINDER_FOR_ALL, RESULT, RESULT_NOTE
from rituals.polls.rules.tallying import Option, PollKind, Setup, checked, may_reopen
from rituals.posts import PostKind
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class Place:
    """Where a poll stands: in a channel, and there in the thread of a message if it has one.

    `open` if everybody in the workspace, and nobody else, may read it. `link` leads to what the poll is
    about, `quote` is a line of it by `quoted`, for readers who may see both; `source` is
    that message, as "channel:ts". `people` is how many there are who can vote, where that is known.
    """

    channel: ChannelId
    open: bool = False
    thread_ts: str | None = None
    link: str | None = None
    quote: str | None = None
    quoted: PersonId | None = None
    source: str | None = None
    people: int | None = None


def open_poll(
    db: Session,
    scene: Scene,
    setup: Setup,
    place: Place,
    *,
    closes_at: datetime | None,
    key: bytes,
    request: str,
) -> PollId:
    """Start a poll; the same `request` again gives the one that was started. `key` hides its voters.

    AlreadyPast if it would be closed already.
    """
    if closes_at is not None and closes_at <= scene.now:
        raise AlreadyPast
    return _open(db, scene, _values(db, scene, setup, place, closes_at, key, request))


def open_once(
    db: Session,
    scene: Scene,
    setup: Setup,
    place: Place,
    *,
    key: bytes,
    request: str,
    occasion: posts.PostOccasion | None = None,
) -> bool:
    """Like open_poll, for a ritual, and for as long as the setup says; False if `request` has been served."""
    if records.requested(db, scene.workspace, request) is not None:
        return False
    ends = scene.now + setup.lasts
    _open(db, scene, _values(db, scene, setup, place, ends, key, request), occasion)
    return True


def opened_since(db: Session, scene: Scene, request: str, moment: datetime) -> bool:
    """Whether a poll whose request begins with `request` was opened later than `moment`."""
    begins = Poll.request.startswith(request, autoescape=True)
    query = select(Poll.id).where(Poll.workspace == scene.workspace, begins, Poll.opened_at > moment)
    query = query.where(Poll.opened_at <= scene.as_long_after(moment))
    return db.scalars(query).first() is not None


def edit(
    db: Session,
    scene: Scene,
    poll: PollId,
    *,
    question: str,
    labels: Mapping[str, str],
    closes_at: datetime | None,
    admin: bool = False,
) -> None:
    """Other words for the question and for options of one's own, and another end; no vote is lost.

    PollClosed, NotYourPoll, BadOptions, AlreadyPast, Gone.
    """
    row = _own(db, scene, poll, admin)
    if row.closed:
        raise PollClosed
    if closes_at is not None and closes_at <= scene.now:
        raise AlreadyPast
    setup = row.setup
    if not setup.framework:
        words = checked(labels.get(option.key, option.label) for option in setup.options)
        named = tuple(Option(option.key, word) for option, word in zip(setup.options, words, strict=True))
        setup = replace(setup, options=named)
    row.wish, row.closes_at = replace(setup, question=question).stored(), closes_at
    db.flush()
    posts.touch(db, scene, CARD.once_key(row.id))


def close(db: Session, scene: Scene, poll: PollId, *, admin: bool = False) -> None:
    """Its time is over now. The next beat counts and shows the result. NotYourPoll, PollClosed, Gone."""
    row = _own(db, scene, poll, admin)
    if row.closed:
        raise PollClosed
    row.closes_at = min(row.closes_at or scene.now, scene.now)


def close_due(db: Session, now: datetime, limit: int) -> int:
    """Close the polls whose time has come; how many there were."""
    closing = due_to_close(db, now, limit)
    for row in closing:
        _close(db, Scene(WorkspaceId(row.workspace), now), row)
    return len(closing)


def reopen(
    db: Session, scene: Scene, poll: PollId, closes_at: datetime | None, *, admin: bool = False
) -> None:
    """It takes votes again, within a day, unless its voters are known to nobody any more.

    NotYourPoll, StaysClosed, AlreadyPast, Gone.
    """
    row = _own(db, scene, poll, admin)
    if row.closed_at is None or not may_reopen(row.setup, row.closed_at, scene.now):
        raise StaysClosed
    if closes_at is not None and closes_at <= scene.now:
        raise AlreadyPast
    row.closed, row.closed_at, row.closes_at, row.disguises = False, None, closes_at, {}
    db.flush()
    for kind in (RESULT, RESULT_NOTE):
        posts.unwant_about(db, scene, kind, row.id)
    posts.touch(db, scene, CARD.once_key(row.id))


def remove(db: Session, scene: Scene, poll: PollId, *, admin: bool = False) -> None:
    """The poll, its votes and its messages go for good. NotYourPoll, Gone."""
    _remove(db, scene, _own(db, scene, poll, admin))


def discard(db: Session, scene: Scene, poll: PollId) -> None:
    """It was never shown, so nobody can vote. Gone."""
    _remove(db, scene, records.find(db, scene.workspace, poll))


def remind(
    db: Session, scene: Scene, poll: PollId, members: Collection[PersonId], *, admin: bool = False
) -> int:
    """Remind those of the channel's `members` who haven't voted, once; how many letters that takes.

    Where a poll is anonymous nobody is picked out, and a line in its thread speaks to all: then, and where
    there are no `members`, it is 0. NotYourPoll, PollClosed, OnceOnly, Gone.
    """
    row = _own(db, scene, poll, admin)
    if row.closed or (row.closes_at is not None and scene.now >= row.closes_at):
        raise PollClosed
    if row.reminded_at is not None:
        raise OnceOnly
    row.reminded_at = scene.now
    if row.setup.anonymous or not members:
        _beside(db, scene, row, REMINDER_FOR_ALL)
        return 0
    voted = {vote.voter for vote in records.votes_of(db, row) if vote.choices}
    missing = sorted(set(members) - voted)
    for person in missing:
        key = REMINDER.once_key(row.id, person)
        posts.want(db, scene, key, kind=REMINDER, subject=row.id, channel=person)
    return len(missing)


def _values(
    db: Session,
    scene: Scene,
    setup: Setup,
    place: Place,
    closes_at: datetime | None,
    key: bytes,
    request: str,
) -> dict[str, Any]:
    # Also what a ritual keeps from the time when its maker could choose.
    setup = setup.as_promised()
    return {
        "workspace": scene.workspace,
        "channel": place.channel,
        "thread_ts": place.thread_ts,
        "maker": scene.person,
        "wish": setup.stored(),
        "link": place.link,
        "quote": place.quote,
        "quoted": place.quoted,
        "source": place.source,
        "look_at": posts.next_look(scene.now, scene.now) if place.quote else None,
        "open": place.open,
        "people": place.people,
        # As it was when people voted: what they were promised doesn't change under them.
        "minimum": workspaces.settings(db, scene).minimum_voters if setup.anonymous else 1,
        "key": key if setup.anonymous else None,
        "step": 1,
        "stepping": 0,
        "shown": {},
        "shown_voters": 0,
        "voters": 0,
        "disguises": {},
        "opened_at": scene.now,
        "closes_at": closes_at,
        "closed": False,
        "closed_at": None,
        "reminded_at": None,
        "request": request,
    }


def _open(
    db: Session, scene: Scene, values: dict[str, Any], occasion: posts.PostOccasion | None = None
) -> PollId:
    insert_once(db, Poll, values)
    row = records.requested(db, scene.workspace, values["request"])
    assert row is not None
    posts.want(
        db,
        scene,
        CARD.once_key(row.id),
        kind=CARD,
        subject=row.id,
        channel=row.channel,
        thread_ts=row.thread_ts,
        occasion=occasion,
    )
    return PollId(row.id)


def _remove(db: Session, scene: Scene, row: Poll) -> None:
    posts.unwant(db, scene, CARD.once_key(row.id))
    for kind in BESIDE:
        posts.unwant_about(db, scene, kind, row.id)
    db.execute(delete(Vote).where(Vote.poll == row.id))
    db.delete(row)


def _beside(db: Session, scene: Scene, row: Poll, kind: PostKind) -> None:
    thread = CARD.once_key(row.id)
    posts.want(
        db, scene, kind.once_key(row.id), kind=kind, subject=row.id, channel=row.channel, thread_of=thread
    )


def _own(db: Session, scene: Scene, poll: PollId, admin: bool) -> Poll:
    row = records.find(db, scene.workspace, poll)
    if not admin and scene.person != row.maker:
        raise NotYourPoll
    return row


def _close(db: Session, scene: Scene, row: Poll) -> None:
    count_all(db, row)
    row.closed, row.closed_at = True, scene.now
    if row.setup.anonymous:
        # Only the counts stay. With the key and the votes gone, nobody can tell who voted what.
        row.key = None
        db.execute(delete(Vote).where(Vote.poll == row.id))
    db.flush()
    posts.touch(db, scene, CARD.once_key(row.id))
    for kind in (REMINDER, REMINDER_FOR_ALL):
        posts.unwant_about(db, scene, kind, row.id)
    _tell_result(db, scene, row)


def _tell_result(db: Session, scene: Scene, row: Poll) -> None:
    """Slack tells nobody of a message that changes, so the result comes as one of its own."""
    if row.shown:
        _beside(db, scene, row, RESULT)
    seen = posts.where(db, scene, CARD.once_key(row.id)) is not None
    if row.maker and seen and row.setup.kind is not PollKind.HEAD_CHECK:
        key = RESULT_NOTE.once_key(row.id)
        posts.want(db, scene, key, kind=RESULT_NOTE, subject=row.id, channel=row.maker)
