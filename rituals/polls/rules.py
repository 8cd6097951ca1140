"""Who counts, what is shown, and when. Pure."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

# Fewer voters than this could be told apart (mechanic 14).
MINIMUM = 3
END_OF_DAY = time(17)


class Closing(StrEnum):
    """When a poll ends, as its maker chooses it."""

    ONE_HOUR = "one_hour"
    FOUR_HOURS = "four_hours"
    END_OF_DAY = "end_of_day"
    TOMORROW = "tomorrow"
    ONE_WEEK = "one_week"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes by mindset. Every option has a count, zero included."""

    votes: Mapping[str, int]

    @property
    def voters(self) -> int:
        return sum(self.votes.values())


def closes_at(closing: Closing, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment when a poll that starts `now` closes, on the clock of `zone`."""
    match closing:
        case Closing.ONE_HOUR:
            return now + timedelta(hours=1)
        case Closing.FOUR_HOURS:
            return now + timedelta(hours=4)
        case Closing.END_OF_DAY:
            today = datetime.combine(now.astimezone(zone).date(), END_OF_DAY, zone)
            return today if today > now else today + timedelta(days=1)
        case Closing.TOMORROW:
            return now + timedelta(days=1)
        case Closing.ONE_WEEK:
            return now + timedelta(weeks=1)


def voter_mark(person: str, key: bytes | None) -> str:
    """How a voter is known to a poll: by a keyed hash where the poll is anonymous, else by name.

    The key is thrown away when the poll closes, and with it any way back to the person.
    """
    return person if key is None else hmac.new(key, person.encode(), sha256).hexdigest()


def key_from(chance: bytes, name: str) -> bytes:
    """A key for one poll, out of randomness that several share."""
    return hmac.new(chance, name.encode(), sha256).digest()


def tally(options: Iterable[str], choices: Iterable[str]) -> Tally:
    """How often each option was chosen."""
    counted = Counter(choices)
    return Tally({option: counted[option] for option in options})


def may_step(now: Tally, fresh_voters: int) -> bool:
    """Whether an anonymous poll may show its newest count.

    It moves in steps of at least MINIMUM people, so that no step shows what one of them pressed.
    """
    return now.voters >= MINIMUM and fresh_voters >= MINIMUM
