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


class Kind(StrEnum):
    """What a ritual draws for a channel."""

    THOUGHT_EXPERIMENT = "thought_experiment"
    CASE_STUDY = "case_study"
    HERO = "hero"
    STORY_CALL = "story_call"
    LOOK_AHEAD = "look_ahead"


# After these there may be something to try, in the thread.
CARRY_GAME_PLANS = frozenset({Kind.THOUGHT_EXPERIMENT, Kind.CASE_STUDY, Kind.HERO})


@dataclass(frozen=True, slots=True)
class Had:
    """What a channel has had: drawn from the bag, or shared by a person.

    The first draw of a round carries the `bag` of that round, all keys that were in it then.
    """

    key: str
    bag: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """The key that comes next, with the bag if a round begins with it."""

    key: str
    bag: tuple[str, ...] | None


def of_the_day(keys: Sequence[str], seed: str, day: date) -> str:
    """The same key all day for the same seed, and every key once before any comes again."""
    lap, place = divmod(day.toordinal(), len(keys))
    return _shuffled(keys, f"{seed}/{lap}")[place]


def blended(keys: Sequence[str], playful: Container[str], blend: Blend, had: int) -> list[str]:
    """The keys to draw from, as playful as the workspace likes it; `had` counts what was drawn before."""
    if blend is Blend.AS_IT_COMES:
        return list(keys)
    wants_play = blend is Blend.HALF and had % 2 == 1
    chosen = [key for key in keys if (key in playful) == wants_play]
    return chosen or list(keys)


def next_in_bag(keys: Sequence[str], had: Sequence[Had], seed: str) -> Next:
    """What to draw after `had` (oldest first): nothing repeats until all have come, nor near the seam.

    Keys that are new wait for the next round; keys that are gone are passed over.
    """
    left = _left(keys, had)
    bag = None if left else tuple(keys)
    # A small bag cannot keep that many back: all but one, so that none comes twice running.
    seam = min(SEAM, len(keys) - 1)
    recent = {each.key for each in had[max(len(had) - seam, 0) :]}
    pool = left or list(keys)
    key = _shuffled([key for key in pool if key not in recent] or pool, seed)[0]
    return Next(key, bag)


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
