"""Drawing up digests, for a channel to have and for a person to see beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import answers, bonfire, lessons, polls, posts, saves, stories, workspaces
from rituals.catalog import Catalog
from rituals.db import insert_once
from rituals.digests import records
from rituals.digests.records import DigestRow
from rituals.digests.rules import (
    A_MONTH,
    A_QUARTER,
    MOST_ANSWERS,
    MOST_LESSONS,
    MOST_MOMENTS,
    MOST_OF_A_MONTH,
    MOST_SAVES,
    Digest,
    Moment,
    Seen,
    begins,
    question_for,
    shows,
    summed,
)
from rituals.ids import AnswerId, ChannelId, DigestId, ScheduleId, StoryId, WorkspaceId
from rituals.posts import PostKind
from rituals.scene import Scene
from rituals.schedules import Ritual, Wishes
from rituals.stories import SaveState
from rituals.trends.rules.shares import Journey, journey_of

KIND = "digest"
# Keyed by the occasion of its ritual.
CARD = PostKind("digest")


@dataclass(frozen=True, slots=True)
class _Period:
    """What a digest looks back on, and where."""

    workspace: WorkspaceId
    channel: ChannelId
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a digest names: great moments, saves that are open, lessons, and answers."""

    moments: Sequence[StoryId]
    saves: Sequence[StoryId]
    answers: Sequence[AnswerId]
    lessons: Sequence[StoryId]

    @classmethod
    def of(cls, row: DigestRow) -> _Chosen:
        """As it was written down."""
        moments, saves, taught = (list(map(StoryId, ids)) for ids in (row.moments, row.saves, row.lessons))
        return cls(moments, saves, list(map(AnswerId, row.answers)), taught)


def post_due(
    db: Session,
    scene: Scene,
    schedule: ScheduleId,
    wishes: Wishes,
    once_key: str,
    *,
    planned: bool,
    occasion: posts.PostOccasion | None = None,
) -> bool:
    """Look back, and want it posted; False if `once_key` has been served.

    One that a person asks for looks back all the way, and the plan goes on from where it was.
    """
    period = _period(db, scene, schedule, wishes, planned)
    chosen = _chosen(db, period)
    values = {
        "workspace": scene.workspace,
        "channel": wishes.channel,
        "schedule": schedule,
        "planned": planned,
        "since": period.since,
        "until": period.until,
        "moments": chosen.moments,
        "saves": chosen.saves,
        "answers": chosen.answers,
        "lessons": chosen.lessons,
        "once_key": once_key,
    }
    if not insert_once(db, DigestRow, values):
        return False
    row = records.by_once_key(db, scene.workspace, once_key)
    stories.keep_fresh(db, scene, once_key, [*chosen.moments, *chosen.saves, *chosen.lessons])
    answers.keep_fresh(db, scene, once_key, chosen.answers)
    if burns := bonfire.to_burn(db, scene.workspace, period.until):
        bonfire.burn(db, scene, burns, once_key)
    return posts.want(db, scene, once_key, kind=CARD, subject=row.id, channel=row.channel, occasion=occasion)


def discard(db: Session, scene: Scene, digest: DigestId) -> None:
    """It was never shown: the next one looks back on its time, too. Gone."""
    row = records.find(db, scene.workspace, digest)
    stories.forget_showing(db, scene, row.once_key)
    bonfire.unburn(db, scene, row.once_key)
    db.delete(row)


def posted_since(db: Session, scene: Scene, key: str, moment: datetime) -> bool:
    """Whether a digest whose once_key begins with `key` was posted later than `moment`."""
    return records.posted_since(db, scene.workspace, key, moment, scene.as_long_after(moment))


def peek(
    db: Session, scene: Scene, catalog: Catalog, ritual: Ritual | Wishes, *, inside: bool = False
) -> Digest:
    """What the ritual, or one as it's wished for, would post now; `inside`: this person is in its channel."""
    if isinstance(ritual, Ritual):
        period = _period(db, scene, ritual.id, ritual.wishes, planned=True)
    else:
        period = _Period(scene.workspace, ritual.channel, begins(ritual.rhythm, scene.now, None), scene.now)
    burns = bonfire.to_burn(db, scene.workspace, period.until)
    burned = bonfire.phrase(db, scene.workspace, burns) if burns else None
    return replace(_digest(db, catalog, period, _chosen(db, period), inside), burned=burned)


def digest(db: Session, catalog: Catalog, workspace: WorkspaceId, digest: DigestId) -> Digest:
    """What a posted digest shows now: what has been taken down or forgotten since isn't in it. Gone."""
    row = records.find(db, workspace, digest)
    period = _Period(workspace, ChannelId(row.channel), row.since, row.until)
    burned = bonfire.burned_by(db, workspace, row.once_key)
    return replace(_digest(db, catalog, period, _Chosen.of(row), inside=True), burned=burned)


def _period(db: Session, scene: Scene, schedule: ScheduleId, wishes: Wishes, planned: bool) -> _Period:
    last = records.last_until(db, scene.workspace, schedule) if planned else None
    return _Period(scene.workspace, wishes.channel, begins(wishes.rhythm, scene.now, last), scene.now)


def _chosen(db: Session, period: _Period) -> _Chosen:
    here, since, until = period.workspace, period.since, period.until
    most = MOST_OF_A_MONTH if until - since >= A_MONTH else MOST_MOMENTS
    then = here, since, until
    taught = lessons.done(db, *then)[:MOST_LESSONS] + lessons.new(db, *then)[:MOST_LESSONS]
    return _Chosen(
        moments=stories.most_cheered(db, here, since, until, most),
        saves=stories.open_saves(db, here, until - A_QUARTER, until, MOST_SAVES),
        answers=answers.most_cheered(db, here, since, until, MOST_ANSWERS),
        lessons=list(dict.fromkeys(taught)),
    )


def _digest(db: Session, catalog: Catalog, period: _Period, chosen: _Chosen, inside: bool) -> Digest:
    counted = stories.counted(db, period.workspace, period.since, period.until)
    planned = _planned_saves(db, period, inside)
    return Digest(
        since=period.since,
        until=period.until,
        told=dict(counted.told),
        thanked=counted.thanked,
        done=counted.done + planned[SaveState.DONE],
        moments=_moments(db, period.workspace, chosen.moments),
        saves=tuple(each for each in _moments(db, period.workspace, chosen.saves) if each.story.open),
        journey=_journey(db, period),
        seen=_seen(db, catalog, period, inside),
        answers=answers.quoted(db, period.workspace, catalog, chosen.answers),
        address=workspaces.address(db, period.workspace),
        taught=len(lessons.new(db, period.workspace, period.since, period.until)),
        lessons=tuple(
            each for each in _moments(db, period.workspace, chosen.lessons) if each.story.telling.taught
        ),
        question=question_for(period.until, catalog),
        planned_saves=sum(planned.values()) - planned[SaveState.DROPPED],
    )


def _planned_saves(db: Session, period: _Period, inside: bool) -> Mapping[SaveState, int]:
    """The saves of look-aheads that nobody has told in the feed; of private channels the digest's own."""
    here = [period.channel] if inside else []
    return saves.counted(db, period.workspace, period.since, period.until, here, shared=False)


def _moments(db: Session, workspace: WorkspaceId, chosen: Sequence[StoryId]) -> tuple[Moment, ...]:
    keys = {story: stories.CARD.once_key(story) for story in chosen}
    places = posts.places(db, workspace, keys.values())
    return tuple(Moment(told, places.get(keys[told.id])) for told in stories.standing(db, workspace, chosen))


def _journey(db: Session, period: _Period) -> Journey:
    """Where it happened in the period, and of what nobody told in the whole quarter before its end."""
    touchpoints = workspaces.settings(db, Scene(period.workspace, period.until)).touchpoints
    lately, earlier = (
        journey_of(stories.by_touchpoint(db, period.workspace, since, period.until), touchpoints)
        for since in (period.since, period.until - A_QUARTER)
    )
    return Journey(lately.told, earlier.untold, lately.nowhere)


def _seen(db: Session, catalog: Catalog, period: _Period, inside: bool) -> tuple[Seen, ...]:
    minimum = workspaces.settings(db, Scene(period.workspace, period.until)).minimum_voters
    closed = polls.results(db, period.workspace, period.since)
    there = [each for each in closed if each.closed_at < period.until]
    return summed((each for each in there if shows(each, period.channel, minimum, inside)), catalog)
