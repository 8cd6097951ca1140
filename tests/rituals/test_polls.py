"""Polls: opened, voted on, kept as drafts, and what a trend is told of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from rituals import polls, posts
from rituals.catalog import Catalog, Framework, Tone
from rituals.errors import AlreadyPast, Gone, NotYourPoll, OptionsFixed
from rituals.polls import BadOptions, Results, Setup, UnknownOption, of_framework, of_own_options
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act
from tests.rituals.polling import (
    HOUR,
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

# --- opening ---


def test_a_form_sent_twice_opens_one_poll(act: Act, shadowy: Setup) -> None:
    assert open_poll(act, shadowy) == open_poll(act, shadowy)
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert (claimed.kind, claimed.channel) == (polls.CARD, SUPPORT)


def test_a_poll_with_a_shadow_is_anonymous_and_one_without_is_not(human: Framework) -> None:
    bright = replace(human, mindsets=tuple(replace(m, tone=Tone.ASPIRE) for m in human.mindsets))
    assert of_framework(human).anonymous
    assert not of_framework(bright).anonymous
    assert of_framework(human, anonymous=False).anonymous
    assert of_framework(bright, anonymous=True).anonymous


def test_a_poll_that_is_a_ritual_lasts_a_working_day(human: Framework) -> None:
    assert of_framework(human).lasts == timedelta(hours=8)


def test_a_poll_can_stand_in_the_thread_of_somebodys_message(act: Act, lunch: Setup) -> None:
    place = replace(OPEN_PLACE, thread_ts="1.0")
    open_poll(act, lunch, place=place)
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert claimed.thread == "1.0"


def test_a_poll_that_would_be_over_already_is_refused(act: Act, lunch: Setup) -> None:
    with pytest.raises(AlreadyPast):
        open_poll(act, lunch, closes_at=NOW)


def test_a_setup_comes_back_from_the_database_as_it_was(act: Act, lunch: Setup) -> None:
    wish = replace(lunch, several=True, adding=True, results=Results.AFTER_VOTE, touchpoint="Billing")
    wish = replace(wish, anonymous=True, lasts=timedelta(minutes=90))
    assert shown(act, open_poll(act, wish)).setup == wish


def test_a_poll_has_an_honest_middle_ahead_of_the_shadow(catalog: Catalog) -> None:
    offered = [[option.key for option in of_framework(school).options] for school in catalog]
    assert offered == [
        ["let_them_help", "fantasy_world", "rulebook_away", "middle", "know_it_all"],
        ["human", "middle", "in_role"],
        ["learn", "teach", "middle", "get_lost"],
        ["by_choice", "middle", "have_to"],
        # Getting there is in the middle by itself.
        ["all_in", "getting_there", "motions"],
    ]


# --- voting ---


def test_where_names_are_no_secret_every_vote_shows_at_once_with_its_name(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    assert counts(act, poll) is None
    vote(act, poll, BRUNO, "own-1")
    found = shown(act, poll)
    assert found.tally is not None
    assert dict(found.tally.votes) == {"own-1": 1, "own-2": 0, "own-3": 0}
    assert found.names["own-1"] == (BRUNO,)


def test_a_vote_can_be_changed_and_withdrawn(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    assert vote(act, poll, BRUNO, "own-1") == ("own-1",)
    assert vote(act, poll, BRUNO, "own-2") == ("own-2",)
    assert counts(act, poll) == {"own-1": 0, "own-2": 1, "own-3": 0}
    assert vote(act, poll, BRUNO, "own-2") == ()
    assert (counts(act, poll), shown(act, poll).voters) == (None, 0)


def test_of_several_choices_each_counts_and_the_voter_counts_once(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, several=True))
    assert vote(act, poll, BRUNO, "own-1") == ("own-1",)
    assert vote(act, poll, BRUNO, "own-3") == ("own-1", "own-3")
    vote(act, poll, CARLA, "own-3")
    found = shown(act, poll)
    assert found.tally is not None
    assert (dict(found.tally.votes), found.tally.voters) == ({"own-1": 1, "own-2": 0, "own-3": 2}, 2)
    assert vote(act, poll, BRUNO, "own-1") == ("own-3",)


def test_a_vote_for_what_is_not_offered_is_refused(act: Act, lunch: Setup) -> None:
    with pytest.raises(UnknownOption):
        vote(act, open_poll(act, lunch), BRUNO, "own-9")


def test_a_poll_of_another_workspace_is_gone(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    for press in (
        lambda: act(polls.shown, elsewhere().workspace, poll),
        lambda: act(polls.vote, elsewhere(), poll, HUMAN),
        lambda: act(polls.my_vote, elsewhere(), poll),
        lambda: act(polls.close, elsewhere(), poll, admin=True),
        lambda: act(polls.remove, elsewhere(), poll, admin=True),
    ):
        with pytest.raises(Gone):
            press()


def test_my_vote_is_known_to_me_until_an_anonymous_poll_closes(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    vote(act, poll, BRUNO, IN_ROLE)
    mine, others = (act(polls.my_vote, scene(person), poll) for person in (BRUNO, CARLA))
    assert mine is not None and mine.choices == (IN_ROLE,)
    assert others is not None and others.choices == ()
    close(act, poll)
    assert act(polls.my_vote, scene(BRUNO), poll) is None


def test_anybody_may_add_an_option_where_the_maker_lets_them(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, adding=True))
    vote(act, poll, BRUNO, "own-1")
    act(polls.add_option, scene(DORA), poll, "  Slept  ")
    vote(act, poll, CARLA, "own-4")
    assert counts(act, poll) == {"own-1": 1, "own-2": 0, "own-3": 0, "own-4": 1}
    assert shown(act, poll).setup.options[-1].label == "Slept"
    for label in ("slept", "", "x" * 71):
        with pytest.raises(BadOptions):
            act(polls.add_option, scene(DORA), poll, label)
    with pytest.raises(OptionsFixed):
        act(polls.add_option, scene(DORA), open_poll(act, lunch, "form-2"), "Slept")


# --- drafts ---


def test_a_draft_waits_in_a_direct_message_until_it_is_started_or_dropped(act: Act, lunch: Setup) -> None:
    written = {"question": "Lunch?", "framework": "own", "options": "a\nb"}
    act(polls.keep_draft, scene(ANA), written, "form-1")
    act(polls.keep_draft, scene(ANA), written, "form-1")
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert (claimed.kind, claimed.channel) == (polls.DRAFT_CARD, ANA)
    draft = act(polls.draft, HARBOUR, claimed.subject)
    act(polls.keep_draft, scene(ANA), written | {"question": "Dinner?"}, "form-2", draft.id)
    assert act(polls.draft, HARBOUR, draft.id).written["question"] == "Dinner?"
    with pytest.raises(NotYourPoll):
        act(polls.drop_draft, scene(BRUNO), draft.id)
    about = {"closes_at": None, "key": b"key", "request": "form-3", "known": draft.id}
    act(polls.start, scene(ANA), lunch, OPEN_PLACE, **about)
    with pytest.raises(Gone):
        act(polls.draft, HARBOUR, draft.id)


def test_a_draft_is_forgotten_after_a_month(act: Act) -> None:
    act(polls.keep_draft, scene(ANA), {"question": "Lunch?"}, "form-1")
    month = timedelta(days=30)
    act(polls.purge_drafts, NOW + month)
    assert act(lambda db: db.scalars(select(polls.records.PollDraft)).one())
    act(polls.purge_drafts, NOW + month + timedelta(seconds=1))
    assert act(lambda db: list(db.scalars(select(polls.records.PollDraft)))) == []
    assert not act(lambda db: db.scalars(select(posts.records.Post.wanted)).one())


# --- results, for trends ---


def test_results_are_those_that_were_shown(act: Act, shadowy: Setup, lunch: Setup) -> None:
    for number, votes in enumerate([4, 2]):
        poll = open_poll(act, replace(shadowy, touchpoint="Billing"), f"form-{number}")
        all_vote(act, poll, *[HUMAN] * votes)
    all_vote(act, open_poll(act, lunch, "own"), *["own-1"] * 4)
    close(act, poll)
    [result] = act(polls.results, HARBOUR, NOW)
    assert (result.framework, result.touchpoint, result.open) == ("be_human", "Billing", True)
    assert (result.voters, dict(result.votes)) == (4, {HUMAN: 4, IN_ROLE: 0})
    assert act(polls.results, HARBOUR, NOW + 2 * HOUR) == []
    assert act(polls.results, elsewhere().workspace, NOW) == []


def test_a_poll_s_options_are_two_to_ten_short_and_each_another_one() -> None:
    for labels in (["one"], [str(n) for n in range(11)], ["a", "A"], ["x" * 71, "b"], ["", "a"]):
        with pytest.raises(BadOptions):
            of_own_options("?", labels)
    assert [o.label for o in of_own_options("?", [" a  b ", "", "c"]).options] == ["a b", "c"]
