"""Tips: who decides on words that a workflow suggests, and for how long they are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from rituals import stories, tips
from rituals.errors import NotYourTip, TooShort
from rituals.ids import TipId
from rituals.scene import NOBODY
from rituals.stories import Telling
from rituals.tips import TipState
from rituals.tips.records import TipRow
from tests.cast import ANA, BRUNO, CARLA, HARBOUR, NOW, scene
from tests.databases import Act

WORDS = "She stayed with me for an hour and found the parcel."
OURS = Telling("A customer wrote to say that I had found her parcel.")
TIP = TipId(1)


def state(act: Act) -> tuple[TipState, str]:
    tip = act(tips.tip, HARBOUR, TIP)
    return tip.state, tip.text


def test_a_step_that_comes_twice_makes_one_tip(act: Act) -> None:
    act(tips.suggest, scene(), WORDS, None, BRUNO, request="step:1")
    act(tips.suggest, scene(), WORDS, None, BRUNO, request="step:1")
    act(tips.suggest, scene(), WORDS, None, BRUNO, request="step:2")
    first, second = act(lambda db: db.scalars(select(TipRow.id).order_by(TipRow.id)).all())
    assert act(tips.tip, HARBOUR, TipId(second)).text == WORDS
    assert first == TIP


def test_once_it_is_told_the_story_has_the_words_and_the_tip_has_none(act: Act) -> None:
    act(tips.suggest, scene(), WORDS, "a bakery", BRUNO, request="step:1")
    told = act(tips.tell, scene(BRUNO), TIP, OURS, request="form-1")
    assert act(tips.tell, scene(BRUNO), TIP, OURS, request="form-1").id == told.id
    assert told.text == OURS.text
    tip = act(tips.tip, HARBOUR, TIP)
    assert (tip.state, tip.text, tip.customer, tip.decided_by) == ("told", "", None, BRUNO)


def test_words_too_few_for_a_story_leave_the_tip_as_it_was(act: Act) -> None:
    act(tips.suggest, scene(), WORDS, None, BRUNO, request="step:1")
    with pytest.raises(TooShort):
        act(tips.tell, scene(BRUNO), TIP, Telling("No."), request="form-1")
    assert state(act) == ("waiting", WORDS)


def test_only_the_person_who_is_asked_says_no(act: Act) -> None:
    act(tips.suggest, scene(), WORDS, None, BRUNO, request="step:1")
    with pytest.raises(NotYourTip):
        act(tips.decline, scene(CARLA), TIP)
    act(tips.tell, scene(CARLA), TIP, OURS, request="form-1")
    assert state(act) == ("waiting", WORDS)
    act(tips.decline, scene(BRUNO), TIP)
    assert state(act) == ("declined", "")


def test_of_several_who_are_asked_the_first_decides_and_nobody_who_writes_is_stopped(act: Act) -> None:
    act(tips.suggest, scene(), WORDS, None, NOBODY, request="step:1")
    act(tips.decline, scene(ANA), TIP)
    told = act(tips.tell, scene(CARLA), TIP, OURS, request="form-1")
    assert [each.id for each in act(stories.page, scene()).stories] == [told.id]
    assert act(tips.tip, HARBOUR, TIP).decided_by == ANA


def test_after_a_week_without_an_answer_the_words_are_forgotten(act: Act) -> None:
    act(tips.suggest, scene(), WORDS, None, BRUNO, request="step:1")
    assert act(tips.lapse, NOW + timedelta(days=6, hours=23), 9) == 0
    assert act(tips.lapse, NOW + timedelta(days=7, seconds=1), 9) == 1
    assert state(act) == ("lapsed", "")
