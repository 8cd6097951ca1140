"""A Slack made of a list: it takes messages, loses answers, lags and refuses, as the real one does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import count

from rituals.posts import Claimed, Errand, Outcome, Verdict

LAG = timedelta(seconds=5)


class Fate(Enum):
    """What becomes of one call."""

    WELL = auto()
    LOST_ANSWER = auto()  # Slack does it, and nobody hears of it
    NEVER_ARRIVED = auto()  # nothing happens, and nobody hears of that either
    TURNED_AWAY = auto()  # too many requests: known not to have happened
    REFUSED = auto()  # this message won't do


@dataclass
class Message:
    """A message that stands in a channel."""

    post: int
    key: str
    at: datetime


@dataclass
class SlackTown:
    """Messages by their ts."""

    messages: dict[str, Message] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def showing(self, post: int) -> int:
        """How many messages stand for the post."""
        return sum(message.post == post for message in self.messages.values())

    def call(self, errand: Claimed, fate: Fate, now: datetime) -> Outcome:
        """Do the errand, and say what its courier would learn."""
        done = fate in (Fate.WELL, Fate.LOST_ANSWER)
        learnt = self._do(errand, now) if done else self._not_done(errand, fate)
        return self._unheard(errand) if fate is Fate.LOST_ANSWER else learnt

    def _do(self, errand: Claimed, now: datetime) -> Outcome:
        match errand.errand:
            case Errand.POST:
                ts = f"{next(self.numbers)}.000000"
                self.messages[ts] = Message(errand.id, errand.key, now)
                return self._told(errand, Verdict.SHOWN, ts)
            case Errand.LOOK:
                seen = [
                    ts
                    for ts, each in self.messages.items()
                    if each.key == errand.key and each.at + LAG <= now
                ]
                verdict = Verdict.FOUND if seen else Verdict.ABSENT
                return self._told(errand, verdict, seen[0] if seen else None)
            case Errand.DELETE:
                self.messages.pop(errand.ts or "", None)
                return self._told(errand, Verdict.DELETED)
            case Errand.UPDATE:
                there = errand.ts in self.messages
                return self._told(errand, Verdict.SHOWN if there else Verdict.REFUSED, errand.ts)
            case Errand.ABANDON:
                raise AssertionError("Nothing is sent for what is abandoned.")

    def _not_done(self, errand: Claimed, fate: Fate) -> Outcome:
        match fate:
            case Fate.TURNED_AWAY:
                return Outcome(errand.id, Verdict.AGAIN, version=errand.version, pause=timedelta(seconds=3))
            case Fate.REFUSED if errand.errand is not Errand.LOOK:
                return self._told(errand, Verdict.REFUSED)
            case Fate.REFUSED:
                return self._told(errand, Verdict.UNSEEABLE)
        return self._unheard(errand)

    def _unheard(self, errand: Claimed) -> Outcome:
        # Only a post can leave a message in doubt: the others may simply be done again.
        doubt = errand.errand is Errand.POST
        return self._told(errand, Verdict.DOUBT if doubt else Verdict.AGAIN)

    def _told(self, errand: Claimed, verdict: Verdict, ts: str | None = None) -> Outcome:
        found = verdict is Verdict.FOUND
        version = 0 if found else errand.version
        return Outcome(errand.id, verdict, version=version, ts=ts, shown_in=errand.channel if ts else None)
