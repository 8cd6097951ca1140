"""Imports: stories that a team has collected elsewhere, from a file."""

from rituals.imports.acts import Brought, bring_in, look
from rituals.imports.moments import Ways
from rituals.imports.reading import LARGEST, Unreadable
from rituals.imports.rules import Entry, Found, Known, Problem, read

__all__ = [
    "LARGEST",
    "Brought",
    "Entry",
    "Found",
    "Known",
    "Problem",
    "Unreadable",
    "Ways",
    "bring_in",
    "look",
    "read",
]
