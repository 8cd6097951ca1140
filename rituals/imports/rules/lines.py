"""What makes a line of a file a story. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from rituals.exports.rules.sheets import parted
from rituals.ids import PersonId
from rituals.imports.rules.moments import Ambiguous, Dates, NoZone, order_of
from rituals.imports.rules.parsing import Line, page
from rituals.imports.rules.slack_text import plain
from rituals.stories.rules.story import LONGEST, Credited, Kind, Stage, Telling, Took
from rituals.workspaces.rules import named_touchpoint

Choice = TypeVar("Choice", bound=StrEnum)

MOST_WORDS = 1000
LONGEST_NAME = 80
EARLIEST = 1970
YES, NO = {"true", "yes", "1"}, {"false", "no", "0", ""}
# Slack's own mention, with or without its label; and an id as some tools write it, in lower case.
PERSON = re.compile(r"<?@?([UW][A-Z0-9]{2,}|[uw][0-9][a-z0-9]{5,})(?:\|[^<>]*)?>?")
SEVERAL = re.compile(r"\s*(?:,|&|\band\b)\s*")
AS_A_MOMENT = "write it like 2026-03-02T08:45:00Z, or with the zone as +01:00"
NO_ZONE = "does not say in which zone: name it with --zone Europe/Lisbon, say"
WHICH_FIRST = "could be two days: say which comes first, --dates day or --dates month"


@dataclass(frozen=True, slots=True)
class Known:
    """What a story may name: touchpoints, mindsets (by key and by name, in lower case), moments up to now."""

    now: datetime
    touchpoints: tuple[str, ...]
    mindsets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meant:
    """How a file of another tool is meant: which column is which of ours, and how its dates are written."""

    columns: Mapping[str, str] = field(default_factory=dict)
    dates: Dates = field(default_factory=Dates)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of the file."""

    line: int
    field: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.what}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A story of the file. `told_at` is None for now; `id` is there if it was exported. `key` is its own."""

    line: int
    key: str
    id: int | None
    told_at: datetime | None
    teller: PersonId
    telling: Telling
    owner: PersonId | None
    due_on: date | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """The stories of a file, all that is wrong with the others, and the columns that were ignored."""

    entries: list[Entry]
    problems: list[Problem]
    ignored: list[str]


def read(content: bytes, known: Known, meant: Meant | None = None) -> Found:
    """What a file has to tell. Unreadable."""
    meant = meant or Meant()
    file = page(content, meant.columns)
    told = order_of(line.cells.get("told_at", "") for line in file.lines)
    dates = replace(meant.dates, order=meant.dates.order or told)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line in file.lines:
        desk = _Desk(line, known, dates)
        entry = desk.entry()
        if desk.problems:
            problems += desk.problems
        else:
            entries.append(entry)
    return Found(entries, problems, file.ignored)


class _Desk:
    """Reads one line, and notes what is wrong with it."""

    def __init__(self, line: Line, known: Known, dates: Dates) -> None:
        self.problems: list[Problem] = []
        self._dates = dates
        self._line = line
        self._known = known
        if line.extra:
            self._wrong("whole line", "it has more cells than the first line has columns")

    def entry(self) -> Entry:
        told_at = self._moment("told_at")
        number = self._number("id")
        return Entry(
            line=self._line.number,
            key=self._key(number, told_at),
            id=number,
            told_at=told_at,
            teller=PersonId(self._person("teller") or ""),
            telling=self._telling(),
            owner=self._person("owner"),
            due_on=self._date("due_on"),
            done_at=self._moment("done_at"),
        )

    def _telling(self) -> Telling:
        return Telling(
            text=self._words("text", LONGEST) or self._wrong("text", "what happened is missing"),
            kind=self._one_of(Kind, "kind", self._cell("kind")) or Kind.CUSTOMER_HELPED_US,
            credits=(
                *self._credits("credits_front", Stage.FRONT),
                *self._credits("credits_back", Stage.BACK),
            ),
            mindset=self._mindset(),
            touchpoint=self._touchpoint(),
            customer=self._words("customer", MOST_WORDS) or None,
            took=tuple(
                took for each in parted(self._cell("took")) if (took := self._one_of(Took, "took", each))
            ),
            beyond_job=self._is("beyond_job"),
            taught=self._words("taught", MOST_WORDS) or None,
            thanked=self._words("thanked", MOST_WORDS) or None,
        )

    def _key(self, number: int | None, told_at: datetime | None) -> str:
        # What was exported is known by its id and moment, also after it was edited; else the words count.
        if number is not None and told_at is not None:
            return f"{number}@{told_at.isoformat()}"
        # The same file has other line ends after another program has saved it.
        said = [_one_ending(self._cell(name)) for name in ("told_at", "teller", "text")]
        return sha256(json.dumps(said).encode()).hexdigest()

    def _wrong(self, field: str, what: str) -> str:
        self.problems.append(Problem(self._line.number, field, what))
        return ""

    def _cell(self, name: str) -> str:
        return self._line.cells.get(name, "").strip()

    def _words(self, name: str, most: int) -> str:
        words = _one_ending(self._cell(name))
        # Our own export has the words as they are, and an id.
        words = words if self._cell("id") else plain(words)
        if len(words) > most:
            self._wrong(name, f"it has {len(words):,} characters; {most:,} is the most")
        return words

    def _moment(self, name: str) -> datetime | None:
        if not (cell := self._cell(name)):
            return None
        try:
            moment = self._dates.read(cell)
        except NoZone:
            self._wrong(name, f"“{cell}” {NO_ZONE}")
            return None
        except Ambiguous:
            self._wrong(name, f"“{cell}” {WHICH_FIRST}")
            return None
        except ValueError:
            self._wrong(name, f"“{cell}” is no moment: {AS_A_MOMENT}")
            return None
        if moment.year < EARLIEST or moment > self._known.now:
            self._wrong(name, f"“{cell}” is {'too long ago' if moment.year < EARLIEST else 'still to come'}")
        return moment

    def _date(self, name: str) -> date | None:
        cell = self._cell(name)
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            self._wrong(name, f"“{cell}” is no date: write it like 2026-03-02")
            return None

    def _number(self, name: str) -> int | None:
        cell = self._cell(name)
        if cell and not re.fullmatch(r"[0-9]{1,15}", cell):
            self._wrong(name, f"“{cell}” is no number; leave it empty for what was not exported")
            return None
        return int(cell) if cell else None

    def _person(self, name: str) -> PersonId | None:
        people = [each.person for each in self._credits(name, Stage.FRONT)]
        if len(people) > 1:
            self._wrong(name, "it names several people, and can be one only")
        return people[0] if people else None

    def _credits(self, name: str, stage: Stage) -> list[Credited]:
        credits = []
        for each in _people(self._cell(name)):
            known = PERSON.fullmatch(each)
            if len(each) > LONGEST_NAME:
                self._wrong(name, f"a name has more than {LONGEST_NAME} characters")
            # An id in any case is the person's, so that whoever is forgotten is forgotten here, too.
            id = PersonId(known[1].upper() if known else each)
            credits.append(Credited(id, stage, None if known else each))
        return credits

    def _one_of(self, choices: type[Choice], name: str, cell: str) -> Choice | None:
        wanted = re.sub(r"[\s-]+", "_", cell.lower())
        if not cell or wanted in list(choices):
            return choices(wanted) if cell else None
        self._wrong(name, f"“{cell}” is none of {', '.join(choices)}")
        return None

    def _is(self, name: str) -> bool:
        cell = self._cell(name).lower()
        if cell not in YES | NO:
            self._wrong(name, f"“{cell}” is neither true nor false")
        return cell in YES

    def _mindset(self) -> str | None:
        cell = self._cell("mindset")
        found = self._known.mindsets.get(cell.lower())
        if cell and not found:
            self._wrong("mindset", f"“{cell}” is in none of the packs")
        return found

    def _touchpoint(self) -> str | None:
        cell, known = self._cell("touchpoint"), self._known.touchpoints
        found = named_touchpoint(cell, known) if cell else None
        if cell and not found:
            self._wrong(
                "touchpoint", f"“{cell}” is none of this workspace: {'; '.join(known) or 'it has none'}"
            )
        return found


def _one_ending(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _people(cell: str) -> list[str]:
    """The people of a cell: by semicolons, as we write them, or several handles or mentions in a row."""
    people = parted(cell)
    row = [each for each in SEVERAL.split(cell) if each]
    # A comma may stand in a name, such as “Costa, Rui”; between handles it parts them.
    if len(row) > 1 and all(each.startswith(("@", "<@")) or PERSON.fullmatch(each) for each in row):
        return row
    return people
