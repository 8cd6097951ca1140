"""What the plain-words check makes of a draft. It keeps nothing. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rituals.catalog.rules.readability import grade
from rituals.catalog.rules.stiffness import FoundTerm, Glossary, plainer

# In characters, as much as a field of a form holds.
LONGEST_DRAFT = 3000
# A grade of fewer words is the length of one of them.
FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft, what is stiff in it, and a plainer version of it.

    `before` and `after` are the US school grades of both; None where there are too few English words.
    """

    draft: str
    found: tuple[FoundTerm, ...]
    plainer: str
    before: int | None
    after: int | None


def check(draft: str, known: Glossary) -> Checked:
    """What a glossary finds in a draft."""
    found = tuple(known.stiff_in(draft))
    better = plainer(draft, found)
    return Checked(draft, found, better, _grade(draft), _grade(better))


def _grade(text: str) -> int | None:
    words = sum(piece[:1].isascii() and piece[:1].isalpha() for piece in text.split())
    return max(1, round(grade(text))) if words >= FEWEST_WORDS else None
