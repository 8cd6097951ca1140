"""From the bytes of a file to its lines, by column. Pure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from rituals.errors import RitualError
from rituals.exports.rules.sheets import COLUMNS, Sheet, bare

# A file is read as a whole before any of it is brought in.
LARGEST = 32 * 2**20
DELIMITERS = (",", ";", "\t")
NEEDED = "text"
# Whatever has all of these was written by `headfirst export`, perhaps with other columns taken out.
OF_EXPORTS = {"id", "told_at", "kind", "text", "teller"}
LONGEST_NAME = 80
SAVE_AS_CSV = "Open it in your spreadsheet, and save it as “CSV UTF-8”."


class Unreadable(RitualError):
    """The file as a whole is no list of stories; the text is a sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One story of the file. `number` is where it begins; `extra`: it has more cells than columns."""

    number: int
    cells: dict[str, str]
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. `ignored` names the columns that no story has; `ours`: we exported it."""

    lines: list[FileLine]
    ignored: tuple[str, ...]
    ours: bool


def table(content: bytes, called: Mapping[str, str] | None = None) -> Table:
    """The lines of a CSV file below its first one, which names the columns; empty ones are left out.

    `called`: what is ours, by the column that the file has it in; an empty name leaves a column out.
    Unreadable if it is no such file, in another encoding, too big, or nothing in it is the text of a story.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"The file is too big: split it into parts of at most {LARGEST // 2**20} megabytes.")
    text = _text(content)
    ours = _renaming(called or {})
    delimiter = max(DELIMITERS, key=lambda each: _fit(_first_row(text, each), ours))
    rows = _rows(text, delimiter)
    header = next(rows, (1, []))[1]
    columns = _columns(header, ours)
    return Table(
        [_line(number, columns, row) for number, row in rows if any(cell.strip() for cell in row)],
        tuple(_said(name, n) for n, name in enumerate(header, start=1) if columns[n - 1] is None),
        set(columns) >= OF_EXPORTS,
    )


def _line(number: int, columns: list[str | None], row: list[str]) -> FileLine:
    cells = {name: bare(_one_kind(cell)) for name, cell in zip(columns, row, strict=False) if name}
    return FileLine(number, cells, any(cell.strip() for cell in row[len(columns) :]))


def _one_kind(cell: str) -> str:
    # A file that went through another machine has other ends of lines, and says the same.
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _text(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        raise Unreadable(f"This is a spreadsheet, not a CSV file. {SAVE_AS_CSV}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"The file is in UTF-16, and I read UTF-8. {SAVE_AS_CSV}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        number = content.count(b"\n", 0, wrong.start) + 1
        raise Unreadable(f"Line {number} has a character that isn't UTF-8. {SAVE_AS_CSV}") from None
    if "\0" in text:
        raise Unreadable(f"This isn't text, so it isn't a CSV file. {SAVE_AS_CSV}")
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
        what = "has a quotation mark that isn't closed, or is in the middle of a cell"
        raise Unreadable(
            f"Can't read line {number}: it {what}. Double the mark if it's part of the text."
        ) from None


def _first_row(text: str, delimiter: str) -> list[str]:
    return next(csv.reader([StringIO(text, newline="").readline()], delimiter=delimiter), [])


def _renaming(called: Mapping[str, str]) -> dict[str, str]:
    """The mapping with names as they are compared. Unreadable if it names what no story has."""
    known = COLUMNS[Sheet.STORIES]
    ours = {_plain(theirs): _plain(mine) for theirs, mine in called.items()}
    if unknown := [name for name in ours.values() if name and name not in known]:
        raise Unreadable(f"A story has no {', '.join(unknown)}. It has {', '.join(known)}.")
    if twice := [name for name, count in Counter(ours.values()).items() if name and count > 1]:
        raise Unreadable(f"Only one column can be the {', '.join(twice)}; --map names several.")
    return ours


def _columns(header: list[str], ours: dict[str, str]) -> list[str | None]:
    """For each column of the first line, what it is called here; None for one that no story has."""
    theirs = [_plain(name) for name in header]
    if absent := [name for name in ours if name not in theirs]:
        raise Unreadable(f"The file has no column {', '.join(absent)}. It has {_all(header)}.")
    # What is named by hand goes before a column that happens to have our name.
    taken = set(ours.values())
    names = [
        ours[name] if name in ours else name if name in COLUMNS[Sheet.STORIES] and name not in taken else ""
        for name in theirs
    ]
    if twice := [name for name, count in Counter(names).items() if name and count > 1]:
        raise Unreadable(f"These columns appear twice: {', '.join(twice)}.")
    if not any(names) and len(header) < 2:
        raise Unreadable(f"The first line must name the columns, separated by commas. {NEEDED} is needed.")
    if NEEDED not in names:
        raise Unreadable(
            f"There's no column {NEEDED}, which holds what happened. The file has {_all(header)}. "
            f'If one of them holds it, name it: --map "Message={NEEDED}".'
        )
    return [name or None for name in names]


def _all(header: list[str]) -> str:
    return ", ".join(_said(name, n) for n, name in enumerate(header, start=1))


def _said(name: str, number: int) -> str:
    return name.strip()[:LONGEST_NAME] or f"column {number} without a name"


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _fit(row: list[str], ours: dict[str, str]) -> tuple[int, int]:
    """How well a first row fits: by the names that are known, then by how many there are."""
    return len({_plain(name) for name in row} & {*COLUMNS[Sheet.STORIES], *ours}), len(row)
