"""Opening polls, voting, closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.catalog import Framework, UnknownMindset
from rituals.db import insert_once
from rituals.errors import PollClosed
from rituals.ids import ChannelId, PersonId, PollId, WorkspaceId
from rituals.polls.records import Poll, Vote, due_to_close, find, votes_of
from rituals.polls.rules import Tally, may_step, tally, voter_mark
from rituals.scene import Scene

CARD = "poll"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a poll's card shows.

    `voters` is how many have voted. `tally` is what may be seen of their votes, None while too few have
    voted; `kept_back` of a closed poll is how many late changes it leaves out, lest somebody be found out.
    """

    id: PollId
    maker: PersonId
    framework: str
    options: tuple[str, ...]
    question: str
    link: str | None
    anonymous: bool
    closes_at: datetime
    closed: bool
    voters: int
    tally: Tally | None
    kept_back: int


def open_poll(
    db: Session,
    scene: Scene,
    *,
    channel: ChannelId,
    framework: Framework,
    question: str,
    closes_at: datetime,
    key: bytes,
    request: str,
    link: str | None = None,
) -> PollId:
    """Start a poll in `channel`. Anonymous, with voters hidden under `key`, if it offers a shadow mindset."""
    options = [mindset.key for mindset in framework.mindsets]
    values: dict[str, Any] = {
        "workspace": scene.workspace,
        "channel": channel,
        "maker": scene.person,
        "framework": framework.key,
        "options": options,
        "question": question,
        "link": link,
        "anonymous": framework.offers_shadow,
        "key": key if framework.offers_shadow else None,
        "shown": {},
        "voters": 0,
        "kept_back": 0,
        "opened_at": scene.now,
        "closes_at": closes_at,
        "closed": False,
        "request": request,
    }
    insert_once(db, Poll, values)
    poll = PollId(db.scalars(_requested(scene, request)).one())
    posts.want(db, scene, _once_key(poll), kind=CARD, subject=poll, channel=channel)
    return poll


def open_once(
    db: Session,
    scene: Scene,
    *,
    channel: ChannelId,
    framework: Framework,
    question: str,
    closes_at: datetime,
    key: bytes,
    request: str,
) -> bool:
    """Like open_poll, for a ritual; False if `request` has been served."""
    if db.scalars(_requested(scene, request)).first() is not None:
        return False
    asked: dict[str, Any] = {
        "channel": channel,
        "framework": framework,
        "question": question,
        "closes_at": closes_at,
    }
    open_poll(db, scene, **asked, key=key, request=request)
    return True


def opened_since(db: Session, scene: Scene, request: str, moment: datetime) -> bool:
    """Whether a poll whose request begins with `request` was opened later than `moment`."""
    begins = Poll.request.startswith(request, autoescape=True)
    query = select(Poll.id).where(Poll.workspace == scene.workspace, begins, Poll.opened_at > moment)
    return db.scalars(query).first() is not None


def vote(db: Session, scene: Scene, poll: PollId, choice: str) -> str | None:
    """The person's vote from now on: `choice`, or None if it was that already and is now withdrawn.

    PollClosed once its time is over, whether or not anybody has closed it yet; UnknownMindset if the poll
    does not offer it.
    """
    row = find(db, scene.workspace, poll)
    if row.closed or scene.now >= row.closes_at:
        raise PollClosed
    if choice not in row.options:
        raise UnknownMindset(choice)
    mark = voter_mark(scene.person, row.key)
    mine = db.get(Vote, (row.id, mark))
    if mine is None:
        mine = Vote(poll=row.id, voter=mark, workspace=row.workspace, choice=None)
        db.add(mine)
    mine.choice, mine.fresh = None if mine.choice == choice else choice, True
    db.flush()
    recount(db, scene, row)
    return mine.choice


def close_due(db: Session, now: datetime, limit: int) -> int:
    """Close the polls whose time has come; how many there were."""
    closing = due_to_close(db, now, limit)
    for row in closing:
        _close(db, Scene(WorkspaceId(row.workspace), now), row)
    return len(closing)


def recount(db: Session, scene: Scene, row: Poll) -> None:
    """Bring what may be seen of an open poll up to date with its votes."""
    votes = votes_of(db, row)
    counted = tally(row.options, [vote.choice for vote in votes if vote.choice is not None])
    row.voters = counted.voters
    if not row.anonymous or may_step(counted, sum(vote.fresh for vote in votes)):
        row.shown = dict(counted.votes)
        for each in votes:
            each.fresh = False
    posts.touch(db, scene, _once_key(row.id))


def shown(db: Session, workspace: WorkspaceId, poll: PollId) -> Shown:
    """What the poll's card shows now. Gone."""
    row = find(db, workspace, poll)
    return Shown(
        id=PollId(row.id),
        maker=PersonId(row.maker),
        framework=row.framework,
        options=tuple(row.options),
        question=row.question,
        link=row.link,
        anonymous=row.anonymous,
        closes_at=row.closes_at,
        closed=row.closed,
        voters=row.voters,
        tally=Tally(row.shown) if row.shown else None,
        kept_back=row.kept_back,
    )


def _close(db: Session, scene: Scene, row: Poll) -> None:
    # Only the counts stay. With the key and the votes gone, nobody can tell who voted what. What has come
    # since the last step stays out: the difference of the two counts would tell on one or two people.
    row.kept_back = sum(vote.fresh for vote in votes_of(db, row))
    row.closed, row.key = True, None
    db.execute(delete(Vote).where(Vote.poll == row.id))
    posts.touch(db, scene, _once_key(row.id))


def _requested(scene: Scene, request: str) -> Select[int]:
    return select(Poll.id).where(Poll.workspace == scene.workspace, Poll.request == request)


def _once_key(poll: int) -> str:
    return f"poll:{poll}"
