"""What makes a line of a file a story. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from rituals.exports.rules.sheets import parted
from rituals.ids import PersonId
from rituals.imports.rules import moments
from rituals.imports.rules.moments import BadMoment, Ways
from rituals.imports.rules.parsing import FileLine, Table, table
from rituals.imports.rules.people import labels, people
from rituals.stories.rules.story import LONGEST, Credited, Kind, Stage, Telling, Took
from rituals.workspaces.rules.settings import named_touchpoint

Choice = TypeVar("Choice", bound=StrEnum)
Time = TypeVar("Time", bound=date)

MOST_WORDS = 1000
LONGEST_NAME = 80
EARLIEST = 1970
YES, NO = {"true", "yes", "1"}, {"false", "no", "0", ""}
TIMES = ("told_at", "due_on", "done_at", "dropped_at")
WHO = ("teller", "credits_front", "credits_back", "owner")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a story may name: touchpoints, mindsets (by key and by name, in lower case), moments up to now.

    `plain` makes of words that stood in a chat what people read there; it is told what people are called, by
    id. `columns` says what is ours, by the name that the file has for it.
    """

    now: datetime
    touchpoints: tuple[str, ...]
    mindsets: Mapping[str, str]
    ways: Ways = field(default_factory=Ways)
    plain: Callable[[str, Mapping[str, str]], str] = lambda text, _: text
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """What is wrong at one place of the file."""

    line: int
    field: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.what}"


@dataclass(frozen=True, slots=True)
class FileStory:
    """A story of the file. `told_at` is None for now; `id` is there if it was exported.

    `key` is its own; `formerly` are the keys that earlier versions may have given it.
    """

    line: int
    key: str
    formerly: tuple[str, ...]
    id: int | None
    told_at: datetime | None
    teller: PersonId
    telling: Telling
    owner: PersonId | None
    due_on: date | None
    done_at: datetime | None
    came_of: str | None = None
    dropped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The stories of a file, all that is wrong with the others, and the columns that were passed over."""

    entries: list[FileStory]
    problems: list[ImportProblem]
    ignored: tuple[str, ...]


def read_file(content: bytes, known: Expected) -> Found:
    """What a file holds. Unreadable."""
    held = table(content, known.columns)
    known = replace(known, ways=replace(known.ways, usual=moments.usual_order(_cells(held, TIMES))))
    plain = _plain(held, known)
    entries: list[FileStory] = []
    problems: list[ImportProblem] = []
    for line in held.lines:
        desk = _Desk(line, known, plain)
        entry = desk.entry()
        if desk.problems:
            problems += desk.problems
        else:
            entries.append(entry)
    return Found(entries, problems, held.ignored)


def _plain(held: Table, known: Expected) -> Callable[[str], str]:
    """How the words of the file become plain."""
    # What we exported is plain already: whoever wrote “&amp;” there meant it.
    if held.ours:
        return str
    called: dict[str, str] = {}
    for cell in _cells(held, (*WHO, "text")):
        called |= labels(cell)
    return lambda text: known.plain(text, called)


def _cells(held: Table, names: tuple[str, ...]) -> Iterator[str]:
    return (line.cells.get(name, "").strip() for line in held.lines for name in names)


class _Desk:
    """Reads one line, and notes what is wrong with it."""

    def __init__(self, line: FileLine, known: Expected, plain: Callable[[str], str]) -> None:
        self.problems: list[ImportProblem] = []
        self._line = line
        self._known = known
        self._plain = plain
        if line.extra:
            self._wrong("whole line", "this line has more cells than the file has columns")

    def entry(self) -> FileStory:
        told_at = self._moment("told_at")
        number = self._number("id")
        teller = PersonId(self._person("teller") or "")
        key, *formerly = self._keys(number, told_at, teller)
        return FileStory(
            line=self._line.number,
            key=key,
            formerly=tuple(formerly),
            id=number,
            told_at=told_at,
            teller=teller,
            telling=self._telling(),
            owner=self._person("owner"),
            due_on=self._date("due_on"),
            done_at=self._moment("done_at"),
            came_of=self._words("came_of", MOST_WORDS) or None,
            dropped_at=self._moment("dropped_at"),
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
            remedy=self._words("remedy", MOST_WORDS) or None,
        )

    def _keys(self, number: int | None, told_at: datetime | None, teller: PersonId) -> list[str]:
        # What was exported is known by its id and moment, also after it was edited; else the words count.
        if number is not None and told_at is not None:
            return [f"{number}@{told_at.isoformat()}"]
        text = self._cell("text")
        when = told_at.astimezone(UTC).isoformat() if told_at else ""
        # Keys were once made of the cells as they stood, whatever the ends of their lines.
        stood = self._cell("told_at"), self._cell("teller")
        spelt = {(*stood, text): None, (*stood, text.replace("\n", "\r\n")): None}
        return [sha256(json.dumps(said).encode()).hexdigest() for said in ((when, teller, text), *spelt)]

    def _wrong(self, field: str, what: str) -> str:
        self.problems.append(ImportProblem(self._line.number, field, what))
        return ""

    def _cell(self, name: str) -> str:
        return self._line.cells.get(name, "").strip()

    def _words(self, name: str, most: int) -> str:
        words = self._plain(self._cell(name)).strip()
        if len(words) > most:
            self._wrong(name, f"it has {len(words):,} characters; {most:,} is the most")
        return words

    def _moment(self, name: str) -> datetime | None:
        moment = self._time(name, moments.moment)
        if moment is not None and (moment.year < EARLIEST or moment > self._known.now):
            when = "too long ago" if moment.year < EARLIEST else "still to come"
            self._wrong(name, f"“{self._cell(name)}” is {when}")
            return None
        return moment

    def _date(self, name: str) -> date | None:
        return self._time(name, moments.day)

    def _time(self, name: str, reader: Callable[[str, Ways], Time]) -> Time | None:
        cell = self._cell(name)
        try:
            return reader(cell, self._known.ways) if cell else None
        except BadMoment as error:
            self._wrong(name, str(error))
            return None

    def _number(self, name: str) -> int | None:
        cell = self._cell(name)
        if cell and not re.fullmatch(r"[0-9]{1,15}", cell):
            self._wrong(
                name,
                f"“{cell}” isn't a number. If the file isn't an export "
                "of ours, leave the column out with --map id=",
            )
            return None
        return int(cell) if cell else None

    def _person(self, name: str) -> PersonId | None:
        people = [each.person for each in self._credits(name, Stage.FRONT)]
        if len(people) > 1:
            self._wrong(name, "it names several people, but only one is possible")
        return people[0] if people else None

    def _credits(self, name: str, stage: Stage) -> list[Credited]:
        credits = [Credited(PersonId(who), stage, called) for who, called in people(self._cell(name))]
        if any(len(each.person) > LONGEST_NAME for each in credits):
            self._wrong(name, f"a name has more than {LONGEST_NAME} characters")
        return credits

    def _one_of(self, choices: type[Choice], name: str, cell: str) -> Choice | None:
        wanted = re.sub(r"[\s-]+", "_", cell.lower())
        if not cell or wanted in list(choices):
            return choices(wanted) if cell else None
        self._wrong(name, f"“{cell}” isn't one of {', '.join(choices)}")
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
            self._wrong("mindset", f"“{cell}” isn't in any pack")
        return found

    def _touchpoint(self) -> str | None:
        cell, known = self._cell("touchpoint"), self._known.touchpoints
        found = named_touchpoint(cell, known) if cell else None
        if cell and not found:
            self._wrong(
                "touchpoint", f"“{cell}” isn't one of this workspace's: {'; '.join(known) or 'it has none'}"
            )
        return found
