"""How an anonymous poll shows its votes step by step, kept with sets of people and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rituals.ids import PersonId

People = set[PersonId]
Voted = Callable[[PersonId], object]


@dataclass
class Steps:
    """Who did something that nobody has seen yet: `full` waits for `filling` to be full too.

    Ghosts of people who were forgotten after they had been counted are among them, and count for nobody.
    """

    minimum: int
    full: People = field(default_factory=set)
    filling: People = field(default_factory=set)

    @property
    def waiting(self) -> People:
        return self.full | self.filling

    def stir(self, person: PersonId, voted: Voted) -> People:
        """They do something. Whose votes are shown now; `voted` if they have a vote, or had one before."""
        if person in self.waiting:
            return set()
        self.filling.add(person)
        if len(_people(self.filling)) < self.minimum:
            return set()
        shown = self.full if self.hide_each_other(self.full, voted) else set()
        self.full, self.filling = self.filling | (self.full - shown), set()
        return shown

    def hide_each_other(self, crowd: People, voted: Voted) -> bool:
        return len([person for person in _people(crowd) if voted(person)]) >= self.minimum

    def forget(self, person: PersonId, ghost: PersonId | None) -> None:
        """The ghost waits in their place."""
        if ghost:
            (self.full if person in self.full else self.filling).add(ghost)
        self.full.discard(person)
        self.filling.discard(person)


def ghost(number: int) -> PersonId:
    """What is left of somebody who was forgotten."""
    return PersonId(f"ghost {number}")


def _people(crowd: People) -> People:
    return {person for person in crowd if not person.startswith("ghost")}
