"""What a poll asks, who counts, and what may be seen when. Pure."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from rituals.catalog.rules.schema import Framework
from rituals.errors import RitualError
from rituals.ids import ChannelId
from rituals.words import as_seen, is_blank

FEWEST_OPTIONS = 2
MOST_OPTIONS = 10
# What a header and a button of Slack hold.
LONGEST_QUESTION = 150
LONGEST_OPTION = 70
END_OF_DAY = time(17)
REOPENED_WITHIN = timedelta(days=1)
DRAFT_KEPT = timedelta(days=30)
A_WORKING_DAY = timedelta(hours=8)


class UnknownOption(RitualError):
    """The poll doesn't offer that."""


class BadOptions(RitualError):
    """A poll needs two to ten options, short and each another one."""


class Results(StrEnum):
    """When people see the bars."""

    LIVE = "live"
    AFTER_VOTE = "after_vote"
    CLOSED = "closed"


class Closing(StrEnum):
    """When a poll ends, as its maker chooses it."""

    ONE_HOUR = "one_hour"
    END_OF_DAY = "end_of_day"
    TOMORROW = "tomorrow"
    ONE_WEEK = "one_week"
    AT = "at"
    BY_HAND = "by_hand"


class PollKind(StrEnum):
    """What kind of poll it is: one that somebody starts, or the one tap of a head check (mechanic 15)."""

    POLL = "poll"
    HEAD_CHECK = "head_check"


@dataclass(frozen=True, slots=True)
class Option:
    """What one can vote for. The words of a mindset are its framework's, so its label is empty."""

    key: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """What somebody wants of a poll. `framework` is "" where the options are the team's own.

    `shadow`: it offers a mindset that nobody would own up to. `several`: one may choose more than one option.
    `adding`: others may add options. `lasts` counts where it is a ritual.
    """

    question: str
    options: tuple[Option, ...]
    framework: str = ""
    kind: PollKind = PollKind.POLL
    shadow: bool = False
    anonymous: bool = False
    results: Results = Results.LIVE
    several: bool = False
    adding: bool = False
    touchpoint: str | None = None
    lasts: timedelta = A_WORKING_DAY

    def as_promised(self) -> Setup:
        """The same as docs/privacy.md promises it: what offers a shadow is always anonymous."""
        return replace(self, anonymous=self.anonymous or self.shadow)

    def stored(self) -> dict[str, Any]:
        """As it is kept in the database."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        options = [[option.key, option.label] for option in self.options]
        return plain | {"options": options, "lasts": int(self.lasts.total_seconds())}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Setup:
        """From what is kept in the database."""
        return cls(
            **{
                **stored,
                "options": tuple(Option(key, label) for key, label in stored["options"]),
                "kind": PollKind(stored["kind"]),
                "results": Results(stored["results"]),
                "lasts": timedelta(seconds=stored["lasts"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes by option, zero included, and how many people they are of: one may have chosen several."""

    votes: Mapping[str, int]
    voters: int


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one closed poll on mindsets, which everybody who could read its channel saw.

    `open`: that was everybody in the workspace. `votes` are by mindset, zero included, for those that the
    poll offered; where one may choose several they add up to more than `voters`.
    """

    closed_at: datetime
    kind: PollKind
    framework: str
    channel: ChannelId
    touchpoint: str | None
    open: bool
    voters: int
    votes: Mapping[str, int]


def of_framework(framework: Framework, question: str = "", **more: Any) -> Setup:
    """A poll on a framework's mindsets and what lies between; with a shadow always an anonymous one."""
    setup = Setup(
        question=question or framework.poll_question,
        options=tuple(Option(mindset.key) for mindset in framework.choices),
        framework=framework.key,
        shadow=framework.offers_shadow,
        **more,
    )
    return setup.as_promised()


def of_own_options(question: str, labels: Sequence[str], **more: Any) -> Setup:
    """A poll on what a team itself wants to choose from. BadOptions."""
    options = tuple(Option(f"own-{number}", label) for number, label in enumerate(checked(labels), 1))
    return Setup(question=question, options=options, **more)


def checked(labels: Iterable[str]) -> list[str]:
    """Options without the white space around them and without empty ones. BadOptions."""
    found = [" ".join(label.split()) for label in labels if not is_blank(label)]
    distinct = {as_seen(label) for label in found}
    if not FEWEST_OPTIONS <= len(found) <= MOST_OPTIONS or len(distinct) < len(found):
        raise BadOptions
    if any(len(label) > LONGEST_OPTION for label in found):
        raise BadOptions
    return found


def with_option(setup: Setup, label: str) -> Setup:
    """The same with one more option of one's own. BadOptions."""
    if is_blank(label):
        raise BadOptions
    labels = checked([*(option.label for option in setup.options), label])
    return replace(setup, options=(*setup.options, Option(f"own-{len(labels)}", labels[-1])))


def closes_at(closing: Closing, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment when a poll that starts `now` closes, on the clock of `zone`; None for by hand.

    Closing.AT has a moment of its own and isn't asked here.
    """
    match closing:
        case Closing.ONE_HOUR:
            return now + timedelta(hours=1)
        case Closing.END_OF_DAY:
            today = datetime.combine(now.astimezone(zone).date(), END_OF_DAY, zone)
            return today if today > now else today + timedelta(days=1)
        case Closing.TOMORROW:
            # The same time on the clock, also when the clocks change that night.
            return (now.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone)
        case Closing.ONE_WEEK:
            return (now.astimezone(zone).replace(tzinfo=None) + timedelta(weeks=1)).replace(tzinfo=zone)
        case Closing.BY_HAND | Closing.AT:
            return None


def usual_closing(now: datetime, zone: ZoneInfo) -> Closing:
    """What most people want: this afternoon, unless that is too soon for others to see the poll."""
    ends = datetime.combine(now.astimezone(zone).date(), END_OF_DAY, zone)
    return Closing.END_OF_DAY if ends - now > timedelta(hours=1) else Closing.TOMORROW


def voter_mark(person: str, key: bytes | None) -> str:
    """How a voter is known to a poll: by a keyed hash where the poll is anonymous, else by name.

    The key is thrown away when the poll closes, and with it any way back to the person.
    """
    return person if key is None else hmac.new(key, person.encode(), sha256).hexdigest()


def key_from(chance: bytes, name: str) -> bytes:
    """A key for one poll, out of randomness that several share."""
    return hmac.new(chance, name.encode(), sha256).digest()


def pressed(chosen: Sequence[str], option: str, several: bool) -> list[str]:
    """What somebody votes for after pressing an option: pressed again it goes, else it comes."""
    if option in chosen:
        return [each for each in chosen if each != option]
    return [*chosen, option] if several else [option]


def moved(votes: Mapping[str, int], before: Iterable[str], after: Iterable[str]) -> dict[str, int]:
    """The counts after somebody's choices have changed."""
    changed = Counter(votes)
    changed.subtract(before)
    changed.update(after)
    return {option: changed[option] for option in votes}


def may_reopen(setup: Setup, closed_at: datetime, now: datetime) -> bool:
    """Whether a closed poll may be opened again: within a day, and not if its key is gone."""
    return not setup.anonymous and now - closed_at <= REOPENED_WITHIN
