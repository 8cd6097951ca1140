"""How benchmarks measure: databases of both kinds, sizes that grow, and lines of JSON with ratios."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from rituals.db import connect
from tests.databases import migrated_sqlite, running

# `BENCH_SIZES=1000,20000 make -s bench` is a quick run.
SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "1000,100000,1000000").split(","))
# `BENCH_DATABASES=sqlite` is half of one.
KINDS = os.environ.get("BENCH_DATABASES", "sqlite,postgresql").split(",")
TIMES = 15

Work = Callable[[Session], object]
Database = Callable[[], AbstractContextManager[str]]


@contextmanager
def databases() -> Iterator[dict[str, Database]]:
    """How to get a migrated database of each kind."""
    number = count()
    with tempfile.TemporaryDirectory() as folder, running() as server:

        @contextmanager
        def sqlite() -> Iterator[str]:
            path = migrated_sqlite(Path(folder) / f"{next(number)}.db")
            yield f"sqlite:///{path}"
            path.unlink()

        known: dict[str, Database] = {"sqlite": sqlite, "postgresql": server.database}
        yield {kind: known[kind] for kind in KINDS}


@contextmanager
def blank_databases() -> Iterator[dict[str, Database]]:
    """How to get a database of each kind in which nothing has been done yet."""
    with running() as server:

        @contextmanager
        def sqlite() -> Iterator[str]:
            with tempfile.TemporaryDirectory() as folder:
                yield f"sqlite:///{folder}/blank.db"

        known: dict[str, Database] = {"sqlite": sqlite, "postgresql": server.bare}
        yield {kind: known[kind] for kind in KINDS}


@contextmanager
def filled(database: Database, fill: Callable[[Engine, int], None]) -> Iterator[dict[int, Engine]]:
    """A database of each size."""
    with ExitStack() as stack:
        engines = {}
        for size in SIZES:
            engines[size] = connect(stack.enter_context(database()))
            stack.callback(engines[size].dispose)
            fill(engines[size], size)
        yield engines


def compare(
    about: dict[str, Any],
    engines: dict[int, Engine],
    work: Callable[[int], Work],
    *,
    times: int = TIMES,
    keep: bool = False,
    by: str = "size",
) -> None:
    """Write a line of JSON for each size, with its ratio to the smallest; `work` says what to do at a size.

    What differs may also be something else: `by` is its name. All take turns, so that whatever else the
    machine does slows all of them. Unless it is to be kept, what was done is rolled back, so that it can be
    done again.
    """
    found: dict[int, list[float]] = {size: [] for size in engines}
    for _ in range(times + 1):
        for size, engine in engines.items():
            found[size].append(took(engine, work(size), keep))
    for size, (_warm_up, *each) in found.items():
        middle = median(each)
        line = {by: size, "ms": round(middle, 2), "p95": round(quantiles(each, n=20)[-1], 2)}
        line["ratio"] = round(middle / median(found[min(engines)][1:]), 2)
        print(json.dumps(about | line), flush=True)


def took(engine: Engine, work: Work, keep: bool) -> float:
    """Milliseconds."""
    with Session(engine) as db:
        begun = perf_counter()
        work(db)
        if keep:
            db.commit()
        ended = perf_counter()
        db.rollback()
    return (ended - begun) * 1000
