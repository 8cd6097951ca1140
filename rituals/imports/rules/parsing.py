"""From the bytes of a file to its lines, by column. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a file, and the names of the columns that were passed over."""

    lines: list[Line]
    ignored: list[str] = field(default_factory=list)


def page(content: bytes, names: Mapping[str, str]) -> Page:
    """The lines of a CSV file below its first one, which names the columns; empty ones are left out.

    `names` says which of ours a column of theirs is: `{"Message": "text"}`. Other columns are ignored.
    Unreadable if it's no CSV file, in another encoding, too big, or has no column for what happened.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"The file is too big: split it into parts of at most {LARGEST // 2**20} megabytes.")
    text = _text(content)
    ours = _ours(names)
    delimiter = max(DELIMITERS, key=lambda each: len(_known(_first_row(text, each), ours)))
    rows = _rows(text, delimiter)
    titles = next(rows, (1, []))[1]
    columns = _columns(titles, ours)
    lines = [_line(number, row, columns) for number, row in rows if any(cell.strip() for cell in row)]
    left = [title.strip() or "(empty)" for title, column in zip(titles, columns, strict=True) if not column]
    return Page(lines, left)


def _line(number: int, row: list[str], columns: list[str | None]) -> Line:
    cells = {name: bare(cell) for name, cell in zip(columns, row, strict=False) if name}
    return Line(number, cells, any(cell.strip() for cell in row[len(columns) :]))


def _ours(names: Mapping[str, str]) -> dict[str, str]:
    """Our name of each column, by its title in lower case. Unreadable if `names` has one that isn't ours."""
    known = COLUMNS[Sheet.STORIES]
    for theirs, ours in names.items():
        if ours not in known:
            raise Unreadable(f"{theirs}={ours}: a story has no “{ours}”. It has {', '.join(known)}.")
    taken = set(names.values())
    own = {name: name for name in known if name not in taken}
    return own | {theirs.strip().lower(): ours for theirs, ours in names.items()}


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


def _columns(row: list[str], ours: Mapping[str, str]) -> list[str | None]:
    """Our name of each column, as they stand in the first line; None for one that no story has."""
    names = [ours.get(title.strip().lower()) for title in row]
    if len([title for title in row if title.strip()]) < 2 and not any(names):
        raise Unreadable(
            f"The first line must name the columns, with a comma between them; {NEEDED} is needed."
        )
    twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    if twice:
        raise Unreadable(f"These columns come twice: {', '.join(twice)}.")
    if NEEDED not in names:
        titles = ", ".join(title.strip() for title in row if title.strip())
        raise Unreadable(
            f"No column is called {NEEDED}, which holds what happened. The file has {titles}. "
            f"Say which one it is, such as --map Message={NEEDED}."
        )
    return names


def _known(row: list[str], ours: Mapping[str, str]) -> set[str]:
    return {title.strip().lower() for title in row} & set(ours)
