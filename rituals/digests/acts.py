"""Drawing up digests, for a channel to have and for a person to see beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import polls, posts, stories, workspaces
from rituals.catalog import Catalog
from rituals.db import insert_once
from rituals.digests import records
from rituals.digests.records import DigestRow
from rituals.digests.rules import (
    A_QUARTER,
    MOST_MOMENTS,
    MOST_SAVES,
    Digest,
    Moment,
    Seen,
    begins,
    shows,
    summed,
)
from rituals.ids import ChannelId, DigestId, ScheduleId, StoryId, WorkspaceId
from rituals.posts import PostKind
from rituals.scene import Scene
from rituals.schedules import Ritual, Wishes
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


def post_due(
    db: Session,
    scene: Scene,
    schedule: ScheduleId,
    wishes: Wishes,
    once_key: str,
    *,
    planned: bool,
    occasion: posts.Occasion | None = None,
) -> bool:
    """Look back, and want it posted; False if `once_key` has been served.

    One that a person asks for looks back all the way, and the plan goes on from where it was.
    """
    period = _period(db, scene, schedule, wishes, planned)
    moments, saves = _named(db, period)
    values = {
        "workspace": scene.workspace,
        "channel": wishes.channel,
        "schedule": schedule,
        "planned": planned,
        "since": period.since,
        "until": period.until,
        "moments": moments,
        "saves": saves,
        "once_key": once_key,
    }
    if not insert_once(db, DigestRow, values):
        return False
    row = records.by_once_key(db, scene.workspace, once_key)
    stories.keep_fresh(db, scene, once_key, [*moments, *saves])
    return posts.want(db, scene, once_key, kind=CARD, subject=row.id, channel=row.channel, occasion=occasion)


def discard(db: Session, scene: Scene, digest: DigestId) -> None:
    """It was never shown: the next one looks back on its time, too. Gone."""
    row = records.read(db, scene.workspace, digest)
    stories.forget_showing(db, scene, row.once_key)
    db.delete(row)


def posted_since(db: Session, scene: Scene, key: str, moment: datetime) -> bool:
    """Whether a digest whose once_key begins with `key` was posted later than `moment`."""
    return records.posted_since(db, scene.workspace, key, moment, scene.as_long_after(moment))


def peek(db: Session, scene: Scene, catalog: Catalog, ritual: Ritual, *, inside: bool = False) -> Digest:
    """What the ritual would post now, for one person; `inside`: they are in its channel."""
    period = _period(db, scene, ritual.id, ritual.wishes, planned=True)
    moments, saves = _named(db, period)
    return _digest(db, catalog, period, moments, saves, inside)


def digest(db: Session, catalog: Catalog, workspace: WorkspaceId, digest: DigestId) -> Digest:
    """What a posted digest shows now: what has been taken down or forgotten since is not in it. Gone."""
    row = records.read(db, workspace, digest)
    period = _Period(workspace, ChannelId(row.channel), row.since, row.until)
    return _digest(db, catalog, period, _ids(row.moments), _ids(row.saves), inside=True)


def _period(db: Session, scene: Scene, schedule: ScheduleId, wishes: Wishes, planned: bool) -> _Period:
    last = records.last_until(db, scene.workspace, schedule) if planned else None
    return _Period(scene.workspace, wishes.channel, begins(wishes.rhythm, scene.now, last), scene.now)


def _named(db: Session, period: _Period) -> tuple[list[StoryId], list[StoryId]]:
    """The stories that a digest names: great moments, and saves that are open."""
    here, until = period.workspace, period.until
    moments = stories.most_cheered(db, here, period.since, until, MOST_MOMENTS)
    return moments, stories.open_saves(db, here, until - A_QUARTER, until, MOST_SAVES)


def _digest(
    db: Session,
    catalog: Catalog,
    period: _Period,
    moments: Sequence[StoryId],
    saves: Sequence[StoryId],
    inside: bool,
) -> Digest:
    counted = stories.counted(db, period.workspace, period.since, period.until)
    return Digest(
        since=period.since,
        until=period.until,
        told=dict(counted.told),
        thanked=counted.thanked,
        done=counted.done,
        moments=_moments(db, period.workspace, moments),
        saves=tuple(each for each in _moments(db, period.workspace, saves) if each.story.open),
        journey=_journey(db, period),
        seen=_seen(db, catalog, period, inside),
        address=workspaces.address(db, period.workspace),
    )


def _moments(db: Session, workspace: WorkspaceId, named: Sequence[StoryId]) -> tuple[Moment, ...]:
    keys = {story: stories.CARD.once_key(story) for story in named}
    places = posts.places(db, workspace, keys.values())
    return tuple(Moment(told, places.get(keys[told.id])) for told in stories.standing(db, workspace, named))


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


def _ids(stored: Sequence[int]) -> list[StoryId]:
    return [StoryId(each) for each in stored]
