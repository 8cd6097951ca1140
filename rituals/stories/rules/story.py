"""What makes a story tellable, and what is seen of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from rituals.ids import ChannelId, PersonId, StoryId
from rituals.scripts import is_whole, length, pairs, terms
from rituals.words import as_seen

# Fewer letters of the Latin script tell no story; other scripts say as much with fewer.
SHORTEST = 20
# A message in Slack holds 3,000 characters in one block; escaping may make four or five of one.
LONGEST = 2500
LONGEST_LINE = 500
REMIND_AFTER = timedelta(days=3)
DRAFT_KEPT = timedelta(days=30)
# How far back a second telling of the same moment is looked for.
SAME_WITHIN = timedelta(days=14)
ALIKE = 0.6


class Kind(StrEnum):
    """What a story tells of."""

    CUSTOMER_HELPED_US = "customer_helped_us"
    GREAT_HUMAN_MOMENT = "great_human_moment"
    PROACTIVE_SAVE = "proactive_save"


class Stage(StrEnum):
    """Where somebody served: before the customer's eyes, or behind those who did (mechanic 12)."""

    FRONT = "front"
    BACK = "back"


class SaveState(StrEnum):
    """Where a save stands. One that was carried over is open, with another date than it had."""

    OPEN = "open"
    CARRIED_OVER = "carried_over"
    DONE = "done"
    DROPPED = "dropped"


class Nudge(StrEnum):
    """Why somebody is reminded of a save: it's due tomorrow, today, or was due yesterday."""

    EVE = "eve"
    DAY = "day"
    LATE = "late"


class Took(StrEnum):
    """What a story took (mechanic 13)."""

    PEOPLE = "people"
    PROCESS = "process"
    TIME = "time"
    MONEY = "money"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody whom a story credits. `name` is shown instead of a mention, for people from elsewhere."""

    person: PersonId
    stage: Stage = Stage.FRONT
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a teller says: all but the text may be left out. `remedy` is what is done, or was, in a save."""

    text: str
    kind: Kind = Kind.CUSTOMER_HELPED_US
    credits: tuple[Credited, ...] = ()
    mindset: str | None = None
    touchpoint: str | None = None
    customer: str | None = None
    took: tuple[Took, ...] = ()
    beyond_job: bool = False
    taught: str | None = None
    thanked: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story comes from that wasn't told by hand: a message, and those who pointed at it."""

    source: str
    link: str | None
    nominated_by: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A line that somebody else added."""

    person: PersonId
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a story's card shows. `feed` is None while it waits for a feed channel.

    `nominated`: the words come from a message, which `nominated_by` pointed at. `owner` has the save, or what
    the customer taught us, which is `done` or not; `came_of` is what they say came of it. Of a save:
    `planned` in a look-ahead; `standing` in the feed, where such a one comes only when its author shares it;
    `nudged`, what its owner was reminded of last.
    """

    id: StoryId
    place: int
    telling: Telling
    teller: PersonId
    link: str | None
    nominated: bool
    nominated_by: tuple[PersonId, ...]
    cheered_by: tuple[PersonId, ...]
    lines: tuple[Voice, ...]
    owner: PersonId | None
    due_on: date | None
    done: bool
    told_at: datetime
    edited_at: datetime | None
    feed: ChannelId | None = None
    came_of: str | None = None
    dropped: bool = False
    carried_from: date | None = None
    nudged: Nudge | None = None
    planned: bool = False
    standing: bool = True

    @property
    def kind(self) -> Kind:
        return self.telling.kind

    @property
    def text(self) -> str:
        return self.telling.text

    @property
    def edited(self) -> bool:
        """Whether its author has changed it since."""
        return self.edited_at is not None

    @property
    def open(self) -> bool:
        """Whether it is an open save."""
        return self.kind is Kind.PROACTIVE_SAVE and not self.settled

    @property
    def settled(self) -> bool:
        """Whether it's a save that is done or dropped."""
        return self.done or self.dropped

    @property
    def overdue(self) -> bool:
        """Whether it is an open save whose day is over, and somebody was told so."""
        return self.open and self.nudged is Nudge.LATE

    @property
    def state(self) -> SaveState:
        """Where it stands, if it is a save."""
        if self.settled:
            return SaveState.DONE if self.done else SaveState.DROPPED
        return SaveState.CARRIED_OVER if self.carried_from else SaveState.OPEN

    @property
    def only_themselves(self) -> bool:
        """Whether the teller credits nobody but themselves, which the card says openly."""
        return not self.nominated and {each.person for each in self.telling.credits} == {self.teller}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which stories somebody wants to see; what is None or empty doesn't matter.

    `person` told them or is credited in them; `teller` told them; `thanked` is credited, by somebody else.
    """

    kind: Kind | None = None
    mindset: str | None = None
    touchpoint: str | None = None
    person: PersonId | None = None
    teller: PersonId | None = None
    thanked: PersonId | None = None
    words: str = ""

    def but(self, **changes: Any) -> Filter:
        """The same filter with something changed."""
        return replace(self, **changes)


def searchable(telling: Telling, lines: list[str]) -> str:
    """The words by which a story is found."""
    parts = (telling.text, telling.customer, telling.touchpoint, telling.taught, telling.thanked)
    names = [each.name for each in telling.credits if each.name]
    return "\n".join(part for part in (*parts, telling.remedy, *lines, *names) if part)


def tells(text: str) -> bool:
    """Whether a text is long enough to tell of something."""
    return length(as_seen(text)) >= SHORTEST


def alike(one: str, other: str) -> bool:
    """Whether two texts tell the same: nearly the same words, or one within the other."""
    here, there = _words(one), _words(other)
    shared = len(here & there)
    if not shared:
        return False
    smaller = min(len(here), len(there))
    return shared / len(here | there) >= ALIKE or (smaller >= 5 and shared == smaller)


def micros(moment: datetime) -> int:
    """A moment as a place in the feed: microseconds since 1970."""
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


def _words(text: str) -> set[str]:
    return {pair for term in terms(text) for pair in (pairs(term) if is_whole(term) else (term,))}
