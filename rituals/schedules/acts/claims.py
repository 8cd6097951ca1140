"""What the clock does to schedules: they fall due, are missed, hold themselves back, and go on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from rituals import posts
from rituals.errors import Gone
from rituals.ids import ChannelId, PersonId, ScheduleId, WorkspaceId
from rituals.posts import PostKind
from rituals.scene import NOBODY, Scene
from rituals.schedules.acts.planning import aim, re_aim
from rituals.schedules.records import tables as records
from rituals.schedules.records.tables import Schedule
from rituals.schedules.records.values import (
    NOTHING_TO_POST,
    OPEN_AGAIN,
    Ritual,
    Wishes,
    off,
    view,
    wishes_of,
)
from rituals.schedules.rules.kinds import HELD_NOTE, LATE_NOTE
from rituals.schedules.rules.occurring import Occurrence, latest_occurrence

# What the clocks of one database may be apart.
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Due:
    """An occurrence whose moment has come. `missed` if it came too long ago to be posted now."""

    schedule: ScheduleId
    workspace: WorkspaceId
    wishes: Wishes
    on: date
    planned: datetime
    missed: bool


def claim_due(db: Session, now: datetime, limit: int) -> list[Due]:
    """Move due schedules to their next occurrence, and give the latest of each that has come.

    However long nothing ran, a schedule gives at most one.
    """
    claimed = []
    for row in records.due(db, now, limit):
        latest = _latest(db, row, now)
        missed = now - latest.moment > timedelta(minutes=row.grace)
        claimed.append(_due(row, latest, missed))
        row.past_on, row.past_at, row.paused_until = latest.on, now, None
        row.skips, row.passed = [], []
        aim(db, row, now)
    return claimed


def put_right(db: Session, now: datetime) -> None:
    """What fell due by a clock that was ahead isn't over yet; what was posted then isn't posted again."""
    for row in records.misdated(db, now + A_MINUTE):
        row.past_on = row.past_at = None
        re_aim(db, row, now)


def tell_late(
    db: Session, scene: Scene, schedule: ScheduleId, planned: datetime, asked_by: PersonId = NOBODY
) -> None:
    """Tell the owner, and the person who asked for it, that an occurrence couldn't be posted in time.

    Nobody, if the ritual is gone.
    """
    with suppress(Gone):
        row = records.find(db, scene.workspace, schedule)
        row.missed_at = planned
        _tell_owner(db, scene, row, LATE_NOTE, row.id, planned.isoformat())
        if asked_by not in (NOBODY, row.owner):
            key = f"{LATE_NOTE.once_key(row.id, planned.isoformat())}:{asked_by}"
            posts.want(db, scene, key, kind=LATE_NOTE, subject=row.id, channel=asked_by)


def hold(db: Session, scene: Scene, channel: ChannelId, reason: str) -> None:
    """The rituals of a channel in which nothing can be posted pause themselves, and tell their owners."""
    for row in records.of_channel(db, scene.workspace, channel):
        _hold(db, scene, row, reason)


def hold_empty(db: Session, scene: Scene, schedule: ScheduleId) -> None:
    """A ritual that has nothing to post pauses itself, and tells its owner.

    A person's own practice doesn't: it goes on by itself once there is something again.
    """
    row = records.find(db, scene.workspace, schedule)
    if not row.personal:
        _hold(db, scene, row, NOTHING_TO_POST)


def reopen(db: Session, scene: Scene, channel: ChannelId) -> None:
    """Posting is possible there again: owners of rituals that had paused themselves are asked to resume."""
    for row in records.of_channel(db, scene.workspace, channel):
        if row.held and row.held not in (OPEN_AGAIN, NOTHING_TO_POST):
            row.held = OPEN_AGAIN
            _tell_held(db, scene, row)


def held_note(db: Session, workspace: WorkspaceId, schedule: ScheduleId) -> Ritual:
    """What a private note to the owner shows now. Gone.

    Without its words: the owner may have left the channel that they are for.
    """
    return view(db, records.find(db, workspace, schedule)).without_words()


def _hold(db: Session, scene: Scene, row: Schedule, reason: str) -> None:
    if row.paused:
        return
    row.paused, row.held, row.moved, row.next_on, row.next_at = True, reason, False, None, None
    row.change, row.changed_by, row.changed_at = "paused itself", "", scene.now
    _tell_held(db, scene, row)


def _tell_held(db: Session, scene: Scene, row: Schedule) -> None:
    _tell_owner(db, scene, row, HELD_NOTE, row.id, row.held, scene.now.isoformat())


def _tell_owner(db: Session, scene: Scene, row: Schedule, kind: PostKind, *what: object) -> None:
    # The owner may be forgotten since; and of their own practice people see that it doesn't come.
    if row.owner and not row.personal:
        posts.want(db, scene, kind.once_key(*what), kind=kind, subject=row.id, channel=row.owner)


def _latest(db: Session, row: Schedule, now: datetime) -> Occurrence:
    assert row.next_on is not None and row.next_at is not None
    latest = latest_occurrence(row.plan, now, off(db, row))
    if latest is not None and latest.on > row.next_on:
        return latest
    # Its moment may be another than the plan's: somebody moved it, or the plan changed under it. It stands.
    return Occurrence(row.next_on, row.next_at)


def _due(row: Schedule, occurrence: Occurrence, missed: bool) -> Due:
    return Due(
        schedule=ScheduleId(row.id),
        workspace=WorkspaceId(row.workspace),
        wishes=wishes_of(row),
        on=occurrence.on,
        planned=occurrence.moment,
        missed=missed,
    )
