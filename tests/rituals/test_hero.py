"""What the hero of the day promises: the same all day, fresh for two weeks, good English however composed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise, product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals.catalog import glossary
from rituals.catalog.records.heroes import hero_parts
from rituals.catalog.rules.readability import grade
from rituals.catalog.rules.schema import Customer, HeroParts, Need
from rituals.experiments.rules.heroes import Hero, hero

PARTS = hero_parts()
LISTS = (PARTS.customers, PARTS.deeds, PARTS.feats, PARTS.habits, PARTS.needs)
SOMEBODY = Customer("Doris", "she")
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
    fortnight = [hero(seed, day + timedelta(days=n), PARTS) for n in range(14)]
    for part in zip(*map(_parts, fortnight), strict=True):
        assert len(set(part)) == 14


def test_every_part_has_its_day() -> None:
    year = [hero("T1", DAY + timedelta(days=n), PARTS) for n in range(365)]
    for met, entries in zip(zip(*map(_parts, year), strict=True), LISTS, strict=True):
        assert set(met) == set(entries)


def test_five_years_bring_no_hero_twice() -> None:
    heroes = [hero("T1", DAY + timedelta(days=n), PARTS) for n in range(5 * 365)]
    assert len({each.text for each in heroes}) == len(heroes)


def test_two_teams_meet_different_heroes() -> None:
    assert len({hero(f"T{n}", DAY, PARTS).text for n in range(50)}) == 50


def test_two_parts_do_not_come_as_a_pair() -> None:
    # The same deed, a lap later, has other company.
    met = [hero("T1", DAY + timedelta(days=n), PARTS) for n in range(365)]
    company = [each.feat for each in met if each.deed == met[0].deed]
    assert len(company) > 5
    assert len(set(company)) > 5


def test_lists_that_are_too_short_for_two_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="28 parts, not 3"):
        hero("T1", DAY, replace(PARTS, deeds=PARTS.deeds[:3]))


# --- the words ---


def test_there_are_far_more_than_twenty_thousand() -> None:
    assert prod(map(len, LISTS)) >= 20_000
    assert all(len(set(entries)) == len(entries) >= 2 * 14 for entries in LISTS)


def test_every_seam_of_every_combination_reads_well() -> None:
    # A whole story is five parts in a row, so all that can meet in one are the pairs of neighbours.
    assert [seam for seam in _seams() if _flaw(seam)] == []


@given(st.builds(Hero, *(st.sampled_from(entries) for entries in LISTS)))
def test_a_whole_story_is_five_sentences_for_a_child_of_thirteen(one: Hero) -> None:
    assert _flaw(one.text) is None
    assert grade(one.text) <= 8
    assert len(one.text.split()) in range(28, 71)


@given(st.builds(Hero, *(st.sampled_from(entries) for entries in LISTS)))
def test_a_hero_has_one_pronoun_and_one_question(one: Hero) -> None:
    told = f"{one.text} {one.question}"
    assert not re.search(r"[{}]", told)
    other = {"she": r"\b(he|him|his)\b", "he": r"\b(she|her|hers)\b"}[one.customer.pronoun]
    assert not re.search(other, told, re.IGNORECASE)
    assert one.question.count("?") <= 1
    assert one.question[-1] in ".?"


def test_what_they_need_is_ordinary_and_short_and_asked_about_in_a_line() -> None:
    assert [need.thing for need in PARTS.needs if need.thing[-1] in ".?" or len(need.thing.split()) > 8] == []
    assert [need.question for need in PARTS.needs if len(need.question.split()) > 9] == []
    assert len({need.question for need in PARTS.needs}) == len(PARTS.needs)


@pytest.mark.parametrize("name", ["deeds", "feats", "habits"])
def test_the_parts_between_are_sentences_about_one_person(name: str) -> None:
    entries = getattr(PARTS, name)
    assert [each for each in entries if each[-1] != "." or re.search(r"[.?!] ", each)] == []
    assert [each for each in entries if not re.search(r"\{(she|her|them)\}", each, re.IGNORECASE)] == []
    # A capital pronoun begins the sentence, and no other does.
    assert [each for each in entries if re.search(r".\{[SH]|^\{[sht]", each)] == []


def test_heroes_speak_plainly_and_are_nobody_real() -> None:
    needs = (text for need in PARTS.needs for text in (need.thing, need.question))
    for text in (*PARTS.deeds, *PARTS.feats, *PARTS.habits, *needs):
        assert glossary().stiff_in(text) == []
        # A capital inside a sentence would be a name; days, months and teams have theirs by right.
        assert set(re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)) <= {
            *("PDF", "Billing", "Monday", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Friday"),
            *("Fridays", "Saturdays", "Saturday", "Sunday", "Sundays", "Wednesday"),
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
    assert {each.name for each in fields(HeroParts)} == {*("customers", "deeds", "feats", "habits", "needs")}


def _seams() -> Iterator[str]:
    """Every two sentences that can stand side by side, and the one at each end."""
    nothing = Need("", "")
    entrances = [Hero(each, "", "", "", nothing).entrance for each in PARTS.customers]
    told = [_told(entries) for entries in (PARTS.deeds, PARTS.feats, PARTS.habits)]
    pleas = [Hero(SOMEBODY, "", "", "", each).plea for each in PARTS.needs]
    rows = [entrances, *told, pleas]
    for before, after in pairwise(rows):
        yield from (" ".join(pair) for pair in product(before, after))


def _told(entries: Sequence[str]) -> list[str]:
    return [Hero(SOMEBODY, each, "", "", Need("", "")).legend.strip() for each in entries]


def _parts(one: Hero) -> tuple[object, ...]:
    return one.customer, one.deed, one.feat, one.habit, one.need


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
