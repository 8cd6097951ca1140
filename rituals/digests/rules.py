"""Which time a digest looks back on, and what it makes of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rituals.answers.rules import Quoted
from rituals.bonfire.rules import Phrase
from rituals.catalog.rules.schema import Catalog
from rituals.ids import ChannelId
from rituals.polls.rules.tallying import Result
from rituals.schedules.rules.occurring import Rhythm
from rituals.stories.rules.story import Kind, Told
from rituals.trends.rules.shares import Journey, Subject, Wanted, by_subject, counts

# A short row: moments are celebrated, and nobody has to see how far down the list they are.
MOST_MOMENTS = 3
MOST_SAVES = 3
MOST_ANSWERS = 2
MOST_LESSONS = 3
# A month has more of everything worth a line.
A_MONTH = timedelta(days=25)
MOST_OF_A_MONTH = 5
# How long nobody told of a touchpoint before it is asked for; a save that is open longer is no news.
A_QUARTER = timedelta(days=90)
# How far a digest looks back, and how far at most where the one before it was so long ago: it may have come
# early, and this one late, and first Mondays lie up to five weeks apart.
USUAL = {
    Rhythm.WEEKLY: timedelta(days=7),
    Rhythm.FORTNIGHTLY: timedelta(days=14),
    Rhythm.MONTHLY: timedelta(days=31),
}
FURTHEST = {
    Rhythm.WEEKLY: timedelta(days=8),
    Rhythm.FORTNIGHTLY: timedelta(days=15),
    Rhythm.MONTHLY: timedelta(days=36),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A story that a digest names. `place` is the channel and ts of its message, None if it has none."""

    story: Told
    place: tuple[ChannelId, str] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the polls on one subject saw: votes by mindset, of so many voters in so many polls.

    Whoever voted in two of them counts twice; where one may choose several, votes are more than voters.
    """

    subject: Subject
    votes: tuple[tuple[str, int], ...]
    voters: int
    polls: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened from `since` on and before `until`.

    `told` counts the stories of each kind; of so many a customer was `thanked`, and so many saves are `done`.
    `planned_saves` are those of look-aheads that aren't told in the feed; `done` has theirs, too.
    `moments` are those that the digest names, `saves` those that wait to be done. `journey` says where it
    happened, and of which touchpoints nobody told for a quarter of a year. `answers` are those that most
    people cheered. `address` is where Slack has the workspace. Customers `taught` us so many things in that
    time; `lessons` are those that the digest names, new ones and those that were done. `question` is for the
    time to come. `burned` is a phrase that the team has retired.
    """

    since: datetime
    until: datetime
    told: dict[Kind, int]
    thanked: int
    done: int
    moments: tuple[Moment, ...]
    saves: tuple[Moment, ...]
    journey: Journey
    seen: tuple[Seen, ...]
    answers: tuple[Quoted, ...] = ()
    address: str | None = None
    taught: int = 0
    lessons: tuple[Moment, ...] = ()
    question: str = ""
    planned_saves: int = 0
    burned: Phrase | None = None

    @property
    def monthly(self) -> bool:
        """Whether it looks back on a month, and no shorter time."""
        return self.until - self.since >= A_MONTH

    @property
    def quiet(self) -> bool:
        """Whether nothing happened that anybody told of, planned, voted on, or answered."""
        return not (self.stories or self.planned_saves or self.seen or self.answers or self.lessons)

    @property
    def stories(self) -> int:
        return sum(self.told.values())

    @property
    def before(self) -> int:
        """How many moments were saved before the customer noticed (mechanic 10)."""
        return self._saves_told + self.planned_saves

    @property
    def after(self) -> int:
        """How many moments came after."""
        return self.stories - self._saves_told

    @property
    def _saves_told(self) -> int:
        return self.told.get(Kind.PROACTIVE_SAVE, 0)


def begins(rhythm: Rhythm, until: datetime, last: datetime | None) -> datetime:
    """Where a digest begins: where the `last` one ended, unless that is further back than its rhythm goes."""
    if last is not None and until - last <= FURTHEST[rhythm]:
        return min(last, until)
    return until - USUAL[rhythm]


def question_for(until: datetime, catalog: Catalog) -> str:
    """What to look out for until the next digest: another one each week; empty if no pack has any."""
    prompts = [prompt for framework in catalog for prompt in framework.story_prompts]
    return prompts[until.toordinal() // 7 % len(prompts)] if prompts else ""


def shows(result: Result, channel: ChannelId, minimum: int, inside: bool) -> bool:
    """Whether a result may stand in a digest of that channel.

    What everybody may see stands in any, and what only the channel's people may see in its own. It is the
    rule of trends, so a digest tells nothing that they don't. `inside`: all its readers are in the channel.
    """
    its_own = Wanted(channel=channel)
    return counts(result, Wanted(), minimum, False) or counts(result, its_own, minimum, inside)


def summed(results: Iterable[Result], catalog: Catalog) -> tuple[Seen, ...]:
    """The results by what they are of: polls before head checks, those with most voters first."""
    return tuple(_sum(subject, of_it, catalog) for subject, of_it in by_subject(results, catalog).items())


def _sum(subject: Subject, results: Sequence[Result], catalog: Catalog) -> Seen:
    votes: Counter[str] = Counter()
    for result in results:
        votes.update(result.votes)
    mindsets = [mindset.key for mindset in catalog.framework(subject.framework).mindsets]
    return Seen(
        subject=subject,
        votes=tuple((key, votes[key]) for key in mindsets if key in votes),
        voters=sum(result.voters for result in results),
        polls=len(results),
    )
