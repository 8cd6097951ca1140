"""Presses on one thing that wait at the same time share a transaction, and each does what it would alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from rituals import answers, polls, stories
from rituals.answers import AnswerPress, Given
from rituals.catalog import Catalog
from rituals.errors import Gone, PollClosed, TooShort
from rituals.ids import AnswerId, DrawId, PersonId
from rituals.polls import Results, UnknownOption, VotePress, of_framework, of_own_options
from rituals.posts.records import Post
from rituals.stories import StoryPress
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUMMIT, scene
from tests.databases import Act
from tests.rituals.answering import FIVE, MINUTE, NINE, beat, drawn, replies, says
from tests.rituals.polling import HUMAN, counts, open_poll
from tests.rituals.telling import shown, tell

MANY = [PersonId(f"U0MANY{number:02}") for number in range(27)]


def given(draw: DrawId, person: PersonId, text: str = "Tea.") -> Given:
    return Given(scene(person, NINE + MINUTE), draw, text)


def plans(act: Act) -> int:
    """How many game plans were wanted in all."""
    return act(lambda db: db.scalar(select(func.count()).where(Post.kind == "game_plan")) or 0)


def test_a_poll_counts_all_who_vote_at_the_same_time(act: Act) -> None:
    poll = open_poll(act, of_own_options("Lunch?", ["Soup", "Rice"], results=Results.LIVE))
    soup, rice = "own-1", "own-2"
    chosen = [(ANA, soup), (BRUNO, rice), (CARLA, soup), (ANA, rice), (DORA, soup), (DORA, soup)]
    votes = act(polls.vote_each, [VotePress(scene(who), poll, option) for who, option in chosen])
    # Ana changes hers, and Dora takes hers back.
    said = [vote.choices for vote in votes]
    assert said == [(soup,), (rice,), (soup,), (rice,), (soup,), ()]
    assert counts(act, poll) == {soup: 1, rice: 2}
    assert act(polls.shown, HARBOUR, poll).voters == 3


def test_a_double_click_counts_once_also_where_both_clicks_wait(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("be_human")))
    clicks = [VotePress(scene(ANA), poll, HUMAN, NOW + timedelta(seconds=each)) for each in (0, 0.3)]
    assert [vote.choices for vote in act(polls.vote_each, clicks)] == [(HUMAN,), (HUMAN,)]
    story = tell(act).id
    cheers = [StoryPress(scene(BRUNO), story, NOW + timedelta(seconds=each)) for each in (0, 0.3, 5)]
    assert act(stories.cheer_each, cheers) == [True, True, False]


def test_one_press_that_may_not_be_changes_nothing(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("be_human")))
    fine = VotePress(scene(ANA), poll, HUMAN)
    late = VotePress(scene(BRUNO, NOW + timedelta(days=9)), poll, HUMAN)
    for other, error in ((VotePress(scene(BRUNO), poll, "none"), UnknownOption), (late, PollClosed)):
        with pytest.raises(error):
            act(polls.vote_each, [fine, other])
    assert act(polls.shown, HARBOUR, poll).voters == 0
    with pytest.raises(Gone):
        act(polls.vote_each, [VotePress(scene(ANA, workspace=SUMMIT), poll, HUMAN)])


def test_a_story_has_all_cheers_that_come_at_the_same_time(act: Act) -> None:
    story = tell(act).id
    act(stories.cheer, scene(CARLA), story)
    presses = [StoryPress(scene(who), story) for who in (BRUNO, CARLA, DORA)]
    assert act(stories.cheer_each, presses) == [True, False, True]
    assert set(shown(act, story).cheered_by) == {BRUNO, DORA}


def test_answers_at_the_same_time_stand_in_order_and_share_replies(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog)
    act(answers.answer_each, [given(draw, who, f"Tea, says {who}.") for who in MANY])
    shown = replies(act)
    assert [text for reply in shown for _, text in reply] == [f"Tea, says {who}." for who in MANY]
    assert len(shown) < 5
    assert act(answers.standing, HARBOUR, draw).count == 27


def test_of_somebody_who_answers_twice_at_once_the_later_one_counts(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog)
    says(act, draw, BRUNO, "Coffee.")
    sent = [given(draw, ANA, "Tea."), given(draw, BRUNO, "Soup."), given(draw, ANA, "No, water.")]
    act(answers.answer_each, sent)
    assert sorted(each for reply in replies(act) for each in reply) == [(ANA, "No, water."), (BRUNO, "Soup.")]


def test_an_empty_answer_is_refused_and_takes_nothing_along(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog)
    with pytest.raises(TooShort):
        act(answers.answer_each, [given(draw, ANA), given(draw, BRUNO, "  ")])
    assert act(answers.standing, HARBOUR, draw).count == 0


def test_sealed_answers_at_the_same_time_appear_once_enough_are_in(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog, together=3)
    act(answers.answer_each, [given(draw, who) for who in (ANA, BRUNO)])
    assert replies(act) == []
    act(answers.answer_each, [given(draw, who) for who in (CARLA, DORA)])
    assert [who for reply in replies(act) for who, _ in reply] == [ANA, BRUNO, CARLA, DORA]


def test_people_who_answer_at_the_same_time_bring_the_game_plan_once(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog, game_plan_after=2)
    act(answers.answer_each, [given(draw, who) for who in (ANA, BRUNO, CARLA)])
    assert plans(act) == 1
    beat(act, catalog, FIVE)
    assert plans(act) == 1


def test_an_answer_has_all_cheers_that_come_at_the_same_time(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog)
    says(act, draw, ANA)
    presses = [AnswerPress(scene(who), AnswerId(1)) for who in (BRUNO, CARLA, BRUNO)]
    assert act(answers.cheer_each, presses) == [True, True, False]
