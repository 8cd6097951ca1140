"""What people want of a ritual, and what they see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals.errors import NoDays, UnknownZone
from rituals.ids import ChannelId, PersonId, ScheduleId, WorkspaceId
from rituals.scene import Scene, zone_named
from rituals.schedules.records import tables as records
from rituals.schedules.records.tables import Schedule
from rituals.schedules.rules.days_off import DaysOff, check_known
from rituals.schedules.rules.occurring import GRACE, Plan, Rhythm, moment_at, next_occurrence, occurrences

THOUGHT_EXPERIMENT = "thought_experiment"
# Why a ritual is paused whose channel can be posted in again: it waits for its owner.
OPEN_AGAIN = "open_again"
# Why a ritual is paused whose framework was removed, or has none of its kind.
NOTHING_TO_POST = "nothing_to_post"
# Why a ritual is paused whose channel is no more: it waits for another one.
CHANNEL_DELETED = "channel_deleted"
SHOWN_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants of a ritual. `grace` is how late it may come; `starts_on` None means at once.

    `game_plan_after` is how many people answer before the game plan follows; None for no game plan. Answers
    stay sealed until as many as `together` are in; None shows each at once. `asks` is the stored setup of a
    poll that is repeated. `holidays` are countries and regions (`PT`, `DE-BY`) on whose public holidays it
    rests. `open` if everybody in the workspace may read the channel. `passed` is what it rather doesn't post
    next, as `framework/key`.
    """

    channel: ChannelId
    framework: str
    weekdays: frozenset[int]
    at: time
    zone: str
    kind: str = THOUGHT_EXPERIMENT
    rhythm: Rhythm = Rhythm.WEEKLY
    starts_on: date | None = None
    ends_on: date | None = None
    holidays: tuple[str, ...] = ()
    grace: timedelta = GRACE
    game_plan_after: int | None = None
    together: int | None = None
    personal: bool = False
    asks: Mapping[str, Any] | None = None
    open: bool = False
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ritual:
    """A schedule as people see it. `coming` are its next moments: none while it is paused, or over.

    `held` is why it paused itself, `missed_at` when the last one was planned that came too late; `change`,
    `changed_by` and `changed_at` tell the last thing done to it. `veiled`: it has words of its own, and they
    aren't shown. `skipped` is the date that was skipped last, as long as it's still to come.
    """

    id: ScheduleId
    wishes: Wishes
    owner: PersonId
    paused: bool
    paused_until: date | None
    held: str | None
    moved: bool
    next_on: date | None
    next_at: datetime | None
    coming: tuple[datetime, ...]
    change: str
    changed_by: PersonId
    changed_at: datetime
    missed_at: datetime | None = None
    veiled: bool = False
    skipped: date | None = None

    def without_words(self) -> Ritual:
        """The same for somebody who may not read what it asks."""
        return replace(self, wishes=replace(self.wishes, asks=None), veiled=self.wishes.asks is not None)

    @property
    def channel(self) -> ChannelId:
        return self.wishes.channel

    @property
    def kind(self) -> str:
        return self.wishes.kind

    @property
    def framework(self) -> str:
        return self.wishes.framework

    @property
    def passed(self) -> tuple[str, ...]:
        return self.wishes.passed


def columns_of(wishes: Wishes, scene: Scene) -> dict[str, object]:
    """The wishes as columns of a schedule; UnknownZone, NoDays, UnknownCountry."""
    zone = _zone(wishes.zone)
    if not wishes.weekdays:
        raise NoDays
    for place in wishes.holidays:
        check_known(place)
    return {
        "channel": wishes.channel,
        "personal": wishes.personal,
        "kind": wishes.kind,
        "framework": wishes.framework,
        "weekdays": "".join(str(day) for day in sorted(wishes.weekdays)),
        "rhythm": wishes.rhythm,
        "at": wishes.at,
        "zone": wishes.zone,
        "starts_on": wishes.starts_on or _first_day(wishes, zone, scene),
        "ends_on": wishes.ends_on,
        "holidays": ",".join(dict.fromkeys(wishes.holidays)),
        "game_plan_after": wishes.game_plan_after,
        "together": wishes.together,
        "grace": int(wishes.grace.total_seconds() // 60),
        "asks": dict(wishes.asks) if wishes.asks else None,
        "open": wishes.open,
    }


def plan_of(wishes: Wishes, scene: Scene) -> Plan:
    """When they'd have it. UnknownZone."""
    zone = _zone(wishes.zone)
    first = wishes.starts_on or _first_day(wishes, zone, scene)
    return Plan(wishes.weekdays, wishes.at, zone, wishes.rhythm, first, wishes.ends_on)


def _first_day(wishes: Wishes, zone: ZoneInfo, scene: Scene) -> date:
    # Fortnights are counted from it: "every second Monday" begins with the Monday that comes.
    coming = next_occurrence(Plan(wishes.weekdays, wishes.at, zone), scene.now)
    return coming.on if coming else scene.today(zone)


def view(db: Session, row: Schedule) -> Ritual:
    """The schedule as people see it."""
    return Ritual(
        id=ScheduleId(row.id),
        wishes=wishes_of(row),
        owner=PersonId(row.owner),
        paused=row.paused,
        paused_until=row.paused_until,
        held=row.held,
        moved=row.moved,
        next_on=row.next_on,
        next_at=row.next_at,
        coming=_coming(db, row),
        change=row.change,
        changed_by=PersonId(row.changed_by),
        changed_at=row.changed_at,
        missed_at=row.missed_at,
        skipped=row.past_on if row.skips else None,
    )


def off(db: Session, row: Schedule) -> DaysOff:
    """The days on which this schedule rests."""
    workspace, channel = WorkspaceId(row.workspace), ChannelId(row.channel)
    return DaysOff(_places(row), records.days_off(db, workspace, channel))


def _places(row: Schedule) -> tuple[str, ...]:
    return tuple(filter(None, row.holidays.split(",")))


def planned(row: Schedule) -> datetime:
    """When the coming occurrence was planned for, before anybody moved it."""
    assert row.next_on is not None and row.next_at is not None
    return moment_at(row.plan, row.next_on) or row.next_at


def _coming(db: Session, row: Schedule) -> tuple[datetime, ...]:
    if row.next_at is None:
        return ()
    later = occurrences(row.plan, planned(row), off(db, row))
    return (row.next_at, *(each.moment for each, _ in zip(later, range(SHOWN_AHEAD - 1), strict=False)))


def wishes_of(row: Schedule) -> Wishes:
    """What was wished of a schedule, read back."""
    return Wishes(
        channel=ChannelId(row.channel),
        framework=row.framework,
        weekdays=frozenset(int(day) for day in row.weekdays),
        at=row.at,
        zone=row.zone,
        kind=row.kind,
        rhythm=Rhythm(row.rhythm),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        holidays=_places(row),
        grace=timedelta(minutes=row.grace),
        game_plan_after=row.game_plan_after,
        together=row.together,
        personal=row.personal,
        asks=row.asks,
        open=row.open,
        passed=tuple(row.passed),
    )


def _zone(name: str) -> ZoneInfo:
    zone = zone_named(name)
    if zone is None:
        raise UnknownZone(name)
    return zone
