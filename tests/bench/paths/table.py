"""The table of docs/performance.md, from the lines of a run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from bot.service.clock import WallClock
from tests.bench.paths.processes import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
Line = dict[str, Any]


def write(lines: Sequence[Line], page: Path = PAGE) -> None:
    """Put what was measured in the place of what stands between the marks."""
    before, rest = page.read_text().split(BEGIN)
    _, after = rest.split(END)
    page.write_text(f"{before}{BEGIN}\n\n{measured(lines)}\n\n{END}{after}")


def measured(lines: Sequence[Line]) -> str:
    """The tables in Markdown."""
    where = list(dict.fromkeys((line["database"], line["processes"]) for line in lines))
    tables = [table for each in where for table in _of_place(each, lines)]
    return "\n\n".join([f"Measured on {_machine()}.", *tables])


def _of_place(place: tuple[str, int], lines: Sequence[Line]) -> list[str]:
    here = [line for line in lines if (line["database"], line["processes"]) == place]
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[place[0]]
    title = f"### {name}, {place[1]} process{'es' if place[1] > 1 else ''}"
    shares = _rows(here, "share", ("share", "cost_share", "a_second", "floor_a_second"))
    paces = _rows(here, "times", ("times", "p50", "p99", "p99.9", "answers", "lost"))
    others = _rows(here, "megabytes", ("megabytes",)) + _rows(
        here, "posted", ("due", "posted", "to_first", "to_last")
    )
    return [title, *filter(None, (_table(shares), _table(paces), _table(others)))]


def _rows(lines: Iterable[Line], marked: str, columns: Sequence[str]) -> list[Line]:
    found = [line for line in lines if marked in line]
    return [
        {"what": line["path"], "of": line["of"]} | {name: line.get(name, "") for name in columns}
        for line in found
    ]


def _table(rows: list[Line]) -> str:
    if not rows:
        return ""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    lines += [" | ".join(_said(row.get(name, "")) for name in names) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} × {status}" for status, count in sorted(value.items()))
    return str(value)


def _machine() -> str:
    about = Path("/proc/cpuinfo").read_text().splitlines()
    name = next(
        (line.partition(":")[2].strip() for line in about if "model name" in line), "an unknown machine"
    )
    today, load = WallClock().now().astimezone(UTC).date(), os.getloadavg()[0]
    cores, python = os.cpu_count(), platform.python_version()
    return f"{today}: {name}, {cores} cores, Python {python}, load {load:.1f} at the end"
