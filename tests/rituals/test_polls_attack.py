"""Who voted what in an anonymous poll: after it has closed nobody can tell, whatever they could watch.

The proof: where people swap the votes that stand in the end among those who are shown together, nothing that
anybody can see changes, to the byte. What is seen therefore tells the counts of those people, and nothing
besides. The watcher even knows who pressed when, which only the host of the bot could know.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, make_url

from rituals.catalog import Catalog
from rituals.db import connect, scrub
from rituals.ids import PersonId
from rituals.polls import Results, Setup, of_framework
from tests.databases import hurried
from tests.rituals.poll_steps import Steps
from tests.rituals.poll_watching import Press, Watched, closed, lived
from tests.rituals.polling import CROWD, VOTERS

PEOPLE = (*VOTERS, *CROWD)[:11]
# What somebody may want in the end: an option, and of the last one also a disguise.
OPTIONS = ("learn", "teach", "get_lost")
WISHES = [("learn", None), ("teach", None), ("get_lost", None), ("get_lost", "A long hold")]
Wish = tuple[str, str | None]
EXAMPLES = {"sqlite": 60, "postgresql": 6}


@pytest.fixture
def setup(catalog: Catalog) -> Setup:
    return of_framework(catalog.framework("learn_teach_getlost"))


@dataclass
class Spell:
    """What one person did until it was shown: they voted or took it back, once or again and again."""

    person: PersonId
    at: list[int] = field(default_factory=list)
    takes_back: list[bool] = field(default_factory=list)


@dataclass
class Story:
    """Who did what kind of thing when, without what they voted: `shown` are the spells of each picture."""

    spells: list[Spell]
    shown: list[list[Spell]]

    @classmethod
    def of(cls, deeds: Sequence[tuple[PersonId, bool]], results: Results) -> Story:
        """Where only the result is shown, everybody is shown together."""
        steps, going = Steps(99 if results is Results.CLOSED else 3), dict[PersonId, Spell]()
        story, has, seen = cls([], []), set[PersonId](), set[PersonId]()
        for number, (person, back) in enumerate(deeds):
            spell = going.setdefault(person, Spell(person))
            spell.at.append(number)
            spell.takes_back.append(back and person in has)
            (has.discard if spell.takes_back[-1] else has.add)(person)
            shown = steps.stir(person, (has | seen).__contains__)
            seen = (seen - shown) | (shown & has)
            if shown:
                story.shown.append([going.pop(who) for who in sorted(shown)])
        story.shown.append([going.pop(who) for who in sorted(going)])
        story.spells = [spell for together in story.shown for spell in together]
        return story

    def stands(self, spell: Spell) -> bool:
        """Whether they had a vote in the end, and it was this one."""
        latest = max((each for each in self.spells if each.person == spell.person), key=lambda it: it.at[-1])
        return spell is latest and not spell.takes_back[-1]

    def presses(self, wishes: Sequence[Wish]) -> list[Press]:
        """The buttons that everybody pressed, if each spell ended with that wish."""
        timed: dict[int, list[Press]] = {}
        holds: dict[PersonId, str] = {}
        for spell, (choice, worn) in zip(self.spells, wishes, strict=True):
            for number, back in zip(spell.at, spell.takes_back, strict=True):
                held = holds.pop(spell.person, None)
                if back:
                    timed[number] = [Press(spell.person, held or choice)]
                    continue
                # By way of another option, so that all press equally often.
                detour = next(option for option in OPTIONS if option not in (held, choice))
                timed[number] = [Press(spell.person, detour), Press(spell.person, choice)]
                holds[spell.person] = choice
            if spell.person in holds and worn:
                timed[spell.at[-1]][-1] = replace(timed[spell.at[-1]][-1], worn=worn)
        return [press for number in sorted(timed) for press in timed[number]]


@st.composite
def stories(draw: st.DrawFn) -> tuple[Story, list[Wish], list[Wish], Results]:
    """A story, what everybody wanted, and the same after people have swapped among themselves."""
    results = draw(st.sampled_from(Results))
    deeds = st.tuples(st.sampled_from(PEOPLE), st.integers(0, 3).map(lambda chance: chance == 0))
    story = Story.of(draw(st.lists(deeds, min_size=5, max_size=24)), results)
    wishes, swapped = [], []
    for together in story.shown:
        mine = [draw(st.sampled_from(WISHES)) for _ in together]
        holding = [n for n, spell in enumerate(together) if story.stands(spell)]
        theirs = list(mine)
        for number, other in zip(holding, draw(st.permutations(holding)), strict=True):
            theirs[number] = mine[other]
        wishes += mine
        swapped += theirs
    return story, wishes, swapped, results


@contextmanager
def a_database(engine: Engine, folder: Path) -> Iterator[Engine]:
    """The same empty database each time."""
    if engine.dialect.name == "sqlite":
        path = shutil.copy(make_url(str(engine.url)).database or "", folder / "again.db")
        again = hurried(connect(f"sqlite:///{path}"))
        yield again
        again.dispose()
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE polls, poll_votes, posts RESTART IDENTITY CASCADE")
    yield engine


def watched(
    engine: Engine, folder: Path, catalog: Catalog, setup: Setup, presses: list[Press]
) -> tuple[Watched, bytes]:
    """All there is to see, and the bytes of the database's file if it has one."""
    with a_database(engine, folder) as fresh:
        seen = lived(fresh, catalog, setup, presses)
        closed(fresh, catalog, seen)
        scrub(fresh)
    files = sorted(folder.glob("again.db*"))
    left = b"".join(file.read_bytes() for file in files if not file.name.endswith("-shm"))
    for file in files:
        file.unlink()
    return seen, left


def test_where_people_swap_votes_with_those_they_are_shown_with_nothing_looks_different(
    engine: Engine, tmp_path: Path, catalog: Catalog, setup: Setup
) -> None:
    different = 0

    @settings(max_examples=EXAMPLES[engine.dialect.name], phases=[Phase.generate])
    @given(stories())
    def swapped(drawn: tuple[Story, list[Wish], list[Wish], Results]) -> None:
        nonlocal different
        story, wishes, others, results = drawn
        one, other = (story.presses(each) for each in (wishes, others))
        assert [press.person for press in one] == [press.person for press in other]
        different += one != other
        asked = replace(setup, results=results)
        first, second = (watched(engine, tmp_path, catalog, asked, each) for each in (one, other))
        assert first[0] == second[0]
        assert first[1] == second[1], "the files of the database differ"

    swapped()
    assert different > EXAMPLES[engine.dialect.name] // 3, "hardly anybody has swapped anything"
