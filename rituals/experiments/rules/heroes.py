"""The hero of the day: an absurdly noble back-story for the customer you meet next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from rituals.catalog.schema import HeroParts

# For so many days in a row no part comes twice.
FRESH_DAYS = 14


@dataclass(frozen=True, slots=True)
class Hero:
    """The parts of one hero. A deed, a burden and a kindness are sentences; the other two finish one."""

    disguise: str
    deed: str
    burden: str
    kindness: str
    need: str

    @property
    def text(self) -> str:
        """The whole story, in five sentences."""
        return " ".join((self.entrance, self.deed, self.burden, self.kindness, self.plea))

    @property
    def entrance(self) -> str:
        """How the story begins."""
        return f"The customer you meet next {self.disguise}."

    @property
    def plea(self) -> str:
        """How it ends: with what the reader can do."""
        return f"Right now they need {self.need}."


def hero(seed: str, day: date, parts: HeroParts) -> Hero:
    """The same hero for the same seed (the workspace) and local date. No part comes back within FRESH_DAYS.

    An update that changes the parts changes the heroes of the days that come.
    """
    return Hero(
        disguise=_of_the_day(parts.disguises, f"{seed}/disguise", day),
        deed=_of_the_day(parts.deeds, f"{seed}/deed", day),
        burden=_of_the_day(parts.burdens, f"{seed}/burden", day),
        kindness=_of_the_day(parts.kindnesses, f"{seed}/kindness", day),
        need=_of_the_day(parts.needs, f"{seed}/need", day),
    )


def _of_the_day(entries: Sequence[str], seed: str, day: date) -> str:
    """One entry a day, each once a lap.

    Every lap plays the same half first, in an order of its own, and then the other half. So an entry is away
    for at least half a lap, over the seams too.
    """
    if len(entries) < 2 * FRESH_DAYS:
        raise ValueError(f"Two weeks without a repeat need {2 * FRESH_DAYS} parts, not {len(entries)}.")
    lap, place = divmod(day.toordinal(), len(entries))
    deck = _shuffled(entries, seed)
    middle = len(deck) // 2
    first, second = deck[:middle], deck[middle:]
    return (_shuffled(first, f"{seed}/{lap}") + _shuffled(second, f"{seed}/{lap}"))[place]


def _shuffled(entries: Sequence[str], seed: str) -> list[str]:
    order = list(entries)
    Random(seed).shuffle(order)
    return order
