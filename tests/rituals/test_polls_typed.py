"""Polls that people type: every word is understood, or named; none is dropped."""

from collections.abc import Mapping
from typing import Any

import pytest

from rituals.polls import TypedPoll, read_typed
from rituals.words import CannotRead, Unread

TEA: dict[str, Any] = {"question": "Tea?", "options": ("Mint", "Black")}
QUOTED = '"Tea?" "Mint" "Black"'


@pytest.mark.parametrize(
    ("line", "wishes"),
    [
        (f"{QUOTED} anonymous", {"anonymous": True}),
        (f"anonymous {QUOTED}", {"anonymous": True}),
        ('"Tea?" Anonymously "Mint" "Black"', {"anonymous": True}),
        (f"--anonymous {QUOTED}", {"anonymous": True}),
        (f"{QUOTED} (anon)", {"anonymous": True}),
        (f"{QUOTED} not anonymous", {"anonymous": False}),
        (f"{QUOTED} with names", {"anonymous": False}),
        (f"{QUOTED} multiple choice, anonymous.", {"several": True, "anonymous": True}),
        (f"several {QUOTED}", {"several": True}),
        (f"{QUOTED} limit 1", {"several": False}),
        (f"{QUOTED} in <#C0TEA|tea>", {"channel": "C0TEA"}),
        (f"<#C0TEA> {QUOTED} *anonymous*", {"channel": "C0TEA", "anonymous": True}),
        (f"{QUOTED} here please", {}),
        ('"Tea?", "Mint" or "Black"', {}),
        ('"Tea?", "Mint", "Black".', {}),
        ('Tea? "Mint" "Black" anonymous', {"anonymous": True}),
        ('Tea? anonymous "Mint" "Black"', {"anonymous": True}),
        ('*Tea?* "Mint" "Black"', {}),
    ],
)
def test_a_wish_is_understood_wherever_it_stands(line: str, wishes: Mapping[str, Any]) -> None:
    assert read_typed(line) == TypedPoll(**{**TEA, **wishes})


@pytest.mark.parametrize(
    ("line", "word", "why"),
    [
        (f"{QUOTED} annonymous", "annonymous", Unread.WORD),
        (f"{QUOTED} limit 2", "limit", Unread.WORD),
        (f"{QUOTED} #tea", "#tea", Unread.WORD),
        (f"{QUOTED} <@U0BRUNO>", "<@U0BRUNO>", Unread.WORD),
        (f"{QUOTED} until friday", "until", Unread.WORD),
        (f"{QUOTED} 🔒", "🔒", Unread.WORD),
        ('"Tea?" "Mint" Black', "Black", Unread.WORD),
        ('"Tea?" annonymous', "annonymous", Unread.WORD),
        (f"{QUOTED} anonymous with names", "with names", Unread.TWICE),
        (f"{QUOTED} <#C0TEA> and <#C0COFFEE>", "<#C0COFFEE>", Unread.TWICE),
        ('Anonymous tea "Mint" "Black"', "Anonymous", Unread.UNSURE),
        ('Tea in <#C0TEA> "Mint" "Black"', "in <#C0TEA>", Unread.UNSURE),
        ('"Tea? "Mint" "Black" "None"', '"Tea? "Mint"', Unread.TORN),
    ],
)
def test_what_is_not_understood_is_named_with_its_place(line: str, word: str, why: Unread) -> None:
    with pytest.raises(CannotRead) as refused:
        read_typed(line)
    assert str(refused.value) == word
    assert refused.value.why is why
    assert line[refused.value.words[0].start : refused.value.words[-1].end] == word


@pytest.mark.parametrize(
    ("wish", "meant"),
    [
        ("annonymous", "anonymous"),
        ("multple choice", "multiple"),
        ("in general", "#general"),
        ("anonymous to kudos", "#kudos"),
        ("until friday", ""),
    ],
)
def test_what_was_perhaps_meant_is_said_too(wish: str, meant: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_typed(f"{QUOTED} {wish}")
    assert refused.value.meant == meant


def test_what_is_quoted_is_never_a_wish() -> None:
    assert read_typed('"Anonymous or not?" "anonymous" "named"') == TypedPoll(
        question="Anonymous or not?", options=("anonymous", "named")
    )


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("anonymous", TypedPoll(anonymous=True)),
        ("in <#C0TEA> anonymous", TypedPoll(anonymous=True, channel="C0TEA")),
        ("Anonymous tea?", TypedPoll(question="Anonymous tea?", anonymous=True)),
        ("What about <#C0TEA>", TypedPoll(question="What about <#C0TEA>")),
        ("Tea?\nMint\n\u200b\nBlack", TypedPoll(**TEA, lines=True)),
        ('"" "Mint" "Black" "None"', TypedPoll(options=("Mint", "Black", "None"))),
    ],
)  # fmt: skip
def test_for_the_form_no_word_is_taken_from_the_question(line: str, typed: TypedPoll) -> None:
    assert read_typed(line) == typed
