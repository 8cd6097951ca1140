"""Polls that are edited, removed, reminded of; and people who are forgotten in them."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from rituals import polls, posts
from rituals.catalog import Catalog
from rituals.errors import Gone, NotYourPoll, OnceOnly
from rituals.polls import BadOptions, Setup, of_framework, of_own_options
from rituals.polls.records import Poll, Vote
from rituals.polls.rules.tallying import voter_mark
from tests.cast import ANA, BRUNO, CARLA, DORA, SUPPORT, scene
from tests.databases import Act
from tests.rituals.polling import (
    EMIL,
    FAY,
    GUS,
    HUGO,
    HUMAN,
    IN_ROLE,
    OPEN_PLACE,
    all_vote,
    close,
    counts,
    open_poll,
    shown,
    vote,
)

# --- changing, removing, reminding ---


def test_a_typo_is_mended_without_losing_a_vote(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    about = {"question": "Lunch?", "labels": {"own-1": "Learnt"}, "closes_at": None}
    act(polls.edit, scene(ANA), poll, **about)
    found = shown(act, poll)
    assert (found.setup.question, found.setup.options[0].label) == ("Lunch?", "Learnt")
    assert (found.closes_at, found.voters) == (None, 1)
    with pytest.raises(NotYourPoll):
        act(polls.edit, scene(BRUNO), poll, **about)
    act(polls.edit, scene(BRUNO), poll, **about, admin=True)
    with pytest.raises(BadOptions):
        act(polls.edit, scene(ANA), poll, **about | {"labels": {"own-1": "Ate"}})


def test_a_removed_poll_is_gone_with_its_votes_and_its_message(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    with pytest.raises(NotYourPoll):
        act(polls.remove, scene(BRUNO), poll)
    act(polls.remove, scene(ANA), poll)
    assert act(lambda db: list(db.scalars(select(Vote)))) == []
    assert not act(lambda db: db.scalars(select(posts.records.Post.wanted)).one())
    with pytest.raises(Gone):
        shown(act, poll)


def reminders(act: Act) -> list[tuple[str, str]]:
    wanted = select(posts.records.Post).where(posts.records.Post.kind != polls.CARD)
    return act(lambda db: [(post.kind, post.channel) for post in db.scalars(wanted)])


def test_who_has_not_voted_is_reminded_once(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    assert act(polls.remind, scene(ANA), poll, [ANA, BRUNO, CARLA]) == 2
    assert reminders(act) == [(polls.REMINDER, ANA), (polls.REMINDER, CARLA)]
    with pytest.raises(OnceOnly):
        act(polls.remind, scene(ANA), poll, [DORA])


def test_a_reminder_of_an_anonymous_poll_picks_nobody_out(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    vote(act, poll, BRUNO)
    assert act(polls.remind, scene(ANA), poll, [ANA, BRUNO, CARLA]) == 0
    assert reminders(act) == [(polls.REMINDER_FOR_ALL, SUPPORT)]


# --- forgetting ---


@pytest.mark.parametrize("anonymous", [True, False])
def test_who_is_forgotten_has_no_vote_any_more(act: Act, lunch: Setup, anonymous: bool) -> None:
    poll = open_poll(act, replace(lunch, anonymous=anonymous))
    all_vote(act, poll, "own-1", "own-1", "own-1", "own-2")
    act(polls.forget, scene(BRUNO))
    act(polls.forget, scene(CARLA))
    assert shown(act, poll).voters == 2
    everybody = act(lambda db: list(db.scalars(select(Vote.voter))))
    key = act(lambda db: db.scalars(select(Poll.key)).one())
    assert not {voter_mark(person, key) for person in (BRUNO, CARLA)} & set(everybody)


def test_who_is_forgotten_leaves_closed_polls_with_names_too(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    all_vote(act, poll, "own-1", "own-1")
    close(act, poll)
    act(polls.forget, scene(BRUNO))
    assert shown(act, poll).names["own-1"] == (CARLA,)
    assert counts(act, poll) == {"own-1": 1, "own-2": 0, "own-3": 0}


def test_forgetting_somebody_makes_no_step_smaller(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN)
    act(polls.forget, scene(BRUNO))
    for person in (DORA, EMIL, FAY, GUS):
        vote(act, poll, person)
    assert counts(act, poll) is None, "the first picture would be of two people"
    vote(act, poll, HUGO)
    assert counts(act, poll) == {HUMAN: 3, IN_ROLE: 0}


def test_who_is_forgotten_and_votes_again_fills_no_step_alone(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 6)
    before = counts(act, poll)
    vote(act, poll, HUGO, IN_ROLE)
    for _ in range(6):
        act(polls.forget, scene(BRUNO))
        vote(act, poll, BRUNO, HUMAN)
        assert counts(act, poll) == before


def test_a_disguise_is_forgotten_with_the_person(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("learn_teach_getlost")))
    for person in (BRUNO, CARLA, DORA, EMIL):
        vote(act, poll, person, "get_lost")
    act(polls.disguise, scene(BRUNO), poll, "A long hold")
    act(polls.disguise, scene(CARLA), poll, "No reply")
    act(polls.forget, scene(BRUNO))
    assert close(act, poll).disguises == {"No reply": 1}


def test_who_is_forgotten_is_in_no_poll_s_words(act: Act) -> None:
    setup = of_own_options("Was José right, or Ana?", ["José was", "ana-maria was", "Neither"])
    place = replace(OPEN_PLACE, quote="Ask josé about it.", quoted=CARLA)
    poll = open_poll(act, setup, place=place)
    about_it = open_poll(act, setup, "form-2", place=replace(place, quoted=BRUNO))
    act(polls.forget, scene(BRUNO), ["José", "José da Silva"])
    found = shown(act, poll)
    assert found.setup.question == "Was a teammate right, or Ana?"
    assert [each.label for each in found.setup.options] == ["a teammate was", "ana-maria was", "Neither"]
    assert found.quote == "Ask a teammate about it."
    assert shown(act, about_it).quote is None
