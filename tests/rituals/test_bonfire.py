"""The phrase bonfire: what may be nominated, what a vote decides, and what is left of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, select

from rituals import agenda, bonfire, directory, erasure, plain_words
from rituals.bonfire import NotYourPhrase, Personal, PersonalPhrase, PhraseState, VoteOver
from rituals.bonfire.records import PhraseVote
from rituals.bonfire.rules import Part, key_of, outcome, personal
from rituals.catalog import Catalog, Source
from rituals.directory import About
from rituals.errors import TooShort
from rituals.ids import PersonId, PhraseId
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUPPORT, scene
from tests.databases import Act
from tests.rituals.telling import posts_of

CALL = "Your call is important to us"
WAIT = "Thanks for waiting. It's about six more minutes."
A_WEEK, A_MINUTE = timedelta(days=7), timedelta(minutes=1)


def nominate(act: Act, words: str = CALL, instead: str = WAIT, by: PersonId = ANA) -> bonfire.Proposal:
    return act(bonfire.nominate, scene(by), words, instead, SUPPORT)


def voted(act: Act, *votes: tuple[PersonId, bool], phrase: int = 1) -> None:
    for person, retire in votes:
        act(bonfire.vote, scene(person), PhraseId(phrase), retire=retire)


def close(act: Act, catalog: Catalog) -> None:
    act(agenda.run_due, NOW + A_WEEK, catalog, b"chance")


def now(act: Act, phrase: int = 1) -> bonfire.Phrase:
    return act(bonfire.phrase, HARBOUR, PhraseId(phrase))


# --- what a vote decides


@pytest.mark.parametrize(
    ("retire", "keep", "retired"),
    [(3, 0, True), (2, 1, True), (2, 0, False), (1, 0, False), (1, 2, False), (2, 2, False), (0, 3, False)],
)
def test_three_voters_and_more_for_than_against_retire_a_phrase(
    retire: int, keep: int, retired: bool
) -> None:
    assert (outcome(retire, keep) is PhraseState.RETIRED) is retired


def test_a_week_later_the_counts_are_left_and_nobody_knows_who_voted_how(act: Act, catalog: Catalog) -> None:
    assert nominate(act).phrase.retire == 1
    voted(act, (BRUNO, True), (CARLA, False), (DORA, True), (BRUNO, False), (BRUNO, True))
    act(agenda.run_due, NOW + A_WEEK - A_MINUTE, catalog, b"chance")
    assert now(act).state is PhraseState.VOTING
    close(act, catalog)
    phrase = now(act)
    assert (phrase.state, phrase.retire, phrase.keep) == (PhraseState.RETIRED, 3, 1)
    assert act(lambda db: db.scalar(select(func.count()).select_from(PhraseVote))) == 0
    assert [each.words for each in act(bonfire.retired, scene())] == [CALL]


def test_a_tie_and_too_few_voters_keep_a_phrase_and_it_may_be_nominated_again(
    act: Act, catalog: Catalog
) -> None:
    nominate(act)
    voted(act, (BRUNO, True))
    nominate(act, "Going forward, let us align", "Let's agree")
    voted(act, (BRUNO, False), (CARLA, False), (DORA, True), phrase=2)
    close(act, catalog)
    assert [now(act, each).state for each in (1, 2)] == [PhraseState.STAYS, PhraseState.STAYS]
    assert act(bonfire.retired, scene()) == []
    assert nominate(act).fresh


def test_when_its_time_is_over_nobody_votes_also_before_it_is_closed(act: Act) -> None:
    nominate(act)
    with pytest.raises(VoteOver):
        act(bonfire.vote, scene(BRUNO, NOW + A_WEEK), PhraseId(1), retire=True)


# --- the same phrase twice


@pytest.mark.parametrize(
    "again",
    [
        CALL,
        "YOUR CALL IS IMPORTANT TO US!",
        "  your call,\n is important to us…",
        "“Your call is important to us.”",
    ],
)
def test_a_phrase_is_voted_on_once_however_it_is_written(act: Act, catalog: Catalog, again: str) -> None:
    nominate(act)
    second = nominate(act, again, "Hello", BRUNO)
    assert (second.fresh, second.phrase.by, second.phrase.instead) == (False, ANA, WAIT)
    voted(act, (BRUNO, True), (CARLA, True))
    close(act, catalog)
    third = nominate(act, again, "Hello", BRUNO)
    assert (third.fresh, third.phrase.state) == (False, PhraseState.RETIRED)


@given(st.text(max_size=80))
@example("İ")
def test_a_key_is_its_own_key_whatever_is_written(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)


# --- nobody's name, and nothing of a customer


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("As <@U0ANADUARTE> says", Personal.MENTION),
        ("As @ana says", Personal.MENTION),
        ("Hello <!channel>", Personal.MENTION),
        ("Write to help@example.com", Personal.ADDRESS),
        ("See https://example.com/x", Personal.ADDRESS),
        ("Call +351 912 345 678", Personal.NUMBER),
        ("Call (0113) 496-0999", Personal.NUMBER),
        ("Your order 4711234", Personal.NUMBER),
        ("Thanks, Ana Duarte", Personal.NAME),
        ("thanks, ana duarte", Personal.NAME),
        ("As Bruno would say", Personal.NAME),
    ],
)
def test_what_is_about_a_person_does_not_burn(text: str, why: Personal) -> None:
    assert personal(text, ["Ana Duarte", "Ana", "Bruno"]) is why


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        "Will you hold the line?",
        "We aim to reply within 24 hours",
        "It's 2 of 10",
        "The banana is ripe",
    ],
)
def test_a_script_burns_also_if_somebody_is_called_like_its_first_word(text: str) -> None:
    assert personal(text, ["Will", "Ana", "Will Ferrell"]) is None


def test_the_refusal_says_in_which_part_it_is(act: Act) -> None:
    act(directory.learn, HARBOUR, About.PERSON, BRUNO, {"names": ["Bruno Costa"]}, NOW)
    with pytest.raises(PersonalPhrase) as refused:
        nominate(act, CALL, "Ask Bruno Costa")
    assert (refused.value.part, refused.value.why) == (Part.INSTEAD, Personal.NAME)
    for words, instead, part in (
        ("Hello", "Hi there", "phrase"),
        ("…", "Hi", "phrase"),
        (CALL, "…", "instead"),
    ):
        with pytest.raises(TooShort, match=part):
            nominate(act, words, instead)


# --- withdrawn, brought back, forgotten


def test_its_nominator_withdraws_a_phrase_and_nobody_else_but_an_admin(act: Act) -> None:
    nominate(act)
    with pytest.raises(NotYourPhrase):
        act(bonfire.withdraw, scene(BRUNO), PhraseId(1), admin=False)
    act(bonfire.withdraw, scene(ANA), PhraseId(1), admin=False)
    assert nominate(act).fresh
    [first, second] = posts_of(act, bonfire.CARD)
    assert (first.wanted, second.wanted) == (False, True)


def test_a_phrase_that_was_decided_on_is_not_withdrawn(act: Act, catalog: Catalog) -> None:
    nominate(act)
    close(act, catalog)
    with pytest.raises(VoteOver):
        act(bonfire.withdraw, scene(ANA), PhraseId(1), admin=True)


def test_the_plain_words_check_knows_what_is_retired_until_it_is_brought_back(
    act: Act, catalog: Catalog
) -> None:
    nominate(act, "Have a blessed day", "See you")
    voted(act, (BRUNO, True), (CARLA, True))

    def found() -> list[Source]:
        known = act(plain_words.glossary, scene())
        return [each.term.source for each in known.stiff_in("have a blessed day, everybody")]

    assert found() == []
    close(act, catalog)
    assert found() == [Source.RETIRED]
    act(bonfire.bring_back, scene(ANA), PhraseId(1))
    assert found() == []
    assert nominate(act, "Have a blessed day").fresh


def test_who_is_forgotten_leaves_the_retired_phrase_and_neither_name_nor_words(
    act: Act, catalog: Catalog
) -> None:
    nominate(act)
    voted(act, (BRUNO, True), (CARLA, True))
    close(act, catalog)
    nominate(act, "Per my last email", "As I wrote")
    nominate(act, "Kindly do the needful", "Please do it", BRUNO)
    voted(act, (ANA, True), phrase=3)
    act(erasure.forget_me, scene(ANA), ["Ana Duarte", "Ana"])
    [retired] = act(bonfire.retired, scene())
    assert (retired.words, retired.instead, retired.by) == (CALL, "", "")
    open_ones = [each for each in posts_of(act, bonfire.CARD) if each.wanted]
    assert [each.subject for each in open_ones] == [1, 3]
    assert now(act, 3).voters == 1
    act(erasure.forget_me, scene(CARLA), ["needful"])
    assert [each.subject for each in posts_of(act, bonfire.CARD) if each.wanted] == [1]


# --- the digest


def test_a_digest_burns_one_phrase_once_and_the_next_one_another(act: Act, catalog: Catalog) -> None:
    for number, words in enumerate((CALL, "Kindly do the needful"), 1):
        nominate(act, words)
        voted(act, (BRUNO, True), (CARLA, True), phrase=number)
    close(act, catalog)
    until = NOW + A_WEEK + A_MINUTE
    assert act(bonfire.to_burn, HARBOUR, NOW + A_WEEK) is None
    assert act(bonfire.to_burn, HARBOUR, until) == 1
    act(bonfire.burn, scene(), PhraseId(1), "digest:1")
    assert act(bonfire.to_burn, HARBOUR, until) == 2
    assert act(bonfire.burned_by, HARBOUR, "digest:1").words == CALL
    act(bonfire.bring_back, scene(ANA), PhraseId(1))
    assert act(bonfire.burned_by, HARBOUR, "digest:1") is None
    act(bonfire.burn, scene(), PhraseId(2), "digest:2")
    assert act(bonfire.to_burn, HARBOUR, until) is None
    act(bonfire.unburn, scene(), "digest:2")
    assert act(bonfire.to_burn, HARBOUR, until) == 2
