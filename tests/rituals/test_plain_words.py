"""What the plain-words check promises: what it finds, what it leaves alone, and what it says instead.

The two lists in `plain_words/` were written before the glossary was: what people write in tickets and chats,
and what companies write, with the stiff part in brackets. No sentence leaves them because it's found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rituals.catalog import Glossary, Term, glossary, plainer
from rituals.catalog.rules.inflecting import WordClass
from rituals.catalog.rules.left_alone import tokens

LISTS = Path(__file__).parent / "plain_words"
ORDINARY = (LISTS / "ordinary.txt").read_text(encoding="utf-8").splitlines()
STIFF = (LISTS / "stiff.txt").read_text(encoding="utf-8").splitlines()


def found(text: str) -> list[str]:
    return [each.words for each in glossary().stiff_in(text)]


def better(text: str) -> str:
    return plainer(text, glossary().stiff_in(text))


# --- how well it tells stiff from plain


def test_of_three_hundred_ordinary_sentences_at_most_two_in_a_hundred_are_called_stiff() -> None:
    assert len(set(ORDINARY)) >= 300
    alarms = {sentence: words for sentence in ORDINARY if (words := found(sentence))}
    assert len(alarms) <= 0.02 * len(ORDINARY), alarms


def test_of_a_hundred_stiff_sentences_nine_in_ten_are_found_where_they_are_stiff() -> None:
    assert len(set(STIFF)) >= 100
    missed = [sentence for sentence in STIFF if not is_found(sentence)]
    assert len(missed) <= 0.1 * len(STIFF), missed


def is_found(marked: str) -> bool:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return any(each.start < end and each.end > start for each in glossary().stiff_in(text))


def test_a_plainer_version_has_none_of_the_stiff_words_that_were_found() -> None:
    for marked in STIFF:
        text = better(marked.replace("[", "").replace("]", ""))
        assert found(text) == [], text


# --- what is left alone


@pytest.mark.parametrize(
    "text",
    [
        "Read https://example.com/utilise/commence first.",
        "Read example.com/utilise first.",
        "<https://example.com|utilise this>",
        "Run `utilise --commence` now.",
        "```\nutilise\ncommence\n```",
        "```utilise without an end",
        'He said "we utilise it" twice.',
        "He said “we utilise it” twice.",
        "He said ‘we utilise it’ twice.",
        "He said 'we utilise it' twice.",
        "Er sagte „utilise“ dazu.",
        "Il a dit «utilise» hier.",
        "> we utilise it\nSo they say.",
        "&gt; we utilise it",
        "Ask @utilise about it.",
        "It's in #utilise-tools.",
        "Write to utilise@example.com.",
        "That's so :utilise: of you.",
        "Set utilise_cache to true.",
        "Open utilise.py and look.",
        "Press {utilise} there.",
        "I asked Robust Systems about it.",
        "I asked Mr Leverage about it.",
        "The people at Seamless were kind.",
        "Ticket UTILISE-4711 is yours.",
    ],
)
def test_links_code_quotes_and_names_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Utilise it.", ["Utilise"]),
        ("I saw it. Utilise it.", ["Utilise"]),
        ("- Utilise it\n- Commence", ["Utilise", "Commence"]),
        ("PLEASE UTILISE IT", ["UTILISE"]),
        ("Please Be Advised That We Utilise It", ["Please Be Advised That", "Utilise"]),
        ("*utilise* it", ["utilise"]),
        ("(utilise it)", ["utilise"]),
        ("We don't utilise the drivers' maps.", ["utilise"]),
        ('A 27" screen, utilise it.', ["utilise"]),
        ('utilise it, she said: "I won\'t"', ["utilise"]),
    ],
)
def test_what_only_looks_like_a_name_or_a_quote_is_checked(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_no_phrase_reaches_across_what_is_left_alone_or_from_sentence_to_sentence() -> None:
    assert found("In. Order to win, pay.") == []
    assert found("in `x` order to") == []
    assert found("in order, to") == []
    assert found("in *order* to") == ["in *order* to"]


def test_the_name_of_a_product_is_left_alone_wherever_it_stands() -> None:
    ours = Glossary([*glossary(), Term("seamless checkout", ()), Term("robust", ())])
    words = "The seamless checkout is robust, and it isn't seamless."
    assert [each.words for each in ours.stiff_in(words)] == ["seamless"]


def test_of_two_terms_with_the_same_words_the_later_one_counts() -> None:
    ours = Glossary([*glossary(), Term("utilise", ("pick up",), kind=WordClass.VERB)])
    assert plainer("They utilised it.", ours.stiff_in("They utilised it.")) == "They picked up it."


# --- the plainer version


@pytest.mark.parametrize(
    ("stiff", "plain"),
    [
        ("She utilises it.", "She uses it."),
        ("They are utilizing it.", "They are using it."),
        ("We purchased two.", "We bought two."),
        ("It was demonstrated to us.", "It was shown to us."),
        ("He demonstrated it to us.", "He showed it to us."),
        ("We've amended it.", "We've changed it."),
        ("We are obtaining it.", "We are getting it."),
        ("I reached out to them.", "I wrote to them."),
        ("An enhancement and a methodology.", "An improvement and a way."),
        ("It's an additional one.", "It's an extra one."),
        ("A robust fix, an erroneous bill.", "A strong fix, a wrong bill."),
        ("Two methodologies.", "Two ways."),
        ("Prior to that, UTILISE it.", "Before that, USE it."),
        ("Please be advised that the shop is shut.", "The shop is shut."),
        ("It is hereby closed.", "It is closed."),
        ("Closed hereby.", "Closed."),
        ("Please note that, we hereby, as agreed, close it.", "We, as agreed, close it."),
        ("Two  spaces.  utilise  it", "Two  spaces.  use  it"),
        ("Hello 👋🏽\n\n  utilise it  \n", "Hello 👋🏽\n\n  use it  \n"),
    ],
)
def test_the_plainer_version_fits_into_the_sentence(stiff: str, plain: str) -> None:
    assert better(stiff) == plain


def test_a_text_without_stiff_words_stays_as_it_is() -> None:
    assert [better(each) for each in ORDINARY if not found(each)] == [e for e in ORDINARY if not found(e)]


# --- whatever somebody types

PIECES = st.sampled_from(
    [
        *("utilise", "in order to", "please be advised that", "an", "additional", "Robust", "hereby", "I'm"),
        *(
            "`",
            "```",
            '"',
            "“",
            "”",
            "‘",
            "’",
            "'",
            "«",
            "<",
            ">",
            "&gt;",
            "\n> ",
            "*",
            "_",
            "~",
            "|",
            "@",
            "#",
        ),
        *(" ", "  ", "\n", "\t", "\u00a0", "\u200b", "\u202e", "\u2066", ".", ",", "!", "https://", ":x:"),
        *(
            "👩‍👩‍👧‍👦",
            "🇵🇹",
            "שלום",
            "مرحبا",
            "印刷",
            "İ",
            "ß",
            "ﬁ",
            "\x00",
            "e\u0301",
            "<@U1|ana>",
            "<!channel>",
        ),
    ]
)
WILD = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@given(WILD)
@example("İ utilise it")
@example("“" * 40 + "utilise")
def test_whatever_is_typed_findings_stand_where_they_say_and_the_rest_stays(text: str) -> None:
    every, at = glossary().stiff_in(text), 0
    for each in every:
        assert at <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.words
        at = each.end
    changed = plainer(text, every)
    assert every or changed == text
    assert all(token.word for token in tokens(text))


@given(WILD)
def test_what_stands_in_code_is_never_found(text: str) -> None:
    inside = text.replace("`", "").replace("\n", " ")
    assert found(f"```{inside} utilise```") == []


@pytest.mark.parametrize(
    "piece",
    ["a", "“", "`", "``` ", "<", "'x ", '"', "_a", "a.a", "@", "in order ", "> ", "A ", "\x00", ":a:", "'a"],
)
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Not by the clock: a pattern that goes wrong takes minutes at this length."""
    text = (piece * 30_000)[:30_000] + " utilise"
    plainer(text, glossary().stiff_in(text))
