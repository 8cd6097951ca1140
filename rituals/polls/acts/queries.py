"""What is known of polls: what a card shows, and the results that a trend is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.ids import ChannelId, PersonId, PollId, WorkspaceId
from rituals.polls import records
from rituals.polls.acts.voting import picture
from rituals.polls.records import Poll
from rituals.polls.rules.kinds import CARD
from rituals.polls.rules.tallying import Result, Results, Setup, Tally
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class Shown:
    """What a poll's card shows. `open` if everybody in the workspace may read the channel.

    `voters` is how many have voted. `tally` is what everybody may see of their votes: None while too few
    have voted, or while the maker lets nobody see. `names` are the voters of each option, where votes bear
    names and the tally shows.
    """

    id: PollId
    setup: Setup
    maker: PersonId
    channel: ChannelId
    link: str | None
    quote: str | None
    open: bool
    people: int | None
    minimum: int
    closes_at: datetime | None
    closed: bool
    closed_at: datetime | None
    voters: int
    tally: Tally | None
    names: Mapping[str, tuple[PersonId, ...]]
    disguises: Mapping[str, int]

    @property
    def anonymous(self) -> bool:
        return self.setup.anonymous


def shown(db: Session, workspace: WorkspaceId, poll: PollId) -> Shown:
    """What the poll's card shows now. Gone."""
    row = records.find_unlocked(db, workspace, poll)
    tally = public(row)
    return Shown(
        id=PollId(row.id),
        setup=row.setup,
        maker=PersonId(row.maker),
        channel=ChannelId(row.channel),
        link=row.link,
        quote=row.quote,
        open=row.open,
        people=row.people,
        minimum=row.minimum,
        closes_at=row.closes_at,
        closed=row.closed,
        closed_at=row.closed_at,
        voters=row.voters,
        tally=tally,
        names=_names(db, row) if tally and not row.setup.anonymous else {},
        disguises=row.disguises if tally and row.closed else {},
    )


@dataclass(frozen=True, slots=True)
class Running:
    """An open poll as its maker's list shows it; `place` is its message in Slack, once it's there."""

    id: PollId
    question: str
    channel: ChannelId
    closes_at: datetime | None
    voters: int
    place: tuple[ChannelId, str] | None


def running(db: Session, scene: Scene, count: int) -> list[Running]:
    """The person's own polls that are still open, the newest first."""
    mine = Poll.workspace == scene.workspace, Poll.maker == scene.person
    query = select(Poll).where(*mine, Poll.closed_at.is_(None), Poll.closed.is_(False))
    rows = db.scalars(query.order_by(Poll.id.desc()).limit(count)).all()
    keys = {row.id: CARD.once_key(row.id) for row in rows}
    places = posts.places(db, scene.workspace, keys.values())
    return [
        Running(
            PollId(row.id),
            row.setup.question,
            ChannelId(row.channel),
            row.closes_at,
            row.voters,
            places.get(keys[row.id]),
        )
        for row in rows
    ]


def after_vote(db: Session, workspace: WorkspaceId, poll: PollId) -> tuple[Tally | None, int, int | None]:
    """What somebody who has voted may see of the count, and how many voters that takes; Gone.

    And how many people there are in the channel, if that is known.
    """
    row = records.find_unlocked(db, workspace, poll)
    hidden = row.setup.results is Results.CLOSED and not row.closed
    return None if hidden else picture(row), row.minimum, row.people


def results(db: Session, workspace: WorkspaceId, since: datetime) -> list[Result]:
    """The results of polls on mindsets that closed since then, the earliest first; none that is withheld."""
    return [
        _result(row)
        for row in records.closed_since(db, workspace, since)
        if row.setup.framework and picture(row) is not None
    ]


def public(row: Poll) -> Tally | None:
    """The count that everybody in the channel may see."""
    return picture(row) if row.closed or row.setup.results is Results.LIVE else None


def _names(db: Session, row: Poll) -> dict[str, tuple[PersonId, ...]]:
    votes = records.votes_of(db, row)
    return {
        option.key: tuple(PersonId(vote.voter) for vote in votes if option.key in vote.choices)
        for option in row.setup.options
    }


def _result(row: Poll) -> Result:
    assert row.closed_at is not None
    return Result(
        closed_at=row.closed_at,
        kind=row.setup.kind,
        framework=row.setup.framework,
        channel=ChannelId(row.channel),
        touchpoint=row.setup.touchpoint,
        open=row.open,
        voters=row.shown_voters,
        votes=row.shown,
    )
