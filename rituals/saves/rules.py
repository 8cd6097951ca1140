"""When a save is due, and when its owner is reminded. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rituals.ids import ChannelId, PersonId
from rituals.posts.rules import PostKind
from rituals.scene import UTC_ZONE
from rituals.stories.rules.story import Nudge, Told

# The reply in the look-ahead's thread.
CARD = PostKind("save", "save:{}")
# What the owner hears: that it's theirs, and what it is due. And its author, when the owner has left.
OWNER_NOTE = PostKind("save_owner", "save_owner:{}:{}", rather_twice=True)
NUDGE = PostKind("save_nudge", "save_nudge:{}:{}:{}:{}", rather_twice=True)
LEFT_NOTE = PostKind("save_left", "save_left:{}:{}", rather_twice=True)

# On the owner's own clock.
MORNING = time(9)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
SOON = timedelta(days=4)
SATURDAY = 5
# As many as a card lists in lines of their own.
MOST_RECALLED = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """What somebody plans in a look-ahead: what could disappoint, what is done about it, who, by when."""

    risk: str
    remedy: str
    owner: PersonId | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Save:
    """A save, and the channel and ts of the message that shows it; None without a message."""

    story: Told
    place: tuple[ChannelId, str] | None = None


@dataclass(frozen=True, slots=True)
class LookedAhead:
    """What a look-ahead shows: what became of the saves `before` it, and those `planned` in it."""

    before: Sequence[Told] = ()
    planned: Sequence[Told] = ()


def moments(due_on: date, zone: ZoneInfo) -> list[tuple[datetime, Nudge]]:
    """When its owner is reminded, in UTC: on the morning before, of the day, and once after it."""
    days = ((Nudge.EVE, due_on - A_DAY), (Nudge.DAY, due_on), (Nudge.LATE, due_on + A_DAY))
    # Wall clock first, UTC second: nine o'clock stays nine when the clocks change.
    return [(datetime.combine(day, MORNING, zone).astimezone(UTC_ZONE), nudge) for nudge, day in days]


def next_moment(due_on: date, zone: ZoneInfo, after: datetime) -> datetime | None:
    """The first of them later than `after`; None if they're over."""
    return next((moment for moment, _ in moments(due_on, zone) if moment > after), None)


def last_nudge(due_on: date, zone: ZoneInfo, now: datetime) -> Nudge | None:
    """What is to be said by now; None before the first. What was missed meanwhile isn't said."""
    return next((nudge for moment, nudge in reversed(moments(due_on, zone)) if moment <= now), None)


def proposed(today: date) -> date:
    """A date for a new save: in a few days, and not on a weekend."""
    day = today + SOON
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def put_off(due_on: date | None, today: date) -> date:
    """A date for a save that is carried over: a week later than it was due, or than today."""
    return max(due_on or today, today) + A_WEEK
