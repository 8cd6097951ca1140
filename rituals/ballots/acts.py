"""The story of the month: proposed by how widely it was cheered, chosen by the team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.ballots import records
from rituals.ballots.records import BallotRow, BallotVote
from rituals.ballots.rules import (
    FEWEST_STORIES,
    LASTS,
    Ballot,
    Candidate,
    month_before,
    most_voted,
    proposed,
    span_of,
)
from rituals.db import insert_once
from rituals.errors import Gone, PollClosed
from rituals.ids import BallotId, PersonId, ScheduleId, StoryId, WorkspaceId
from rituals.posts import PostKind
from rituals.scene import UTC_ZONE, Scene, zone_named
from rituals.schedules import Wishes
from rituals.stories import Told
from rituals.stories.records import tables
from rituals.stories.rules.kinds import CARD as STORY
from rituals.stories.rules.story import micros

KIND = "story_of_the_month"
# Keyed by the occasion of its ritual.
CARD = PostKind("ballot")
RESULT = PostKind("ballot_result", "ballot:{}")


def post_due(
    db: Session,
    scene: Scene,
    schedule: ScheduleId,
    wishes: Wishes,
    once_key: str,
    on: date,
    *,
    planned: bool,
    occasion: posts.PostOccasion | None = None,
) -> bool:
    """Propose stories of the month before `on`, and want the vote posted; False if that was done before.

    However often the ritual is planned, there's one planned vote on a month.
    """
    month = month_before(on)
    if planned and records.was_planned(db, scene.workspace, schedule, month):
        return False
    chosen_from = propose(db, scene.workspace, month, wishes.zone)
    # One story, or none, is nothing to vote on.
    closed_at = scene.now if len(chosen_from) < FEWEST_STORIES else None
    values = {
        "workspace": scene.workspace,
        "channel": wishes.channel,
        "schedule": schedule,
        "planned": planned,
        "month": month,
        "stories": chosen_from,
        "minimum": workspaces.settings(db, scene).minimum_voters,
        "opened_at": scene.now,
        "closes_at": scene.now + LASTS,
        "closed_at": closed_at,
        "voters": 0,
        "chosen": [],
        "once_key": once_key,
    }
    if not insert_once(db, BallotRow, values):
        return False
    row = records.by_once_key(db, scene.workspace, once_key)
    stories.keep_fresh(db, scene, once_key, chosen_from)
    return posts.want(db, scene, once_key, kind=CARD, subject=row.id, channel=row.channel, occasion=occasion)


def propose(db: Session, workspace: WorkspaceId, month: date, zone: str) -> list[StoryId]:
    """The stories of that month in the public feed that were cheered most widely, the first one first."""
    begin, end = span_of(month, zone_named(zone) or UTC_ZONE)
    rows = _told(db, workspace, begin, end)
    there = posts.places(db, workspace, [STORY.once_key(row.id) for row in rows])
    shown = [row for row in rows if STORY.once_key(row.id) in there]
    ids = [row.id for row in shown]
    credits, cheers = tables.credits_of(db, workspace, ids), tables.cheers_of(db, workspace, ids)
    candidates = [
        Candidate(
            StoryId(row.id),
            row.place,
            _named([row.teller, *(each.person for each in credits.get(row.id, ()))]),
            _named(cheers.get(row.id, ())),
        )
        for row in shown
    ]
    return proposed(candidates)


def peek(db: Session, scene: Scene, zone: str) -> list[Told]:
    """The stories that would be proposed if the vote began now."""
    today = scene.today(zone_named(zone) or UTC_ZONE)
    return stories.standing(db, scene.workspace, propose(db, scene.workspace, month_before(today), zone))


def vote(db: Session, scene: Scene, ballot: BallotId, story: StoryId) -> None:
    """The person's one vote, in place of the one they had. PollClosed; Gone, also if the story is."""
    row = records.held(db, scene.workspace, ballot)
    if row.closed_at is not None or scene.now >= row.closes_at:
        raise PollClosed
    if story not in _standing(db, row):
        raise Gone
    mine = {"ballot": row.id, "person": scene.person}
    if not insert_once(db, BallotVote, mine | {"workspace": scene.workspace, "story": story}):
        db.get_one(BallotVote, (row.id, scene.person)).story = story
    posts.touch(db, scene, row.once_key)


def close_due(db: Session, now: datetime, limit: int) -> int:
    """Count the votes whose time is over, and say which story was chosen; how many there were."""
    over = records.to_close(db, now, limit)
    for row in over:
        _close(db, Scene(WorkspaceId(row.workspace), now), row)
    return len(over)


def ballot(db: Session, workspace: WorkspaceId, ballot: BallotId) -> Ballot:
    """What the vote shows now: what has been taken down or forgotten since isn't in it. Gone."""
    row = records.find(db, workspace, ballot)
    shown = stories.standing(db, workspace, [StoryId(each) for each in row.stories])
    keys = {STORY.once_key(told.id): told.id for told in shown}
    voters = row.voters if row.closed_at else records.count_of(db, row.id, [told.id for told in shown])
    return Ballot(
        id=BallotId(row.id),
        month=row.month,
        stories=tuple(shown),
        places={keys[key]: place for key, place in posts.places(db, workspace, keys).items()},
        address=workspaces.address(db, workspace),
        closes_at=row.closes_at,
        closed=row.closed_at is not None,
        voters=voters,
        minimum=row.minimum,
        chosen=_of(shown, row.chosen),
    )


def discard(db: Session, scene: Scene, ballot: BallotId) -> None:
    """It was never shown, so nobody can vote. Gone."""
    row = records.find(db, scene.workspace, ballot)
    stories.forget_showing(db, scene, row.once_key)
    db.execute(delete(BallotVote).where(BallotVote.ballot == row.id))
    db.delete(row)


def posted_since(db: Session, scene: Scene, key: str, moment: datetime) -> bool:
    """Whether a vote whose once_key begins with `key` was opened later than `moment`."""
    return records.posted_since(db, scene.workspace, key, moment, scene.as_long_after(moment))


def forget(db: Session, scene: Scene) -> None:
    """The person's votes are gone from whatever is still open."""
    theirs = BallotVote.workspace == scene.workspace, BallotVote.person == scene.person
    voted = select(BallotRow.once_key).where(BallotRow.id.in_(select(BallotVote.ballot).where(*theirs)))
    keys = db.scalars(voted.order_by(BallotRow.id)).all()
    db.execute(delete(BallotVote).where(*theirs))
    for key in keys:
        posts.touch(db, scene, key)


def _named(people: Iterable[str]) -> frozenset[PersonId]:
    # Who is forgotten has no name, and is nobody's circle.
    return frozenset(PersonId(person) for person in people if person)


def _told(db: Session, workspace: WorkspaceId, begin: datetime, end: datetime) -> Sequence[tables.Story]:
    then = tables.Story.place >= micros(begin), tables.Story.place < micros(end)
    here = tables.Story.workspace == workspace, tables.Story.standing.expression
    return db.scalars(select(tables.Story).where(*here, *then)).all()


def _standing(db: Session, row: BallotRow) -> list[StoryId]:
    asked = [StoryId(each) for each in row.stories]
    return [told.id for told in stories.standing(db, WorkspaceId(row.workspace), asked)]


def _of(shown: Sequence[Told], chosen: Sequence[int]) -> tuple[Told, ...]:
    return tuple(told for told in shown if told.id in chosen)


def _close(db: Session, scene: Scene, row: BallotRow) -> None:
    standing = _standing(db, row)
    votes = db.scalars(select(BallotVote.story).where(BallotVote.ballot == row.id)).all()
    row.closed_at, row.voters = scene.now, sum(vote in standing for vote in votes)
    row.chosen = list(most_voted([StoryId(vote) for vote in votes], standing, row.minimum))
    # Only which story it is stays: who chose what, nobody has to know.
    db.execute(delete(BallotVote).where(BallotVote.ballot == row.id))
    db.flush()
    posts.touch(db, scene, row.once_key)
    there = posts.where(db, scene, row.once_key) is not None
    if row.chosen and there:
        key = RESULT.once_key(row.id)
        stories.keep_fresh(db, scene, key, [StoryId(each) for each in row.chosen])
        posts.want(db, scene, key, kind=RESULT, subject=row.id, channel=row.channel)
