"""What the glossary promises: it finds stiff words in any shape, and none of them in our own packs."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

import rituals.catalog
from rituals.catalog import Framework, Glossary, Term, glossary, load
from rituals.catalog.rules.inflecting import WordClass

SMALL = Glossary(
    [
        Term("utilise", ("use",), kind=WordClass.VERB),
        Term("reach out", ("write", "call"), kind=WordClass.VERB),
        Term("in order to", ("to",)),
        Term("enquire", ("ask",), kind=WordClass.VERB),
    ]
)


def test_there_are_plenty_and_none_twice() -> None:
    assert len(glossary()) >= 500
    # YAML itself takes the last of two.
    file = Path(rituals.catalog.__file__).parent / "glossary.yaml"
    kinds = [terms for _, terms in yaml.compose(file.read_text(encoding="utf-8")).value]
    listed = Counter(stiff.value for terms in kinds for stiff, _ in terms.value)
    assert [stiff for stiff, count in listed.items() if count > 1] == []


def test_every_term_has_something_plainer_to_offer() -> None:
    assert [term.stiff for term in glossary() if not term.plain] == []
    assert {term.stiff: term.plain[0] for term in glossary()}["methodology"] == "way"
    assert {term.stiff: term.plain[0] for term in glossary()}["cadence"] == "timing"


def test_what_it_offers_is_not_stiff_itself() -> None:
    stiff = {plain for term in glossary() for plain in term.plain if glossary().stiff_in(plain)}
    assert stiff == set()


@pytest.mark.parametrize("pack", list(load()), ids=lambda pack: pack.key)
def test_no_text_of_a_pack_is_stiff(pack: Framework) -> None:
    assert [found.words for text in _texts(pack) for found in glossary().stiff_in(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "We utilise it.",
        "UTILISED",
        "by utilising it",
        "she utilizes it",
        "Reaching out to you",
        "in  order\nto",
    ],
)
def test_a_word_is_found_in_every_shape(text: str) -> None:
    assert len(SMALL.stiff_in(text)) == 1


@pytest.mark.parametrize("text", ["reutilise", "utiliser", "outreach", "an order to go"])
def test_only_whole_words_count(text: str) -> None:
    assert SMALL.stiff_in(text) == []


@pytest.mark.parametrize("text", ['He said "utilise" again.', "He said “reach out” again."])
def test_what_is_quoted_is_left_alone(text: str) -> None:
    assert SMALL.stiff_in(text) == []


def test_a_finding_says_where_it_stands() -> None:
    text = 'Not "utilise". But if you REACH  out, enquire.'
    found = SMALL.stiff_in(text)
    assert [text[each.start : each.end] for each in found] == ["REACH  out", "enquire"]
    assert [each.words for each in found] == ["REACH  out", "enquire"]
    assert found[0].term.plain == ("write", "call")


def test_the_longer_term_wins() -> None:
    both = Glossary([Term("regard", ("about",)), Term("with regard to", ("about",))])
    assert [found.words for found in both.stiff_in("With regard to plums")] == ["With regard to"]


def test_curly_apostrophes_make_no_difference() -> None:
    assert [found.term.stiff for found in glossary().stiff_in("Don’t hesitate to ask")] == [
        "don't hesitate to"
    ]


def _texts(pack: Framework) -> Iterable[str]:
    yield from (pack.name, pack.tagline, pack.poll_question, *pack.story_prompts)
    for mindset in pack.mindsets:
        yield from (mindset.name, mindset.meaning)
    for experiment in (*pack.experiments, *pack.case_studies):
        yield from (experiment.title, experiment.scene, experiment.question)
    for plan in pack.game_plans:
        yield from (plan.ingredient, plan.try_today)
