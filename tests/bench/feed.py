"""What the feed costs with ever more stories in it: read, filtered, searched, told into, cheered.

`ratio` is to the smallest number of stories; it should stay below 1.5, and below 3 for the search. A search
for a seldom word meets few stories where there are few: its first page is fuller where there are many.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from rituals import stories
from rituals.ids import StoryId
from rituals.scene import Scene
from rituals.stories import PAGE, Credited, Filter, Kind, Telling
from tests.bench.many_stories import (
    COMMON_PERSON,
    COMMON_WORDS,
    NEIGHBOURS,
    RARE_PERSON,
    RARE_TOUCHPOINT,
    RARE_WORD,
    SELDOM_WORD,
    UNCOMMON_WORD,
    fill,
    sentence,
)
from tests.bench.measuring import Work, compare, databases, filled
from tests.cast import ANA, NOW, elsewhere, scene

TIMES = int(os.environ.get("BENCH_TIMES", 40))
NUMBERS = count()
SECOND = timedelta(seconds=1)
COMMON, OTHER = COMMON_WORDS
READ = {
    "everything": Filter(),
    "one kind": Filter(kind=Kind.GREAT_HUMAN_MOMENT),
    "one mindset": Filter(mindset="human"),
    "one touchpoint": Filter(touchpoint="Billing and refunds"),
    "a common person": Filter(person=COMMON_PERSON),
    "a rare person": Filter(person=RARE_PERSON),
    "a rare touchpoint": Filter(touchpoint=RARE_TOUCHPOINT),
    "one kind and one mindset": Filter(kind=Kind.GREAT_HUMAN_MOMENT, mindset="human"),
    "a common person, of one kind": Filter(person=COMMON_PERSON, kind=Kind.GREAT_HUMAN_MOMENT),
    "a rare person, of one kind": Filter(person=RARE_PERSON, kind=Kind.CUSTOMER_HELPED_US),
    "a rare word": Filter(words=RARE_WORD),
    "a seldom word": Filter(words=SELDOM_WORD),
    "an uncommon word": Filter(words=UNCOMMON_WORD),
    "a common word": Filter(words=COMMON),
    "two words": Filter(words=f"{COMMON} {OTHER}"),
    "a common and a rare word": Filter(words=f"{COMMON} {RARE_WORD}"),
    "a word, of one kind": Filter(words=COMMON, kind=Kind.PROACTIVE_SAVE),
    "a word, of one mindset": Filter(words=COMMON, mindset="human"),
    "a word, of one touchpoint": Filter(words=COMMON, touchpoint="Billing and refunds"),
    "a word, of a rare touchpoint": Filter(words=COMMON, touchpoint=RARE_TOUCHPOINT),
    "a word, of a common person": Filter(words=COMMON, person=COMMON_PERSON),
    "a word, of a rare person": Filter(words=COMMON, person=RARE_PERSON),
    "a rare word, of one kind": Filter(words=RARE_WORD, kind=Kind.GREAT_HUMAN_MOMENT),
    "a seldom word, of a common person": Filter(words=SELDOM_WORD, person=COMMON_PERSON),
    "an uncommon word, of a common person": Filter(words=UNCOMMON_WORD, person=COMMON_PERSON),
}


def run() -> None:
    """Everything that is done with the feed, on every kind of database."""
    with databases() as kinds:
        for kind, database in kinds.items():
            with filled(database, fill) as engines:
                about: dict[str, Any] = {"bench": "feed", "database": kind}
                _read(about, engines)
                _page_by_page(about, *max(engines.items()))
                for name, work in {"tell": telling, "cheer": cheering}.items():
                    compare(about | {"written": name}, engines, work, times=TIMES, keep=True)


def _read(about: dict[str, Any], engines: dict[int, Engine]) -> None:
    for name, wanted in READ.items():
        for number in (1, 1000):
            work = reading(wanted, number, scene())
            compare(about | {"read": name, "page": number}, engines, work, times=TIMES)
    # Ten stories among all those of somebody else.
    few = {
        "a common word, of few stories": Filter(words=COMMON),
        "a word, of one kind, of few stories": Filter(words=COMMON, kind=Kind.CUSTOMER_HELPED_US),
    }
    for name, wanted in few.items():
        compare(about | {"read": name, "page": 1}, engines, reading(wanted, 1, elsewhere()), times=TIMES)


def _page_by_page(about: dict[str, Any], size: int, engine: Engine) -> None:
    for name in ("everything", "one kind", "a common person", "a common word"):
        pages = {number: reading(READ[name], number, scene())(size) for number in (1, 10, 1000)}
        about = about | {"read": name, "size": size}
        compare(about, dict.fromkeys(pages, engine), pages.__getitem__, times=TIMES, by="page")


def reading(wanted: Filter, number: int, at: Scene) -> Callable[[int], Work]:
    """One page of the stories that are wanted; one halfway where there are fewer."""
    before: dict[int, int | None] = {}

    def of(size: int) -> Work:
        def read(db: Session) -> None:
            if size not in before:
                before[size] = _place(db, at, wanted, min(number, size // PAGE // 2))
            assert stories.page(db, at, wanted, before[size]).stories

        return read

    return of


def _place(db: Session, at: Scene, wanted: Filter, number: int) -> int | None:
    """Where a page begins."""
    if number == 1:
        return None
    passed = stories.page(db, at, wanted, count=(number - 1) * PAGE)
    return passed.older or passed.stories[(len(passed.stories) - 1) // 2].place + 1


def telling(_: int) -> Work:
    """A story that nobody has told before."""
    number = next(NUMBERS)
    told = Telling(sentence(Random(number), 24), credits=(Credited(RARE_PERSON),))

    def tell(db: Session) -> None:
        stories.tell(db, scene(ANA, NOW + number * SECOND), told, request=f"tell-{number}")

    return tell


def cheering(size: int) -> Work:
    """A cheer, on any of the stories."""
    story = StoryId(Random(next(NUMBERS)).randrange(NEIGHBOURS, size) + 1)
    return lambda db: stories.cheer(db, scene(ANA), story)
