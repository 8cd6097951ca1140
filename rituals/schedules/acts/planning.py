"""Setting up rituals and changing them. Every change keeps who made it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.db import insert_once
from rituals.errors import AlreadyPast, NeverComes, Overtakes
from rituals.ids import ChannelId, PersonId, ScheduleId
from rituals.scene import Scene
from rituals.schedules.acts.telling import GIVEN, tell_owner
from rituals.schedules.records import tables as records
from rituals.schedules.records.tables import DayOff, Rest, Schedule
from rituals.schedules.records.values import Ritual, Wishes, columns_of, off, plan_of, planned, view
from rituals.schedules.rules.kinds import HELD_NOTE
from rituals.schedules.rules.occurring import (
    A_DAY,
    Occurrence,
    coincide,
    moment_at,
    next_occurrence,
    occurrences,
)

A_MOMENT = timedelta(seconds=1)


def set_up(db: Session, scene: Scene, wishes: Wishes, request: str) -> Ritual:
    """A new ritual. The same `request` again gives the one that was made.

    UnknownZone, NoDays, UnknownCountry, NeverComes.
    """
    values = columns_of(wishes, scene) | {
        "workspace": scene.workspace,
        "owner": scene.person,
        "request": request,
        "paused": False,
        "moved": False,
        "made_at": scene.now,
        "change": "set up",
        "changed_by": scene.person,
        "changed_at": scene.now,
    }
    new = insert_once(db, Schedule, values)
    query = select(Schedule).where(Schedule.workspace == scene.workspace, Schedule.request == request)
    row = db.scalars(query.with_for_update()).one()
    if new:
        aim(db, row, scene.now)
        _check_it_comes(db, row, scene.now)
    return view(db, row)


def set_up_all(db: Session, scene: Scene, wishes: Sequence[Wishes], request: str) -> list[Ritual]:
    """Several rituals at once, all or none of them. Like set_up."""
    return [set_up(db, scene, each, f"{request}:{number}") for number, each in enumerate(wishes, 1)]


def change(db: Session, scene: Scene, schedule: ScheduleId, wishes: Wishes) -> Ritual:
    """The ritual becomes what `wishes` say. Gone, and what set_up raises."""
    row = records.find(db, scene.workspace, schedule)
    before = (row.plan, row.channel, row.holidays)
    columns = columns_of(wishes, scene)
    if wishes.starts_on is None:
        # Fortnights go on being counted from where they began.
        del columns["starts_on"]
    for name, value in columns.items():
        setattr(row, name, value)
    # A ritual with the same days as before keeps what was moved.
    other_days = (row.plan, row.channel, row.holidays) != before
    _check_it_comes(db, row, scene.now)
    return _changed(db, scene, row, "changed", anew=other_days and not row.paused)


def _check_it_comes(db: Session, row: Schedule, now: datetime) -> None:
    if row.ends_on is not None and next_occurrence(row.plan, now, off(db, row)) is None:
        raise NeverComes


def rituals(db: Session, scene: Scene) -> list[Ritual]:
    """Every ritual of the workspace's channels, the oldest first."""
    return [view(db, row) for row in records.of_workspace(db, scene.workspace)]


def ritual(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """One ritual; Gone if it was removed."""
    return view(db, records.find(db, scene.workspace, schedule))


def beside(db: Session, scene: Scene, ritual: Ritual) -> list[Ritual]:
    """The other rituals of its channel that come at the same minute, some time in the next ten weeks."""
    rows = records.of_channel(db, scene.workspace, ritual.channel)
    mine = next((row for row in rows if row.id == ritual.id), None)
    if mine is None or mine.next_at is None:
        return []
    others = [row for row in rows if row is not mine and row.next_at is not None]
    rest = off(db, mine)
    met = [row for row in others if coincide(mine.plan, row.plan, scene.now, rest, off(db, row))]
    return [view(db, row) for row in met]


def pause(db: Session, scene: Scene, schedule: ScheduleId, until: date | None = None) -> Ritual:
    """Nothing is posted until it is resumed, or, with `until`, before that local date. AlreadyPast."""
    row = records.find(db, scene.workspace, schedule)
    if until is not None and until <= scene.today(row.plan.zone):
        raise AlreadyPast
    if until is None:
        row.paused, row.paused_until, row.moved, row.next_on, row.next_at = True, None, False, None, None
        return _changed(db, scene, row, "paused")
    row.paused, row.held, row.paused_until = False, None, until
    aim(db, row, scene.now)
    posts.touch_about(db, scene, HELD_NOTE, row.id)
    return _changed(db, scene, row, "paused until a date")


def resume(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """It goes on with the next occurrence from now."""
    row = records.find(db, scene.workspace, schedule)
    # One that wasn't at rest goes on as it was: what is due, moved or skipped stays so.
    rested = row.paused or row.paused_until is not None
    row.paused, row.held, row.paused_until = False, None, None
    posts.touch_about(db, scene, HELD_NOTE, row.id)
    return _changed(db, scene, row, "resumed", anew=rested)


def skip_next(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """The coming occurrence is left out; the one after it is next."""
    row = records.find(db, scene.workspace, schedule)
    if row.next_on is not None:
        row.skips = [*row.skips, _as_it_was(row)]
        row.past_on, row.past_at, row.paused_until = row.next_on, None, None
        aim(db, row, scene.now)
    return _changed(db, scene, row, "skipped one")


def unskip(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """What was skipped last comes after all. AlreadyPast if its time is over; nothing if nothing was."""
    row = records.find(db, scene.workspace, schedule)
    if not row.skips or row.past_on is None:
        return view(db, row)
    moment = moment_at(row.plan, row.past_on)
    if moment is None or moment <= scene.now:
        raise AlreadyPast
    *row.skips, last = row.skips
    on, _, at = last.partition("/")
    row.past_on = date.fromisoformat(on) if on else None
    row.past_at = datetime.fromisoformat(at) if at else None
    if not row.paused:
        aim(db, row, scene.now)
    return _changed(db, scene, row, "unskipped one")


def pass_over(db: Session, scene: Scene, schedule: ScheduleId, passed: Sequence[str]) -> Ritual:
    """The ritual would rather not have these next, as `framework/key`."""
    row = records.find(db, scene.workspace, schedule)
    row.passed = list(passed)
    return _changed(db, scene, row, "drew another")


def twins(
    db: Session, scene: Scene, wishes: Wishes, known: ScheduleId | None = None, request: str = ""
) -> list[Ritual]:
    """Rituals that post the same kind to the same channel at the same minute. UnknownZone.

    Not the ritual that's `known`, nor one that this `request` has made already.
    """
    plan, asks = plan_of(wishes, scene), dict(wishes.asks) if wishes.asks else None
    rows = records.of_channel(db, scene.workspace, wishes.channel)
    others = [row for row in rows if row.id != known and row.request != request and row.next_at is not None]
    same = [row for row in others if row.kind == wishes.kind and (row.asks or None) == asks]
    return [view(db, row) for row in same if coincide(plan, row.plan, scene.now, (), off(db, row))]


def _as_it_was(row: Schedule) -> str:
    at = row.past_at.isoformat() if row.past_at else ""
    return f"{row.past_on.isoformat() if row.past_on else ''}/{at}"


def move_next(db: Session, scene: Scene, schedule: ScheduleId, to: datetime) -> Ritual:
    """The coming occurrence comes at `to` instead; the ones after it stay. AlreadyPast, Overtakes."""
    row = records.find(db, scene.workspace, schedule)
    if to <= scene.now:
        raise AlreadyPast
    if row.next_at is not None:
        following = next_occurrence(row.plan, planned(row), off(db, row))
        if following is not None and to >= following.moment:
            raise Overtakes
        row.next_at, row.moved = to, True
    return _changed(db, scene, row, "moved one")


def hand_over(db: Session, scene: Scene, schedule: ScheduleId, to: PersonId) -> Ritual:
    """Somebody else owns the ritual from now on."""
    row = records.find(db, scene.workspace, schedule)
    before, row.owner = row.owner, to
    tell_owner(db, scene, row, "handed over", before)
    row.change, row.changed_by, row.changed_at = "handed over", scene.person, scene.now
    tell_owner(db, scene, row, GIVEN, to)
    return view(db, row)


def remove(db: Session, scene: Scene, schedule: ScheduleId) -> Ritual:
    """The ritual ends. What it has posted stays."""
    row = records.find(db, scene.workspace, schedule)
    gone = view(db, row)
    tell_owner(db, scene, row, "removed", row.owner)
    db.delete(row)
    return gone


def rests(db: Session, scene: Scene) -> list[Rest]:
    """The days off to come, of all channels. Where the world is a day behind, yesterday is still today."""
    return records.rests(db, scene.workspace, scene.now.date() - timedelta(days=1))


def take_off(
    db: Session, scene: Scene, channel: ChannelId, first: date, last: date
) -> list[tuple[date, date]]:
    """The channel has no rituals from `first` to `last`, both included; all its days off."""
    values = {"channel": channel, "first": min(first, last), "last": max(first, last), "by": scene.person}
    insert_once(db, DayOff, values | {"workspace": scene.workspace})
    return _re_aim_all(db, scene, channel)


def take_on(
    db: Session, scene: Scene, channel: ChannelId, first: date, last: date
) -> list[tuple[date, date]]:
    """The range is no longer off; what is left of the channel's days off."""
    mine = (DayOff.workspace == scene.workspace, DayOff.channel == channel)
    db.execute(delete(DayOff).where(*mine, DayOff.first == first, DayOff.last == last))
    return _re_aim_all(db, scene, channel)


def aim(db: Session, row: Schedule, after: datetime) -> Occurrence | None:
    """Point the schedule at its first occurrence later than `after`; None if there is none any more.

    A date that is over stays so, though it may have been posted before its hour, and left out on purpose.
    """
    first = max(row.past_on + A_DAY if row.past_on else date.min, row.paused_until or date.min)
    if first > after.date() + A_DAY:
        # The search looks a year ahead, and a rest may be longer.
        after = datetime.combine(first - A_DAY, time(), row.plan.zone)
    coming = next((each for each in occurrences(row.plan, after, off(db, row)) if each.on >= first), None)
    row.moved = False
    row.next_on, row.next_at = (coming.on, coming.moment) if coming else (None, None)
    db.flush()
    return coming


def _changed(db: Session, scene: Scene, row: Schedule, change: str, *, anew: bool = False) -> Ritual:
    if anew:
        aim(db, row, scene.now)
    row.change, row.changed_by, row.changed_at = change, scene.person, scene.now
    db.flush()
    tell_owner(db, scene, row, change, row.owner)
    return view(db, row)


def re_aim(db: Session, row: Schedule, now: datetime) -> None:
    """Look for the next occurrence again, after what it depends on has changed."""
    # One that somebody moved was put there on purpose.
    if row.paused or row.moved:
        return
    # One that is due this very moment isn't lost over it.
    overdue = row.next_at is not None and row.next_at <= now
    aim(db, row, row.next_at - A_MOMENT if overdue and row.next_at else now)


def _re_aim_all(db: Session, scene: Scene, channel: ChannelId) -> list[tuple[date, date]]:
    db.flush()
    for row in records.of_channel(db, scene.workspace, channel):
        re_aim(db, row, scene.now)
    return records.days_off(db, scene.workspace, channel)
