"""Exports: stories, polls, rituals and answers as a file that other programs can read."""

from rituals.exports.acts import BATCH, Batch, batch, channels, may_export, whose
from rituals.exports.rules.parsing import Wish, read_wish
from rituals.exports.rules.sheets import COLUMNS, Format, Row, Sheet, bare, guarded, joined, parted
from rituals.exports.rules.writing import Writer

__all__ = [
    "BATCH",
    "COLUMNS",
    "Batch",
    "Format",
    "Row",
    "Sheet",
    "Wish",
    "Writer",
    "bare",
    "batch",
    "channels",
    "guarded",
    "joined",
    "may_export",
    "parted",
    "read_wish",
    "whose",
]
