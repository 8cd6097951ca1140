"""What a beat costs with 100 rituals due, beside ever more that aren't. JSON lines on stdout.

A beat is measured in a transaction that is rolled back, so that it can be measured again. `ratio` is to the
smallest number of schedules of the same run; it should stay below 1.5: nobody pays for what isn't due.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import Engine, Insert, Integer, cast, insert, literal, select, text

from rituals import agenda, schedules
from rituals.catalog import load
from rituals.db import transaction
from rituals.ids import ChannelId
from rituals.schedules import Wishes
from rituals.schedules.records.tables import Schedule
from tests.bench.measuring import Work, compare, databases, filled
from tests.cast import ANA, NOW, scene

DUE, DAYS = 100, 40
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


MEASURES: dict[str, Work] = {
    "nothing due": lambda db: agenda.run_due(db, NOW, CATALOG, b"chance"),
    "100 claimed": lambda db: schedules.claim_due(db, NINE, DUE),
    "100 claimed and drawn": lambda db: agenda.run_due(db, NINE, CATALOG, b"chance"),
}


def run() -> None:
    """Every kind of beat, on every kind of database."""
    with databases() as kinds:
        for kind, database in kinds.items():
            with filled(database, fill) as engines:
                for name, work in MEASURES.items():
                    about = {"bench": "planning", "database": kind, "due": DUE, "beat": name}
                    compare(about, engines, lambda _, work=work: work)  # type: ignore[misc]
