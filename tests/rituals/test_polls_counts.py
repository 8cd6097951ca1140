"""What may be seen of a poll: in steps that give nobody away, and of who voted nothing after it closed."""

from dataclasses import replace
from datetime import timedelta
from itertools import count, islice

import pytest
from sqlalchemy import Engine, select

from rituals import polls, posts, workspaces
from rituals.catalog import Catalog, Framework
from rituals.errors import NotYourPoll, PollClosed, StaysClosed, VoteFirst
from rituals.ids import PersonId
from rituals.polls import Results, Setup, of_framework
from rituals.polls.records import Poll, Vote
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUPPORT, scene
from tests.databases import Act
from tests.rituals.polling import (
    CROWD,
    EMIL,
    GUS,
    HOUR,
    HUGO,
    HUMAN,
    IN_ROLE,
    all_vote,
    close,
    counts,
    open_poll,
    shown,
    vote,
)

# --- what may be seen meanwhile ---


def test_an_anonymous_count_is_shown_once_a_second_step_is_full(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, IN_ROLE, HUMAN, IN_ROLE, IN_ROLE)
    assert (counts(act, poll), shown(act, poll).voters) == (None, 5)
    vote(act, poll, GUS, IN_ROLE)
    assert counts(act, poll) == {HUMAN: 2, IN_ROLE: 1}


def test_when_a_step_is_full_the_votes_of_all_others_are_not_read_again(
    sqlite_engine: Engine, shadowy: Setup
) -> None:
    act = Act(sqlite_engine)
    poll = open_poll(act, shadowy)
    newcomers = (PersonId(f"U{number}") for number in count())

    def work_of(votes: int) -> int:
        """Steps of SQLite's machine for so many people's votes, in hundreds."""
        steps = count()
        with sqlite_engine.connect() as connection:
            connection.connection.driver_connection.set_progress_handler(lambda: next(steps) < 0, 100)  # type: ignore[union-attr]
        for person in islice(newcomers, votes):
            vote(act, poll, person)
        return next(steps)

    few, _, many = work_of(30), work_of(300), work_of(30)
    assert many < few * 2


def test_one_person_who_changes_their_mind_again_and_again_moves_nothing(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 6)
    before = counts(act, poll)
    for _ in range(9):
        vote(act, poll, BRUNO, IN_ROLE)
        assert counts(act, poll) == before


def test_those_who_took_their_first_vote_back_hide_nobody(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE)
    for person in (GUS, HUGO, GUS, HUGO):
        vote(act, poll, person)
    for person in (ANA, *CROWD[:2]):
        vote(act, poll, person)
    assert counts(act, poll) == {HUMAN: 3, IN_ROLE: 0}, "the next picture would be of Fay alone"
    for person in CROWD[2:5]:
        vote(act, poll, person)
    assert counts(act, poll) == {HUMAN: 6, IN_ROLE: 1}


def test_nothing_is_shown_before_the_end_if_the_maker_wants_it_so(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, results=Results.CLOSED))
    all_vote(act, poll, "own-1", "own-1")
    assert shown(act, poll).tally is None
    assert shown(act, poll).names == {}
    assert act(polls.after_vote, HARBOUR, poll)[0] is None
    assert close(act, poll).tally is not None


def test_after_one_s_own_vote_one_sees_what_the_channel_does_not(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, results=Results.AFTER_VOTE))
    vote(act, poll, BRUNO, "own-1")
    assert shown(act, poll).tally is None
    seen, *_ = act(polls.after_vote, HARBOUR, poll)
    assert seen is not None and seen.votes["own-1"] == 1


def test_a_shadow_is_anonymous_and_needs_enough_voters_whatever_was_wished(
    act: Act, human: Framework
) -> None:
    # As a ritual may keep it from the time when its maker could choose.
    poll = open_poll(act, replace(of_framework(human), anonymous=False))
    all_vote(act, poll, HUMAN, HUMAN)
    assert shown(act, poll).anonymous
    assert (close(act, poll).tally, shown(act, poll).names) == (None, {})


def test_the_minimum_is_that_of_the_moment_when_the_poll_was_opened(act: Act, shadowy: Setup) -> None:
    five = replace(workspaces.Settings(), minimum_voters=5)
    act(workspaces.change_settings, scene(ANA), five)
    poll = open_poll(act, shadowy)
    act(workspaces.change_settings, scene(ANA), workspaces.Settings())
    all_vote(act, poll, *[HUMAN] * 4)
    assert close(act, poll).tally is None


# --- closing ---


def test_when_its_time_is_over_a_vote_is_refused_whoever_closes_it(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    with pytest.raises(PollClosed):
        act(polls.vote, scene(BRUNO, NOW + HOUR), poll, HUMAN)
    assert not shown(act, poll).closed
    assert act(polls.close_due, NOW + HOUR, 10) == 1
    assert act(polls.close_due, NOW + HOUR, 10) == 0
    with pytest.raises(PollClosed):
        act(polls.vote, scene(BRUNO, NOW), poll, HUMAN)


def test_the_result_counts_every_vote_of_an_anonymous_poll(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE, IN_ROLE, IN_ROLE, IN_ROLE)
    result = close(act, poll)
    assert result.tally is not None
    assert (dict(result.tally.votes), result.tally.voters) == ({HUMAN: 3, IN_ROLE: 4}, 7)


def test_at_the_close_a_vote_that_no_other_hides_is_left_out(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE)
    for person in (GUS, HUGO, GUS, HUGO):
        vote(act, poll, person)
    result = close(act, poll)
    assert result.tally is not None
    assert (dict(result.tally.votes), result.tally.voters) == ({HUMAN: 3, IN_ROLE: 0}, 3)
    assert result.voters == 4


def test_what_nobody_has_seen_before_is_never_left_out(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, replace(shadowy, results=Results.CLOSED))
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE)
    for person in (GUS, HUGO, GUS, HUGO):
        vote(act, poll, person)
    result = close(act, poll)
    assert result.tally is not None
    assert dict(result.tally.votes) == {HUMAN: 3, IN_ROLE: 1}


def test_after_closing_an_anonymous_poll_only_the_counts_are_left(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 4)
    close(act, poll)
    assert act(lambda db: list(db.scalars(select(Vote)))) == []
    assert act(lambda db: db.scalars(select(Poll.key)).one()) is None


def test_of_a_result_that_is_too_small_not_even_the_counts_are_left(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, IN_ROLE)
    result = close(act, poll)
    assert (result.tally, result.voters) == (None, 2)
    assert act(lambda db: db.scalars(select(Poll.shown)).one()) == {}
    assert act(polls.results, HARBOUR, NOW) == []


def test_a_poll_without_a_time_stays_open_until_its_maker_closes_it(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch, closes_at=None)
    assert act(polls.close_due, NOW + timedelta(days=365), 10) == 0
    with pytest.raises(NotYourPoll):
        act(polls.close, scene(BRUNO), poll)
    act(polls.close, scene(ANA), poll)
    with pytest.raises(PollClosed):
        vote(act, poll, BRUNO, "own-1")
    assert act(polls.close_due, NOW, 10) == 1


def test_a_poll_with_names_can_be_opened_again_within_a_day(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    close(act, poll)
    later = NOW + HOUR + timedelta(days=1)
    with pytest.raises(NotYourPoll):
        act(polls.reopen, scene(BRUNO, later), poll, None)
    with pytest.raises(StaysClosed):
        act(polls.reopen, scene(ANA, later + timedelta(seconds=1)), poll, None)
    act(polls.reopen, scene(ANA, later), poll, later + HOUR)
    assert act(polls.vote, scene(CARLA, later), poll, "own-1").choices == ("own-1",)
    assert counts(act, poll) == {"own-1": 2, "own-2": 0, "own-3": 0}


def test_an_anonymous_poll_stays_closed(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    close(act, poll)
    with pytest.raises(StaysClosed):
        act(polls.reopen, scene(ANA, NOW + HOUR), poll, None)


def test_the_result_of_a_closed_poll_is_told_in_its_thread(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 3)
    close(act, poll)
    told = act(lambda db: [(p.kind, p.thread_of, p.channel) for p in db.scalars(select(posts.records.Post))])
    assert (polls.RESULT, f"poll:{poll}", SUPPORT) in told


def test_disguises_are_counted_with_the_result_and_not_before(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("learn_teach_getlost")))
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person, "get_lost")
    act(polls.disguise, scene(BRUNO), poll, "A long hold")
    act(polls.disguise, scene(CARLA), poll, "A long hold")
    assert shown(act, poll).disguises == {}
    with pytest.raises(VoteFirst):
        act(polls.disguise, scene(EMIL), poll, "A long hold")
    assert close(act, poll).disguises == {"A long hold": 2}


def test_a_disguise_goes_with_the_vote_that_it_was_of(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("learn_teach_getlost")))
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person, "get_lost")
    act(polls.disguise, scene(BRUNO), poll, "A long hold")
    vote(act, poll, BRUNO, "teach")
    assert close(act, poll).disguises == {}
