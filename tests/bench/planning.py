"""What a beat costs with 100 rituals due, beside ever more that are not. JSON lines on stdout.

A beat is measured in a transaction that is rolled back, so that it can be measured again. `ratio` is to the
smallest number of schedules of the same run; it should stay below 1.5: nobody pays for what is not due.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, Insert, Integer, cast, insert, literal, select, text
from sqlalchemy.orm import Session

from rituals import agenda, schedules
from rituals.catalog import load
from rituals.db import connect, transaction
from rituals.ids import ChannelId
from rituals.schedules import Wishes
from rituals.schedules.records import Schedule
from tests.cast import ANA, NOW, scene
from tests.databases import migrated_sqlite, running

SIZES = (1_000, 100_000, 1_000_000)
DUE, DAYS, TIMES = 100, 40, 15
WISHES = Wishes(ChannelId("C"), "be_human", frozenset(range(7)), time(9), "Europe/Lisbon")
# Nine in Lisbon on that day, and a little more.
NINE = NOW.replace(hour=9, minute=0, second=1)
CATALOG = load()


def fill(engine: Engine, size: int) -> None:
    """So many schedules, of which DUE are due at NINE and the others on the days after it."""
    with transaction(engine) as db:
        for number in range(DUE):
            schedules.set_up(
                db, scene(ANA), replace(WISHES, channel=ChannelId(f"C{number}")), f"due-{number}"
            )
        each_day = (size - DUE) // DAYS
        for day in range(1, DAYS + 1):
            db.execute(copies(day, each_day))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE schedules"))


def copies(day: int, count: int) -> Insert:
    """The first schedule so many times more, each in a channel of its own, next on a later day."""
    series = select(literal(1, Integer).label("n")).cte("series", recursive=True)
    series = series.union_all(select(series.c.n + 1).where(series.c.n < count))
    marked = literal(f"later-{day}-").concat(cast(series.c.n, Schedule.channel.type))
    other = {
        "channel": marked,
        "request": marked,
        "next_on": literal((NINE + timedelta(days=day)).date(), Schedule.next_on.type),
        "next_at": literal(NINE + timedelta(days=day), Schedule.next_at.type),
    }
    columns = [column for column in Schedule.__table__.c if column.name != "id"]
    values = [other.get(column.name, column) for column in columns]
    first = (
        select(*values).select_from(Schedule).join(series, literal(True)).where(Schedule.request == "due-0")
    )
    return insert(Schedule).from_select([column.name for column in columns], first)


def took(engine: Engine, work: Callable[[Session], object]) -> float:
    """Milliseconds, the median of several times."""
    found = []
    for _ in range(TIMES):
        with Session(engine) as db:
            begun = perf_counter()
            work(db)
            found.append((perf_counter() - begun) * 1000)
            db.rollback()
    return median(found[1:])


MEASURES: dict[str, Callable[[Session], object]] = {
    "nothing due": lambda db: agenda.run_due(db, NOW, CATALOG, b"chance"),
    "100 claimed": lambda db: schedules.claim_due(db, NINE, DUE),
    "100 claimed and drawn": lambda db: agenda.run_due(db, NINE, CATALOG, b"chance"),
}


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], AbstractContextManager[str]]]]:
    """How to get a migrated database of each kind."""
    with tempfile.TemporaryDirectory() as folder, running() as server:

        @contextmanager
        def sqlite() -> Iterator[str]:
            path = migrated_sqlite(Path(folder) / "bench.db")
            yield f"sqlite:///{path}"
            path.unlink()

        yield {"sqlite": sqlite, "postgresql": server.database}


def measure(kind: str, url: str, size: int, smallest: dict[str, float]) -> None:
    """One line for each kind of beat."""
    engine = connect(url)
    fill(engine, size)
    for name, work in MEASURES.items():
        ms = took(engine, work)
        ratio = ms / smallest.setdefault(name, ms)
        line = {"database": kind, "schedules": size, "due": DUE, "beat": name, "ms": round(ms, 2)}
        print(json.dumps(line | {"ratio": round(ratio, 2)}), flush=True)
    engine.dispose()


def main() -> None:
    """Every kind of database with every size."""
    with databases() as kinds:
        for kind, database in kinds.items():
            smallest: dict[str, float] = {}
            for size in SIZES:
                with database() as url:
                    measure(kind, url, size, smallest)


if __name__ == "__main__":
    main()
