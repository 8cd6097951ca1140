"""Imports: stories that a team has collected elsewhere, from a file."""

from rituals.imports.acts import Brought, bring_in, look
from rituals.imports.reading import LARGEST, Unreadable
from rituals.imports.rules import Entry, Known, Problem, read

__all__ = [
    "LARGEST",
    "Brought",
    "Entry",
    "Known",
    "Problem",
    "Unreadable",
    "bring_in",
    "look",
    "read",
]
