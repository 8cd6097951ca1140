"""Imports: stories that a team has collected elsewhere, from a file."""

from rituals.imports.acts import Brought, bring_in, look
from rituals.imports.rules.lines import Entry, Found, Known, Problem, read
from rituals.imports.rules.moments import Ways
from rituals.imports.rules.parsing import LARGEST, Unreadable

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
