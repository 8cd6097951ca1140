"""Writes rows as CSV or JSON, piece by piece, so that no file has to fit into memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO

from rituals.exports.rules.sheets import COLUMNS, Format, Row, Sheet, cell, plain


class Writer:
    """The text of one file: `begin()`, then `rows()` as often as there are some, then `end()`."""

    def __init__(self, sheet: Sheet, form: Format) -> None:
        self._columns = COLUMNS[sheet]
        self._form = form
        self._first = True

    def begin(self) -> str:
        """What stands before the first row."""
        return "[" if self._form is Format.JSON else _lines([self._columns])

    def rows(self, rows: Sequence[Row]) -> str:
        """Some more rows."""
        if self._form is Format.CSV:
            return _lines([[cell(row[name]) for name in self._columns] for row in rows])
        return "".join(self._object(row) for row in rows)

    def end(self) -> str:
        """What stands after the last row."""
        return "\n]\n" if self._form is Format.JSON else ""

    def _object(self, row: Row) -> str:
        comma, self._first = "" if self._first else ",", False
        values = {name: plain(row[name]) for name in self._columns}
        return f"{comma}\n{json.dumps(values, ensure_ascii=False)}"


def _lines(rows: Sequence[Sequence[str]]) -> str:
    # Lines end as RFC 4180 wants it, which every spreadsheet reads.
    page = StringIO(newline="")
    csv.writer(page, lineterminator="\r\n").writerows(rows)
    return page.getvalue()
