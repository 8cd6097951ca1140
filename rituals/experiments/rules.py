"""Which thought experiment comes up. Pure: chance is a seed that came in."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from rituals.workspaces.rules import Blend

# How many of the last ones are kept from coming right back when the bag is filled again.
SEAM = 3


class Kind(StrEnum):
    """What a ritual draws for a channel."""

    THOUGHT_EXPERIMENT = "thought_experiment"
    CASE_STUDY = "case_study"
    HERO = "hero"
    STORY_CALL = "story_call"
    LOOK_AHEAD = "look_ahead"


@dataclass(frozen=True, slots=True)
class Had:
    """An experiment that a channel has had: drawn from the bag, or by hand if a person shared it."""

    key: str
    by_hand: bool = False


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


def next_in_bag(keys: Sequence[str], had: Sequence[Had], seed: str) -> str:
    """The key to draw after `had` (oldest first): nothing repeats until all have come, nor near the seam.

    Keys that are new join the round that is under way.
    """
    come = _this_round(had)
    left = [key for key in keys if key not in come] or keys
    # A small bag cannot keep that many back: all but one, so that none comes twice running.
    seam = min(SEAM, len(keys) - 1)
    recent = {each.key for each in had[max(len(had) - seam, 0) :]}
    return _shuffled([key for key in left if key not in recent] or left, seed)[0]


def _this_round(had: Sequence[Had]) -> set[str]:
    come: set[str] = set()
    for each in had:
        # Only a bag that was filled again gives what it gave before; a person may share whatever they like.
        if each.key in come and not each.by_hand:
            come.clear()
        come.add(each.key)
    return come


def _shuffled(keys: Sequence[str], seed: str) -> list[str]:
    order = sorted(keys)
    Random(seed).shuffle(order)
    return order
