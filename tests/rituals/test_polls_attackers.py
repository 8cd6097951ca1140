"""Attackers guess who voted what in hundreds of small polls that have closed.

They do no better than somebody who has read the bars: with all that the rows, their order and size, the
moments and the updates tell, and with what one of them has learned from half of the polls. Where a poll bears
names, or hasn't closed and its key is at hand, the same attackers win: they can read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from random import Random

import pytest
from sqlalchemy import Engine, select

from rituals import polls
from rituals.catalog import Catalog
from rituals.db import transaction
from rituals.ids import PollId
from rituals.polls import Results, Setup, key_from, of_framework
from rituals.polls.records import Poll
from tests.databases import hurried
from tests.rituals import poll_attackers as attackers
from tests.rituals.poll_attackers import Attacker, Case
from tests.rituals.poll_steps import Steps
from tests.rituals.poll_watching import CLOSED_AT, Press, everything, lived
from tests.rituals.polling import CROWD, HUMAN, IN_ROLE, VOTERS

SEED = 20260302
POLLS = {"sqlite": 160, "postgresql": 60}
PEOPLE = (*VOTERS, *CROWD)
NAMES = ("by_name", "by_key", "by_order", "by_sorted_order", "by_moment")
ATTACKERS: dict[str, Attacker] = {name: getattr(attackers, name) for name in NAMES}
# By luck alone, somebody is this far ahead once in thirty thousand tries.
SIGMAS = 4


@pytest.fixture
def setup(catalog: Catalog) -> Setup:
    return of_framework(catalog.framework("be_human"))


def elections(engine: Engine, catalog: Catalog, setup: Setup, *, closing: bool = True) -> list[Case]:
    """Small polls with votes by chance, and every voter of them as a case."""
    chance, held = Random(SEED), []
    for number in range(POLLS[engine.dialect.name]):
        liked = chance.choice([0.5, 0.65, 0.8])
        crowd = chance.sample(PEOPLE, chance.randint(4, 8))
        presses = [Press(person, HUMAN if chance.random() < liked else IN_ROLE) for person in crowd]
        key = key_from(b"chance", str(number))
        held.append((lived(engine, catalog, setup, presses, key=key, request=f"form-{number}"), presses))
    if closing:
        with transaction(engine) as db:
            polls.close_due(db, CLOSED_AT, 1000)
    with transaction(engine) as db:
        rows, keys = everything(db), {row.id: row.key for row in db.scalars(select(Poll))}
    return [
        Case(watched, votes, press.person, press.choice, found, keys[watched.poll])
        for watched, presses in held
        for found in [of_poll(rows, watched.poll)]
        for votes, together in shown_together(presses, setup)
        for press in together
    ]


def of_poll(rows: dict[str, list[str]], poll: PollId) -> dict[str, list[str]]:
    """What lies of one poll in each table."""
    begins = {"polls": f"({poll},", "poll_votes": f"({poll},"}
    found = {table: [row for row in rows[table] if row.startswith(text)] for table, text in begins.items()}
    return found | {"posts": [row for row in rows["posts"] if f"'poll:{poll}'" in row]}


def shown_together(presses: Sequence[Press], setup: Setup) -> list[tuple[Counter[str], list[Press]]]:
    """The presses that are in one picture and not in the one before it, with their counts."""
    steps, people = Steps(3 if setup.results is not Results.CLOSED else 99), {p.person: p for p in presses}
    crowds = [steps.stir(press.person, people.get) for press in presses]
    crowds.append(steps.waiting)
    together = [[people[person] for person in sorted(crowd)] for crowd in crowds if crowd]
    return [(Counter({HUMAN: 0, IN_ROLE: 0} | Counter(p.choice for p in each)), each) for each in together]


def ahead(attacker: Attacker, cases: Sequence[Case]) -> float:
    """How many standard deviations the attacker is ahead of somebody who has read the bars."""
    hits = sum(attacker(case) == case.truth for case in cases)
    spread = sqrt(sum(case.chance * (1 - case.chance) for case in cases))
    return (hits - sum(case.chance for case in cases)) / spread


def tried(cases: Sequence[Case]) -> dict[str, float]:
    """Every attacker on these; who has to learn first learns from the other half."""
    half = len(cases) // 2
    found = {name: ahead(attacker, cases) for name, attacker in ATTACKERS.items()}
    found["trained"] = ahead(attackers.trained(cases[:half]), cases[half:])
    print({name: round(sigmas, 1) for name, sigmas in found.items()}, f"{len(cases)} votes")
    return found


@pytest.mark.parametrize("results", Results)
def test_after_closing_nobody_guesses_a_vote_better_than_the_bars_allow(
    engine: Engine, catalog: Catalog, setup: Setup, results: Results
) -> None:
    cases = elections(hurried(engine), catalog, replace(setup, results=results))
    assert all(sigmas < SIGMAS for sigmas in tried(cases).values())


def test_where_votes_bear_names_the_same_attackers_win(
    engine: Engine, catalog: Catalog, setup: Setup
) -> None:
    bright = replace(setup, anonymous=False, shadow=False)
    found = tried(elections(hurried(engine), catalog, bright))
    assert min(found[name] for name in ("by_name", "by_moment", "trained")) > SIGMAS
    # SQLite keeps the rows by name, and PostgreSQL as they came.
    assert max(found["by_order"], found["by_sorted_order"]) > SIGMAS


def test_before_closing_whoever_has_the_database_and_its_key_wins(
    engine: Engine, catalog: Catalog, setup: Setup
) -> None:
    found = tried(elections(hurried(engine), catalog, setup, closing=False))
    assert found["by_key"] > SIGMAS
