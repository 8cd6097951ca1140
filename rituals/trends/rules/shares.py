"""Which results make a trend, and what its points are. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import sqrt
from zoneinfo import ZoneInfo

from rituals.catalog.rules.schema import Catalog, Framework, Mindset, UnknownFramework
from rituals.ids import ChannelId
from rituals.polls.rules.tallying import PollKind, Result
from rituals.workspaces.rules.settings import slug

WEEKS = 12
MOST_WEEKS = 104
# The normal quantile of a 95 % interval.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see. Without a framework: the one with most voters.

    Head checks have a trend of their own; polls on the same mindsets aren't in it. `journey`: not a trend of
    mindsets, but where along the customer's journey stories happened.
    """

    framework: str | None = None
    channel: ChannelId | None = None
    touchpoint: str | None = None
    weeks: int = WEEKS
    head_checks: bool = False
    journey: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """How many stories were told of which moment of the customer's journey, most first (mechanic 11).

    `untold` are those of the workspace's moments of which nobody told, `nowhere` is how many stories name
    none.
    """

    told: tuple[tuple[str, int], ...]
    untold: tuple[str, ...]
    nowhere: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What a trend is of: a framework's polls, or its head checks."""

    framework: str
    head_checks: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One mindset in one week, which begins on the Monday `week`.

    `votes` of `voters` chose it; `share` lies between 0 and 1, and so do the ends of its 95 % interval.
    """

    week: date
    votes: int
    voters: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MindsetLine:
    """A mindset with its points, the oldest first. A week without a result that may be shown has none."""

    mindset: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What is seen: a line for each mindset of the subject's framework.

    `subject` is None if nothing was named and nothing can be shown. `weeks` are the Mondays of the whole
    period; `others` are further subjects that have a trend in it. A result needs `minimum` voters to count.
    """

    wanted: Wanted
    subject: Subject | None
    weeks: tuple[date, ...]
    lines: tuple[MindsetLine, ...]
    others: tuple[Subject, ...]
    minimum: int

    @property
    def latest(self) -> date | None:
        """The last week with a point; None if there is no trend yet."""
        return max((point.week for line in self.lines for point in line.points), default=None)

    def voters(self, week: date) -> int:
        """How many have voted in a week; who voted in two polls counts twice."""
        return max((p.voters for line in self.lines for p in line.points if p.week == week), default=0)


def weeks_of(now: datetime, zone: ZoneInfo, weeks: int) -> tuple[date, ...]:
    """The Mondays of the last so many weeks, the present one included."""
    this = week_of(now, zone)
    return tuple(this - timedelta(weeks=n) for n in reversed(range(weeks)))


def week_of(moment: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week, on the clock of `zone`."""
    local = moment.astimezone(zone).date()
    return local - timedelta(days=local.weekday())


def begins(week: date, zone: ZoneInfo) -> datetime:
    """The moment at which a week begins."""
    return datetime.combine(week, time(0), zone)


def wilson(votes: int, voters: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; the textbook's would be far too narrow with few votes."""
    share, square = votes / voters, Z * Z
    middle = share + square / (2 * voters)
    half = Z * sqrt(share * (1 - share) / voters + square / (4 * voters * voters))
    scale = 1 + square / voters
    # The ends at 0 and 1 are exact; what floating point leaves of them must not lie beyond the share.
    return max(min((middle - half) / scale, share), 0.0), min(max((middle + half) / scale, share), 1.0)


def point(week: date, votes: int, voters: int) -> Point:
    """A share with its interval."""
    low, high = wilson(votes, voters)
    return Point(week, votes, voters, votes / voters, low, high)


def counts(result: Result, wanted: Wanted, minimum: int, inside: bool) -> bool:
    """Whether a result is part of a trend; `inside` says that the person who asks is in the wanted channel.

    A result is shown whole by itself where it stands, so sums of such results tell nothing that their readers
    couldn't add up themselves. That holds only for those who may read it: in a sum that everybody sees,
    subtracting the public results would lay a private channel's result open. So that one counts only in the
    trend of its own channel, and only for somebody in there.
    """
    if wanted.channel is None:
        if not result.open:
            return False
    elif result.channel != wanted.channel or not (result.open or inside):
        return False
    if wanted.touchpoint is not None and slug(result.touchpoint or "") != slug(wanted.touchpoint):
        return False
    return result.voters >= minimum


def drawn_up(
    seen: Iterable[Result],
    wanted: Wanted,
    catalog: Catalog,
    weeks: tuple[date, ...],
    zone: ZoneInfo,
    minimum: int,
) -> Trend:
    """The trend of results that count. UnknownFramework if the wanted one doesn't exist."""
    there = by_subject(seen, catalog)
    subject = _chosen(wanted, list(there), catalog)
    return Trend(
        wanted=wanted,
        subject=subject,
        weeks=weeks,
        lines=_lines(catalog.framework(subject.framework), there.get(subject, []), zone) if subject else (),
        others=tuple(each for each in there if each != subject),
        minimum=minimum,
    )


def by_subject(results: Iterable[Result], catalog: Catalog) -> dict[Subject, list[Result]]:
    """The results by what they are of: polls before head checks, those with most voters first."""
    found: dict[Subject, list[Result]] = {}
    for result in _named_now(results, catalog):
        found.setdefault(Subject(result.framework, result.kind == PollKind.HEAD_CHECK), []).append(result)
    voters = {subject: sum(each.voters for each in of_it) for subject, of_it in found.items()}
    ordered = sorted(found, key=lambda each: (each.head_checks, -voters[each]))
    return {subject: found[subject] for subject in ordered}


def journey_of(told: Mapping[str | None, int], touchpoints: Sequence[str]) -> Journey:
    """What was told along the journey: most first where something was, in the journey's order where not."""
    named = {slug(each): each for each in touchpoints}
    counts: Counter[str] = Counter()
    for touchpoint, count in told.items():
        if touchpoint is not None:
            # Written otherwise it's the same moment; and one that is no longer listed was one.
            counts[named.get(slug(touchpoint), touchpoint)] += count
    place = {each: number for number, each in enumerate(touchpoints)}
    most_first = sorted(counts, key=lambda each: (-counts[each], place.get(each, len(place)), each))
    return Journey(
        told=tuple((each, counts[each]) for each in most_first),
        untold=tuple(each for each in touchpoints if not counts[each]),
        nowhere=told.get(None, 0),
    )


def _named_now(results: Iterable[Result], catalog: Catalog) -> list[Result]:
    """The results with their frameworks as they are called now; without those whose framework is gone."""
    found = []
    for result in results:
        try:
            found.append(replace(result, framework=catalog.framework(result.framework).key))
        except UnknownFramework:
            continue
    return found


def _chosen(wanted: Wanted, there: Sequence[Subject], catalog: Catalog) -> Subject | None:
    """The subject that is wanted, or else the first of those that fit."""
    if wanted.framework is not None:
        return Subject(catalog.framework(wanted.framework).key, wanted.head_checks)
    return next((each for each in there if each.head_checks or not wanted.head_checks), None)


def _lines(framework: Framework, results: Sequence[Result], zone: ZoneInfo) -> tuple[MindsetLine, ...]:
    return tuple(_line(mindset, results, zone) for mindset in framework.mindsets)


def _line(mindset: Mindset, results: Sequence[Result], zone: ZoneInfo) -> MindsetLine:
    votes: Counter[date] = Counter()
    voters: Counter[date] = Counter()
    for result in results:
        # Somebody who wasn't offered a mindset hasn't decided against it.
        if mindset.key in result.votes:
            week = week_of(result.closed_at, zone)
            votes[week] += result.votes[mindset.key]
            voters[week] += result.voters
    return MindsetLine(mindset.key, tuple(point(week, votes[week], voters[week]) for week in sorted(voters)))
