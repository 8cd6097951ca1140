"""Which thought experiment comes up. Pure: chance is a seed that came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random

# How many of the last ones are kept from coming right back when the bag is filled again.
SEAM = 3


def of_the_day(keys: Sequence[str], seed: str, day: date) -> str:
    """The same key all day for the same seed, and every key once before any comes again."""
    lap, place = divmod(day.toordinal(), len(keys))
    return _shuffled(keys, f"{seed}/{lap}")[place]


def next_in_bag(keys: Sequence[str], drawn: Sequence[str], seed: str) -> str:
    """The key to draw after `drawn` (oldest first): nothing repeats until all have come, nor near the seam.

    Keys that are new join the round that is under way.
    """
    counts = Counter(key for key in drawn if key in set(keys))
    fewest = min(counts[key] for key in keys)
    bag = [key for key in keys if counts[key] == fewest]
    recent = set(drawn[-SEAM:])
    return _shuffled([key for key in bag if key not in recent] or bag, seed)[0]


def _shuffled(keys: Sequence[str], seed: str) -> list[str]:
    order = sorted(keys)
    Random(seed).shuffle(order)
    return order
