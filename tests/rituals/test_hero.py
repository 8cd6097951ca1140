"""What the hero of the day promises: the same all day, fresh for two weeks, good English however composed."""

import re
from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from datetime import date, timedelta
from itertools import pairwise, product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals.catalog.glossary import glossary
from rituals.catalog.heroes import HeroParts, hero_parts
from rituals.catalog.reading import grade
from rituals.experiments.rules.heroes import FRESH_DAYS, Hero, hero

PARTS = hero_parts()
LISTS: tuple[tuple[str, ...], ...] = astuple(PARTS)
DAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2050, 1, 1))

# Words that begin with a vowel's letter and another sound, or the other way round.
SPELLED_APART = re.compile(r"^(one|once|use|used|user|uni|euro|hour|honest|honour|heir)", re.IGNORECASE)


# --- the days ---


@given(seed=st.text(max_size=20), day=DAYS)
def test_a_team_has_the_same_hero_all_day(seed: str, day: date) -> None:
    assert hero(seed, day, PARTS) == hero(seed, day, PARTS)


@given(seed=st.text(max_size=20), day=DAYS)
def test_fourteen_days_in_a_row_share_no_part(seed: str, day: date) -> None:
    fortnight = [hero(seed, day + timedelta(days=n), PARTS) for n in range(FRESH_DAYS)]
    for part in zip(*map(astuple, fortnight), strict=True):
        assert len(set(part)) == FRESH_DAYS


def test_every_part_has_its_day() -> None:
    year = [hero("T1", DAY + timedelta(days=n), PARTS) for n in range(365)]
    for met, entries in zip(zip(*map(astuple, year), strict=True), LISTS, strict=True):
        assert set(met) == set(entries)


def test_five_years_bring_no_hero_twice() -> None:
    heroes = [hero("T1", DAY + timedelta(days=n), PARTS) for n in range(5 * 365)]
    assert len({each.text for each in heroes}) == len(heroes)


def test_two_teams_meet_different_heroes() -> None:
    assert len({hero(f"T{n}", DAY, PARTS).text for n in range(50)}) == 50


def test_two_parts_do_not_come_as_a_pair() -> None:
    # The same deed, a lap later, has other company.
    met = [hero("T1", DAY + timedelta(days=n), PARTS) for n in range(365)]
    company = [each.burden for each in met if each.deed == met[0].deed]
    assert len(company) > 5
    assert len(set(company)) > 5


def test_lists_that_are_too_short_for_two_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="28 parts, not 3"):
        hero("T1", DAY, replace(PARTS, deeds=PARTS.deeds[:3]))


# --- the words ---


def test_there_are_far_more_than_twenty_thousand() -> None:
    assert prod(map(len, LISTS)) >= 20_000
    assert all(len(set(entries)) == len(entries) >= 2 * FRESH_DAYS for entries in LISTS)


def test_every_seam_of_every_combination_reads_well() -> None:
    # A whole story is five parts in a row, so all that can meet in one are the pairs of neighbours.
    assert [seam for seam in _seams() if _flaw(seam)] == []


@given(st.builds(Hero, *(st.sampled_from(entries) for entries in LISTS)))
def test_a_whole_story_is_five_sentences_for_a_child_of_thirteen(one: Hero) -> None:
    assert _flaw(one.text) is None
    assert grade(one.text) <= 8
    assert len(one.text.split()) in range(40, 91)


def test_the_longest_story_fits_and_the_shortest_is_one() -> None:
    longest, shortest = (Hero(*(pick(each, key=_words) for each in LISTS)) for pick in (max, min))
    assert 40 <= _words(shortest.text) < _words(longest.text) <= 90


def test_the_disguise_goes_on_from_the_customer_and_the_need_from_they() -> None:
    assert {each.split()[0] for each in PARTS.disguises} <= {
        *("will", "would", "has", "is", "does", "wears", "thinks", "hopes", "looks", "came", "gave")
    }
    assert [
        each for each in (*PARTS.disguises, *PARTS.needs) if not each[0].islower() or each[-1] in ".?!"
    ] == []


@pytest.mark.parametrize("name", ["deeds", "burdens", "kindnesses"])
def test_the_parts_between_are_sentences_about_them(name: str) -> None:
    entries = getattr(PARTS, name)
    assert [each for each in entries if not (each[0].isupper() and each[-1] == ".")] == []
    assert [each for each in entries if not re.search(r"\b(they|them|their)\b", each, re.IGNORECASE)] == []
    # "They" is one person here, but takes the verbs of many.
    wrong = re.compile(r"\bthey (is|was|has|does|goes|\w+[^s]s)\b", re.IGNORECASE)
    assert [each for each in entries if wrong.search(each)] == []


def test_heroes_speak_plainly_and_are_nobody_real() -> None:
    for text in (each for entries in LISTS for each in entries):
        assert glossary().stiff_in(text) == []
        # A capital inside a sentence would be a name; days, months and games have theirs by right.
        assert set(re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)) <= {
            *("Monday", "Friday", "Fridays", "Saturday", "Saturdays", "Sunday", "Sundays", "March")
        }


def test_the_reader_of_seams_has_eyes() -> None:
    flawed = [
        "A ox.",
        "An cow.",
        "It is.  So.",
        "It is. so.",
        "It is",
        "It is..",
        "It is the the end.",
        "It is !",
    ]
    assert [text for text in flawed if not _flaw(text)] == []
    assert _flaw("An hour, a user and an owl.") is None
    assert {each.name for each in fields(HeroParts)} == {
        *("disguises", "deeds", "burdens", "kindnesses", "needs")
    }


def _seams() -> Iterator[str]:
    """Every two sentences that can stand side by side, and the one at each end."""
    entrances = [Hero(each, "", "", "", "").entrance for each in PARTS.disguises]
    pleas = [Hero("", "", "", "", each).plea for each in PARTS.needs]
    rows = [entrances, PARTS.deeds, PARTS.burdens, PARTS.kindnesses, pleas]
    for before, after in pairwise(rows):
        yield from (" ".join(pair) for pair in product(before, after))


def _flaw(text: str) -> str | None:
    """What is wrong with the English of a text, as far as a machine can tell."""
    checks = {
        "two spaces, or space at an end": r"  |^ | $|\s[.,;:?]",
        "a sentence without a capital": r"(?:^|[.?!]\"? )[a-z]",
        "no full stop at the end": r"[^.]$",
        "two marks in a row": r"[.,;:?!]{2}",
        "the same word twice": r"\b(\w+) \1\b",
        "an odd character": r"[^\w\s.,;:'\"-]",
    }
    for flaw, pattern in checks.items():
        if re.search(pattern, text):
            return flaw
    articles = re.findall(r"\b(an?) (\w+)", text, re.IGNORECASE)
    wrong = [word for article, word in articles if (article.lower() == "an") != _vowel_sound(word)]
    return f"a or an before {wrong[0]}" if wrong else None


def _vowel_sound(word: str) -> bool:
    by_letter = word[0].lower() in "aeiou"
    return not by_letter if SPELLED_APART.match(word) else by_letter


def _words(text: str) -> int:
    return len(text.split())
