"""People who try to find out who voted what, from all that they can see."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rituals.ids import PersonId
from rituals.polls.rules.tallying import voter_mark
from tests.rituals.poll_watching import Watched

FEWEST_SEEN = 8


@dataclass(frozen=True)
class Case:
    """One voter whose vote is sought. `votes` are the counts of those who were shown together with them.

    `rows` are what lies of the poll in each table, and `key` its key; `truth` is for the judge, and for
    whoever has learned from it.
    """

    watched: Watched
    votes: Mapping[str, int]
    person: PersonId
    truth: str
    rows: Mapping[str, Sequence[str]]
    key: bytes | None

    @property
    def likely(self) -> str:
        """What somebody guesses who has read the bars and nothing else."""
        return max(self.votes, key=lambda option: self.votes[option])

    @property
    def unlikely(self) -> str:
        return min(self.votes, key=lambda option: self.votes[option])

    @property
    def chance(self) -> float:
        """How often that guess is right."""
        return max(self.votes.values()) / sum(self.votes.values())

    @property
    def place(self) -> int:
        """They pressed so many presses after the first."""
        return next(n for n, (_, person) in enumerate(self.watched.pressed) if person == self.person)

    def ballots(self) -> list[str]:
        """The rows of the poll's votes, as they lie."""
        return list(self.rows["poll_votes"])

    def naming(self) -> list[str]:
        """The rows that hold their name."""
        return [row for rows in self.rows.values() for row in rows if self.person in row]

    def in_row(self, row: str) -> str | None:
        """The option that a row names."""
        return next((option for option in self.votes if f'"{option}"' in row or f"'{option}'" in row), None)

    def grown(self) -> str | None:
        """The bar that grew when they pressed, as the card and the private answer show it."""
        before, after = ({} if n < 0 else _bars(self.watched.cards[n]) for n in (self.place - 1, self.place))
        grown = [option for option in self.votes if after.get(option, 0) > before.get(option, 0)]
        return grown[0] if len(grown) == 1 else None


Attacker = Callable[[Case], str]


def by_name(case: Case) -> str:
    """Looks for a row that holds the person and an option."""
    found = [option for row in case.naming() if (option := case.in_row(row))]
    return found[0] if found else case.likely


def by_key(case: Case) -> str:
    """Tries the poll's key on the person."""
    mark = voter_mark(case.person, case.key)
    found = [case.in_row(row) for row in case.ballots() if mark in row]
    return (found[0] if found else None) or case.likely


def by_order(case: Case) -> str:
    """The first row is of the first who pressed, and so on."""
    return _matched(case, [person for _, person in case.watched.pressed])


def by_sorted_order(case: Case) -> str:
    """The first row is of the first name, and so on."""
    return _matched(case, sorted(person for _, person in case.watched.pressed))


def by_moment(case: Case) -> str:
    """Looks which bar grew when the person pressed."""
    return case.grown() or case.likely


FEATURES: dict[str, Callable[[Case], object]] = {
    "place": lambda case: case.place,
    "place from the end": lambda case: len(case.watched.pressed) - case.place,
    "name": lambda case: case.person,
    "bar that grew": lambda case: {case.likely: "likely", case.unlikely: "unlikely"}.get(case.grown() or ""),
    "length of the card": lambda case: len(case.watched.cards[case.place]) % 7,
    "length of the result": lambda case: len(case.watched.result) % 7,
    "change of the card's length": lambda case: _longer(case.watched.cards, case.place),
    "rows that name them": lambda case: sum(
        case.person in row for rows in case.rows.values() for row in rows
    ),
    "which option is named first": lambda case: _first(case) == case.likely,
    "version of the post": lambda case: len(case.watched.pressed),
}


def trained(cases: Sequence[Case]) -> Attacker:
    """Has seen the truth of these, and uses the one feature that tells most of it."""
    seen = {name: _rates(feature, cases) for name, feature in FEATURES.items()}
    best = max(seen, key=lambda name: sum(max(hits, misses) for hits, misses in seen[name].values()))

    def guess(case: Case) -> str:
        hits, misses = seen[best].get(FEATURES[best](case), (1, 0))
        return case.unlikely if misses > hits and hits + misses >= FEWEST_SEEN else case.likely

    return guess


def _rates(feature: Callable[[Case], object], cases: Sequence[Case]) -> dict[object, tuple[int, int]]:
    found: dict[object, Counter[bool]] = defaultdict(Counter)
    for case in cases:
        found[feature(case)][case.truth == case.likely] += 1
    return {value: (count[True], count[False]) for value, count in found.items()}


def _matched(case: Case, people: list[PersonId]) -> str:
    rows, place = case.ballots(), people.index(case.person)
    return (case.in_row(rows[place]) if place < len(rows) else None) or case.likely


def _bars(card: str) -> dict[str, int]:
    *_, bars = json.loads(card)
    return bars[0] if bars else {}


def _longer(cards: Sequence[str], place: int) -> int:
    before = len(cards[place - 1]) if place else 0
    return (len(cards[place]) > before) - (len(cards[place]) < before)


def _first(case: Case) -> str:
    return min(case.votes, key=case.rows["polls"][0].find)
