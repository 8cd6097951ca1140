"""Imports: stories that a team has collected elsewhere, from a file."""

from rituals.imports.acts import Brought, bring_in, look
from rituals.imports.rules.lines import Entry, Known, Problem, read
from rituals.imports.rules.parsing import LARGEST, Unreadable

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
