"""Polls, their votes, and polls that somebody has begun."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, bindparam, select, update
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from rituals.db import Base, find_one, put
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import PersonId, PollDraftId, PollId, WorkspaceId
from rituals.polls.rules.tallying import Setup, voter_mark

# What a vote's choices take: bytes that hold those of nearly every poll.
ROOM = 200
# The step of a vote that has never been in one.
NO_STEP = 0
# Marks a vote that was somebody's, and is nobody's any more.
FORGOTTEN = "forgotten:"


class EvenList(TypeDecorator[list[str]]):
    """A list that takes as much room as any other: where rows lay must not tell what was in them."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> list[str]:
        chosen = value or []
        return [*chosen, " " * (ROOM - len(json.dumps(chosen)))]

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> list[str]:
        return [each for each in value or [] if each.strip()]


class EvenText(TypeDecorator[str]):
    """The same for words, or none."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str:
        return (value or "").ljust(ROOM)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return (value or "").rstrip() or None


class Poll(Base):
    """A quick vote on which mindset a recent interaction showed.

    `wish` is its setup as stored. `quote` is a line of the message at `source` ("channel:ts"), by `quoted`;
    `look_at` is when the bot looks again whether that is still there, and `missing_since` when Slack first
    couldn't find it, if it hasn't been found since. `open` if everybody in the workspace may read the
    channel; `people` is how many were in it at first, if known. No result of fewer than `minimum` voters is
    shown. `key` hides the voters of an anonymous poll, and is gone once it has closed. `shown` is the count
    that may be seen, of `shown_voters` people; `voters` is how many there are. People whose newest choice is
    not in it wait in the steps `step - 1`, which is full, and `step`, which has `stepping` of them so far.
    `disguises` are counted when it closes.
    """

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    thread_ts: Mapped[str | None]
    maker: Mapped[str]
    wish: Mapped[dict[str, Any]]
    link: Mapped[str | None]
    quote: Mapped[str | None]
    quoted: Mapped[str | None]
    source: Mapped[str | None]
    look_at: Mapped[datetime | None]
    missing_since: Mapped[datetime | None]
    open: Mapped[bool]
    people: Mapped[int | None]
    minimum: Mapped[int]
    key: Mapped[bytes | None]
    step: Mapped[int]
    stepping: Mapped[int]
    shown: Mapped[dict[str, int]]
    shown_voters: Mapped[int]
    voters: Mapped[int]
    disguises: Mapped[dict[str, int]]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    closed: Mapped[bool]
    closed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    request: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "request"), Index(None, "workspace", "closed_at"))

    @property
    def setup(self) -> Setup:
        return Setup.read(self.wish)

    def mark_of(self, person: PersonId) -> str:
        """How the poll knows that voter."""
        return voter_mark(person, self.key)


Index(
    "ix_polls_look_at",
    Poll.look_at,
    sqlite_where=Poll.look_at.is_not(None),
    postgresql_where=Poll.look_at.is_not(None),
)
# A poll that is closed by hand has no time, and the search for due ones never meets it.
Index("ix_polls_closes_at", Poll.closes_at, sqlite_where=~Poll.closed, postgresql_where=~Poll.closed)


class Vote(Base):
    """One voter's choices: none after they were withdrawn. `counted` are those that the shown count holds.

    `step` is the step in which a change was made last. SQLite keeps the rows in the order of the voters'
    marks, and so in none that tells who came first.
    """

    __tablename__ = "poll_votes"

    poll: Mapped[int] = mapped_column(RowId, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True)
    voter: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(EvenList)
    counted: Mapped[list[str]] = mapped_column(EvenList)
    step: Mapped[int]
    disguise: Mapped[str | None] = mapped_column(EvenText)

    __table_args__ = (Index(None, "poll", "step"), {"sqlite_with_rowid": False})

    @property
    def forgotten(self) -> bool:
        """Whether it was of somebody whom nobody knows any more; it is there until it has left the count."""
        return self.voter.startswith(FORGOTTEN)


class PollDraft(Base):
    """A poll that somebody has begun: what they have filled in so far, field by field."""

    __tablename__ = "poll_drafts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    person: Mapped[str]
    written: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
    request: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "request"),)


@dataclass(slots=True)
class PollCount:
    """Of a poll what counting one vote more takes; its columns are Poll's."""

    id: int
    workspace: str
    setup: Setup
    key: bytes | None
    closed: bool
    closes_at: datetime | None
    minimum: int
    step: int
    stepping: int
    shown: dict[str, int]
    shown_voters: int
    voters: int

    def mark_of(self, person: PersonId) -> str:
        """How the poll knows that voter."""
        return voter_mark(person, self.key)


@dataclass(slots=True)
class CastVote:
    """Of a vote what counting it takes; its columns are Vote's."""

    voter: str
    choices: list[str]
    counted: list[str]
    step: int = NO_STEP
    disguise: str | None = None

    @property
    def forgotten(self) -> bool:
        """As Vote has it."""
        return self.voter.startswith(FORGOTTEN)


# Those below are built once: that takes longer than to execute them.
_POLLS, _VOTES = (Base.metadata.tables[each.__tablename__] for each in (Poll, Vote))
_THIS_POLL = _POLLS.c.id == bindparam("number"), _POLLS.c.workspace == bindparam("here")
_HELD = select(Poll).where(*_THIS_POLL).with_for_update()
_ASKED = [each.name for each in fields(PollCount) if each.name != "setup"]
_COUNT = select(_POLLS.c.wish, *(_POLLS.c[name] for name in _ASKED)).where(*_THIS_POLL).with_for_update()
_COUNTS = ("step", "stepping", "shown", "shown_voters", "voters")
_COUNTED = update(_POLLS).where(_POLLS.c.id == bindparam("number"))
_OF_VOTE = [each.name for each in fields(CastVote)]
_CAST = select(*(_VOTES.c[name] for name in _OF_VOTE)).where(_VOTES.c.poll == bindparam("number"))
_CAST_BY = _CAST.where(_VOTES.c.voter.in_(bindparam("marks", expanding=True)))
# Asked in one go, SQLite would read through all votes of the poll: it doesn't know that a step has few.
_SINCE = select(_VOTES.c.voter).where(
    _VOTES.c.poll == bindparam("number"), _VOTES.c.step >= bindparam("since")
)
_CAST_SINCE = _CAST.where(_VOTES.c.voter.in_(_SINCE))


class Counting:
    """A poll and those of its votes that one more, or several, may change, until they're written down.

    The poll is locked, so that votes on it come one after the other; Gone.
    """

    def __init__(self, db: Session, workspace: WorkspaceId, poll: PollId) -> None:
        row = db.execute(_COUNT, {"number": poll, "here": workspace}).first()
        if row is None:
            raise Gone
        wish, *others = row
        self._db = db
        self._cast: dict[str, CastVote] = {}
        self._changed: dict[str, CastVote] = {}
        self._waiting: dict[str, CastVote] | None = None
        self.poll = PollCount(setup=Setup.read(wish), **dict(zip(_ASKED, others, strict=True)))

    def look_up(self, marks: Sequence[str]) -> None:
        """These are the voters that `cast_by` is about to be asked for."""
        self._cast = {mark: CastVote(mark, choices=[], counted=[]) for mark in marks}
        found = self._db.execute(_CAST_BY, {"number": self.poll.id, "marks": marks})
        self._cast |= {row.voter: CastVote(*row) for row in found}

    def cast_by(self, mark: str) -> CastVote:
        """The vote of one voter, in no step if they have never voted."""
        return self._cast[mark]

    def cast_in(self, step: int) -> list[CastVote]:
        """The votes of one step, in no order that tells who came first."""
        if self._waiting is None:
            # Later steps, too: they may be next, and hold few.
            rows = self._db.execute(_CAST_SINCE, {"number": self.poll.id, "since": step})
            self._waiting = {row.voter: self._cast.setdefault(row.voter, CastVote(*row)) for row in rows}
        # As they are by now, which isn't written down yet.
        votes = (self._waiting | self._changed).values()
        return sorted((vote for vote in votes if vote.step == step), key=attrgetter("voter"))

    def has_changed(self, votes: Iterable[CastVote]) -> None:
        """These are to be written down."""
        self._changed |= {vote.voter: vote for vote in votes}

    def keep(self) -> None:
        """Write down what the poll counts now, and which votes it counts."""
        if not self._changed:
            return
        about = {"poll": self.poll.id, "workspace": self.poll.workspace}
        rows = [about | {name: getattr(vote, name) for name in _OF_VOTE} for vote in self._changed.values()]
        put(self._db, Vote, rows)
        counted = {name: getattr(self.poll, name) for name in _COUNTS}
        self._db.execute(_COUNTED, {"number": self.poll.id} | counted)


def find(db: Session, workspace: WorkspaceId, poll: PollId) -> Poll:
    """The poll, locked so that votes on it come one after the other; Gone."""
    return find_one(db, _HELD, {"number": poll, "here": workspace})


def find_unlocked(db: Session, workspace: WorkspaceId, poll: PollId) -> Poll:
    """The poll as it is, without holding anybody up; Gone."""
    return find_one(db, select(Poll).where(Poll.id == poll, Poll.workspace == workspace))


def requested(db: Session, workspace: WorkspaceId, request: str) -> Poll | None:
    """The poll that was opened for that request."""
    return db.scalars(select(Poll).where(Poll.workspace == workspace, Poll.request == request)).first()


def due_to_close(db: Session, now: datetime, limit: int) -> list[Poll]:
    """Open polls whose time has come, passing over those that another process is closing."""
    query = select(Poll).where(~Poll.closed, Poll.closes_at <= now).order_by(Poll.closes_at).limit(limit)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def votes_of(db: Session, poll: Poll) -> list[Vote]:
    """The votes of a poll, the withdrawn ones too, in no order that tells who came first."""
    return list(db.scalars(select(Vote).where(Vote.poll == poll.id).order_by(Vote.voter)))


def draft(db: Session, workspace: WorkspaceId, draft: PollDraftId) -> PollDraft:
    """The draft, locked; Gone."""
    query = select(PollDraft).where(PollDraft.id == draft, PollDraft.workspace == workspace)
    return find_one(db, query.with_for_update())


def closed_since(db: Session, workspace: WorkspaceId, since: datetime) -> list[Poll]:
    """Polls that closed at `since` or later, the earliest first."""
    query = select(Poll).where(Poll.workspace == workspace, Poll.closed, Poll.closed_at >= since)
    return list(db.scalars(query.order_by(Poll.closed_at, Poll.id)))
