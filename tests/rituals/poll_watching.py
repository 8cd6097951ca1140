"""All that a colleague, an admin and a reader of the database can see of a poll that has closed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from bot.features.polls.draws import poll as drawn
from rituals import exports, polls
from rituals.catalog import Catalog
from rituals.db import transaction
from rituals.exports import Sheet
from rituals.ids import PersonId, PollId
from rituals.polls import Place, Setup
from tests.cast import ANA, HARBOUR, NOW, SUPPORT, scene
from tests.rituals.polling import HOUR, KEY

SECOND = timedelta(seconds=1)
CLOSED_AT = NOW + HOUR
# Their rows have an order of their own, and nobody can ask SQLite for another.
UNNUMBERED = ("poll_votes",)


@dataclass(frozen=True)
class Press:
    """Somebody presses an option, and may say which disguise it wore."""

    person: PersonId
    choice: str
    worn: str | None = None


@dataclass
class Watched:
    """What was seen: who did something when, the card after each time, and then all that is left."""

    poll: PollId
    pressed: list[tuple[datetime, PersonId]] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    result: str = ""
    exported: str = ""
    trend: str = ""
    mine: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)


def lived(
    engine: Engine,
    catalog: Catalog,
    setup: Setup,
    presses: Sequence[Press],
    *,
    key: bytes = KEY,
    request: str = "form",
) -> Watched:
    """Somebody opens a poll, people press, and it hasn't closed yet."""
    place, about = Place(SUPPORT, open=True), {"closes_at": CLOSED_AT, "key": key, "request": request}
    with transaction(engine) as db:
        watched = Watched(polls.open_poll(db, scene(ANA), setup, place, **about))
        for number, press in enumerate(presses):
            moment = NOW + number * SECOND
            polls.vote(db, scene(press.person, moment), watched.poll, press.choice)
            if press.worn:
                polls.disguise(db, scene(press.person, moment), watched.poll, press.worn)
            watched.pressed.append((moment, press.person))
            watched.cards.append(_seen(db, catalog, watched.poll))
    return watched


def closed(engine: Engine, catalog: Catalog, watched: Watched) -> None:
    """Its time is over: whoever looks now sees this."""
    with transaction(engine) as db:
        polls.close_due(db, CLOSED_AT, 1000)
    with transaction(engine) as db:
        look(db, catalog, watched)


def look(db: Session, catalog: Catalog, watched: Watched) -> None:
    """Write down what there is to see after closing."""
    watched.result = _seen(db, catalog, watched.poll)
    watched.exported = str(exports.batch(db, scene(ANA), Sheet.POLLS).rows)
    watched.trend = str(polls.results(db, HARBOUR, NOW))
    people = sorted({person for _, person in watched.pressed})
    watched.mine = [str(polls.my_vote(db, scene(person), watched.poll)) for person in people]
    watched.rows = everything(db)


def everything(db: Session) -> dict[str, list[str]]:
    """Every row of every table as it lies there, in the order in which it lies there."""
    connection = db.connection()
    found = {}
    for table in sorted(inspect(connection).get_table_names()):
        found[table] = [str(tuple(row)) for row in connection.exec_driver_sql(_as_it_lies(db, table))]
    return found


def _as_it_lies(db: Session, table: str) -> str:
    if db.get_bind().dialect.name == "postgresql":
        return f'SELECT * FROM "{table}" ORDER BY ctid'
    if table in UNNUMBERED or table.startswith("story_search"):
        return f'SELECT * FROM "{table}"'
    return f'SELECT rowid, * FROM "{table}" ORDER BY rowid'


def _seen(db: Session, catalog: Catalog, poll: PollId) -> str:
    """The card, and the bars of the private answer to a vote."""
    card = drawn(db, catalog, HARBOUR, poll)
    tally, *_ = polls.after_vote(db, HARBOUR, poll)
    bars: Any = tally and [dict(tally.votes), tally.voters]
    return json.dumps([card.text, card.blocks, bars])
