"""Which thought experiment comes up. Pure: chance is a seed that came in."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from rituals.workspaces.rules.settings import Blend

# How many of the last ones are kept from coming right back when the bag is filled again.
SEAM = 3
# For a ritual that has all frameworks in turn.
ALL_SCHOOLS = "all_schools"
MONDAY = 0


class DrawKind(StrEnum):
    """What a ritual draws for a channel."""

    THOUGHT_EXPERIMENT = "thought_experiment"
    CASE_STUDY = "case_study"
    HERO = "hero"
    STORY_CALL = "story_call"
    LOOK_AHEAD = "look_ahead"


# What people answer in a line, in the card's thread. The others ask for a story.
ANSWERED = frozenset({DrawKind.THOUGHT_EXPERIMENT, DrawKind.CASE_STUDY, DrawKind.HERO})
# Where there are many to choose from. A hero is the day's own, and a look-ahead always asks the same.
REDRAWN = frozenset({DrawKind.THOUGHT_EXPERIMENT, DrawKind.CASE_STUDY, DrawKind.STORY_CALL})


@dataclass(frozen=True, slots=True)
class Had:
    """What a channel has had: drawn from the bag, or shared by a person.

    The first draw of a round carries the `bag` of that round, all keys that were in it then. A later draw has
    a higher `number`.
    """

    key: str
    bag: tuple[str, ...] | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Next:
    """The key that comes next, with the bag if a round begins with it; `lap` counts the rounds, from one."""

    key: str
    bag: tuple[str, ...] | None
    lap: int = 1


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a workspace likes to have. `playful` and `tender` are the keys of experiments that are so."""

    blend: Blend
    with_tender: bool
    playful: Container[str] = ()
    tender: Container[str] = ()

    def welcome(self, keys: Sequence[str]) -> list[str]:
        """The keys that the workspace wants to have at all; all of them if it would be none."""
        gentle = [key for key in keys if self.with_tender or key not in self.tender] or list(keys)
        if self.blend is Blend.HALF:
            return gentle
        return [key for key in gentle if self._fits(key, self.blend is Blend.PLAYFUL)] or gentle

    def barred(self, keys: Sequence[str], day: date) -> set[str]:
        """What must not come on that day: on a Monday, what touches on grief or illness."""
        return {key for key in keys if key in self.tender} if day.weekday() == MONDAY else set()

    def rather(self, keys: Sequence[str], turn: int) -> set[str]:
        """What comes first if it can: with half and half, the half whose turn it is."""
        if self.blend is not Blend.HALF:
            return set(keys)
        return {key for key in keys if self._fits(key, turn % 2 == 1)}

    def _fits(self, key: str, wants_play: bool) -> bool:
        return (key in self.playful) == wants_play


def of_the_day(keys: Sequence[str], seed: str, day: date) -> str:
    """The same key all day for the same seed, and every key once before any comes again."""
    lap, place = divmod(day.toordinal(), len(keys))
    return _shuffled(keys, f"{seed}/{lap}")[place]


def next_in_bag(
    keys: Sequence[str],
    had: Sequence[Had],
    seed: str,
    *,
    rather: Container[str] = (),
    barred: Container[str] = (),
) -> Next:
    """What to draw after `had` (oldest first): nothing repeats until all have come, nor near the seam.

    Keys that are new wait for the next round; keys that are gone are passed over. What is `barred` doesn't
    come, unless there is nothing else; what comes `rather` comes before the rest of the round.
    """
    left = [key for key in _left(keys, had) if key not in barred]
    bag = None if left else tuple(keys)
    pool = _not_lately(left or [key for key in keys if key not in barred] or list(keys), had)
    key = _shuffled([key for key in pool if key in rather] or pool, seed)[0]
    begun = sum(each.bag is not None for each in had)
    return Next(key, bag, begun if left else begun + 1)


def _not_lately(pool: list[str], had: Sequence[Had]) -> list[str]:
    """Those of the pool that didn't come among the last ones; a small bag keeps back as many as it can."""
    for back in range(min(SEAM, len(had)), 0, -1):
        recent = {each.key for each in had[-back:]}
        if fresh := [key for key in pool if key not in recent]:
            return fresh
    return pool


def _left(keys: Sequence[str], had: Sequence[Had]) -> list[str]:
    """What the round under way still has to give."""
    starts = [number for number, each in enumerate(had) if each.bag is not None]
    if not starts:
        return []
    this_round = had[starts[-1] :]
    come = {each.key for each in this_round}
    return [key for key in keys if key in (this_round[0].bag or ()) and key not in come]


def _shuffled(keys: Sequence[str], seed: str) -> list[str]:
    order = sorted(keys)
    Random(seed).shuffle(order)
    return order
