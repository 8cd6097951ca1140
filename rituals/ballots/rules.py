"""Which stories a team votes on at the start of a month, and which one it chooses. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from rituals.ids import BallotId, ChannelId, PersonId, StoryId
from rituals.stories.rules.story import Told

MOST_STORIES = 5
FEWEST_STORIES = 2
LASTS = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story, in the feed's order by `place`: who is in it, as teller or credited, and who cheers it."""

    story: StoryId
    place: int
    people: frozenset[PersonId]
    cheered_by: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a vote shows. `month` is the first day of the month that the stories are of.

    `stories` are those of them that still stand, and `places` where their messages are, by story. So many
    `voters` have voted. Once it's `closed`, `chosen` are the stories with most votes: several after a tie,
    and none if fewer than `minimum` people voted. Nobody ever sees how many votes each one had.
    """

    id: BallotId
    month: date
    stories: tuple[Told, ...]
    places: Mapping[StoryId, tuple[ChannelId, str]]
    address: str | None
    closes_at: datetime
    closed: bool
    voters: int
    minimum: int
    chosen: tuple[Told, ...]


def month_before(on: date) -> date:
    """The first day of the month before that of `on`."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


def span_of(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a month begins and the next one does, on the clock of `zone`."""
    after = (month + timedelta(days=32)).replace(day=1)
    begin, end = (datetime.combine(day, time(0), zone) for day in (month, after))
    return begin, end


def proposed(candidates: Collection[Candidate]) -> list[StoryId]:
    """The stories that were cheered most widely, in the order in which they were told; none without a cheer.

    Breadth counts: people in a story don't, and a person who cheers all stories of one circle gives each
    of them a part of a cheer. So a few people who cheer each other propose less than many who cheer once.
    """
    # Which stories with somebody in them somebody else cheers.
    cheered: defaultdict[tuple[PersonId, PersonId], set[StoryId]] = defaultdict(set)
    for each in candidates:
        for person, by in product(each.people, each.cheered_by):
            cheered[person, by].add(each.story)
    breadth = {each.story: _breadth(each, cheered) for each in candidates}
    ordered = sorted(candidates, key=lambda each: (-breadth[each.story], -each.place))
    widely = [each for each in ordered if breadth[each.story]][:MOST_STORIES]
    return [each.story for each in sorted(widely, key=lambda each: each.place)]


def _breadth(candidate: Candidate, cheered: Mapping[tuple[PersonId, PersonId], set[StoryId]]) -> float:
    def circle(by: PersonId) -> set[StoryId]:
        return {candidate.story}.union(*(cheered[person, by] for person in candidate.people))

    return sum(1 / len(circle(by)) for by in sorted(candidate.cheered_by - candidate.people))


def most_voted(votes: Iterable[StoryId], standing: Sequence[StoryId], minimum: int) -> list[StoryId]:
    """The stories with most votes, among those that stand; none if fewer than `minimum` people voted."""
    counted = Counter(vote for vote in votes if vote in set(standing))
    if counted.total() < max(minimum, 1):
        return []
    most = max(counted.values())
    return [story for story in standing if counted[story] == most]
