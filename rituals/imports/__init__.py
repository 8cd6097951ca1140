"""Imports: stories that a team has collected elsewhere, from a file."""

from rituals.imports.acts import Brought, bring_in, look
from rituals.imports.rules.lines import Expected, FileStory, Found, ImportProblem, read_file
from rituals.imports.rules.moments import Ways
from rituals.imports.rules.parsing import LARGEST, Unreadable

__all__ = [
    "LARGEST",
    "Brought",
    "Expected",
    "FileStory",
    "Found",
    "ImportProblem",
    "Unreadable",
    "Ways",
    "bring_in",
    "look",
    "read_file",
]
