"""The hero of the day: an absurdly noble back-story for the customer you meet next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from rituals.catalog.rules.schema import Customer, HeroParts, Need

Part = TypeVar("Part")
PRONOUNS = {
    "she": {"she": "she", "She": "She", "her": "her", "Her": "Her", "them": "her"},
    "he": {"she": "he", "She": "He", "her": "his", "Her": "His", "them": "him"},
}
# For so many days in a row no part comes twice.
FRESH_DAYS = 14


@dataclass(frozen=True, slots=True)
class Hero:
    """The parts of one hero, as they stand in the lists."""

    customer: Customer
    deed: str
    feat: str
    habit: str
    need: Need

    @property
    def text(self) -> str:
        """The whole story, in five sentences."""
        return f"{self.entrance} {self.legend} {self.plea}"

    @property
    def entrance(self) -> str:
        """How the story begins."""
        return f"Your next customer is {self.customer.name}."

    @property
    def legend(self) -> str:
        """What is told of them, each thing less likely than the last."""
        return self._about(f"{self.deed} {self.feat} {self.habit}")

    @property
    def plea(self) -> str:
        """How it ends: with something quite ordinary."""
        return self._about(f"Right now {{she}} needs {self.need.thing}.")

    @property
    def question(self) -> str:
        """What the reader is asked."""
        return self._about(self.need.question)

    def _about(self, text: str) -> str:
        return text.format_map(PRONOUNS[self.customer.pronoun])


def hero(seed: str, day: date, parts: HeroParts) -> Hero:
    """The same hero for the same seed (the workspace) and local date. No part comes back within FRESH_DAYS.

    An update that changes the parts changes the heroes of the days that come.
    """
    return Hero(
        customer=_of_the_day(parts.customers, f"{seed}/customer", day),
        deed=_of_the_day(parts.deeds, f"{seed}/deed", day),
        feat=_of_the_day(parts.feats, f"{seed}/feat", day),
        habit=_of_the_day(parts.habits, f"{seed}/habit", day),
        need=_of_the_day(parts.needs, f"{seed}/need", day),
    )


def _of_the_day(entries: Sequence[Part], seed: str, day: date) -> Part:
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


def _shuffled(entries: Sequence[Part], seed: str) -> list[Part]:
    order = list(entries)
    Random(seed).shuffle(order)
    return order
