"""Imports: stories that a team has collected elsewhere, from a file."""

from rituals.imports.acts import Brought, bring_in, look
from rituals.imports.rules.lines import Entry, Found, Known, Meant, Problem, read
from rituals.imports.rules.moments import Dates, Order
from rituals.imports.rules.parsing import LARGEST, Unreadable

__all__ = [
    "LARGEST",
    "Brought",
    "Dates",
    "Entry",
    "Found",
    "Known",
    "Meant",
    "Order",
    "Problem",
    "Unreadable",
    "bring_in",
    "look",
    "read",
]
