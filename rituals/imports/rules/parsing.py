"""From the bytes of a file to its lines, by column. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from rituals.errors import RitualError
from rituals.exports.rules.sheets import COLUMNS, Sheet, bare

# A file is read as a whole before any of it is brought in.
LARGEST = 32 * 2**20
DELIMITERS = (",", ";", "\t")
NEEDED = "text"
SAVE_AS_CSV = "Open it in your spreadsheet, and save it as “CSV UTF-8”."


class Unreadable(RitualError):
    """The file as a whole is no list of stories; the text is a sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One story of the file. `number` is where it begins; `extra`: it has more cells than columns."""

    number: int
    cells: dict[str, str]
    extra: bool = False


def lines(content: bytes) -> list[Line]:
    """The lines of a CSV file below its first one, which names the columns; empty ones are left out.

    Unreadable if it is none, in another encoding, too big, or has columns that no story has.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"The file is too big: split it into parts of at most {LARGEST // 2**20} megabytes.")
    text = _text(content)
    delimiter = max(DELIMITERS, key=lambda each: len(_known(_first_row(text, each))))
    rows = _rows(text, delimiter)
    columns = _columns(next(rows, (1, []))[1])
    return [
        Line(
            number,
            {name: bare(cell) for name, cell in zip(columns, row, strict=False)},
            len(row) > len(columns),
        )
        for number, row in rows
        if any(cell.strip() for cell in row)
    ]


def _text(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        raise Unreadable(f"This is a spreadsheet and not a CSV file. {SAVE_AS_CSV}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"The file is in UTF-16, and I read UTF-8. {SAVE_AS_CSV}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        number = content.count(b"\n", 0, wrong.start) + 1
        raise Unreadable(f"Line {number} has a character that is not in UTF-8. {SAVE_AS_CSV}") from None
    if "\0" in text:
        raise Unreadable(f"This is no text, and so not a CSV file. {SAVE_AS_CSV}")
    if not text.strip():
        raise Unreadable("The file is empty.")
    return text


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line where it begins; cells may hold several lines."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in reader:
            yield number, row
            number = reader.line_num + 1
    except csv.Error:
        what = "has a quotation mark that does not close, or that stands in the middle of a cell"
        raise Unreadable(f"Line {number} cannot be read: it {what}. Write it twice there.") from None


def _first_row(text: str, delimiter: str) -> list[str]:
    return next(csv.reader([StringIO(text, newline="").readline()], delimiter=delimiter), [])


def _columns(row: list[str]) -> list[str]:
    """The names of the columns, as they stand in the first line."""
    names = [name.strip().lower() for name in row]
    if not _known(row):
        raise Unreadable(
            f"The first line must name the columns, with a comma between them; {NEEDED} is needed."
        )
    unknown = [name or "(empty)" for name in names if name not in COLUMNS[Sheet.STORIES]]
    if unknown:
        known = ", ".join(COLUMNS[Sheet.STORIES])
        raise Unreadable(f"I do not know these columns: {', '.join(unknown)}. A story has {known}.")
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise Unreadable(f"These columns come twice: {', '.join(twice)}.")
    if NEEDED not in names:
        raise Unreadable(f"There is no column {NEEDED}, which holds what happened.")
    return names


def _known(row: list[str]) -> set[str]:
    return {name.strip().lower() for name in row} & set(COLUMNS[Sheet.STORIES])
