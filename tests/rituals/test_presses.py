"""Two presses within a moment are one: a double click takes nothing back, and brings nothing back either."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from rituals import erasure, polls, saves, stories
from rituals.catalog import Catalog
from rituals.errors import SettledAlready
from rituals.ids import PersonId, PollId
from rituals.polls import of_framework
from rituals.stories import Kind
from rituals.workspaces.records import LastPress
from tests.cast import ANA, BRUNO, CARLA, HARBOUR, NOW, scene
from tests.databases import Act
from tests.rituals.polling import open_poll
from tests.rituals.telling import tell

HOURS = timedelta(hours=1)


def after(seconds: float) -> datetime:
    """By Slack's clock, which need not be ours."""
    return NOW + HOURS * 5 + timedelta(seconds=seconds)


def test_a_cheer_pressed_twice_within_a_moment_stays_and_later_goes(act: Act) -> None:
    story = tell(act).id

    def cheer(by: PersonId, seconds: float) -> bool:
        return act(stories.cheer, scene(by), story, after(seconds))

    assert cheer(BRUNO, 0)
    assert cheer(BRUNO, 0.3)
    # Somebody else's is another press.
    assert cheer(CARLA, 0.4)
    # Once more, impatiently: it is the same click still.
    assert cheer(BRUNO, 2)
    assert not cheer(BRUNO, 10)
    # Removed with a double click, it stays removed; and Slack may tell of the second press first.
    assert not cheer(BRUNO, 9.8)
    # Two seconds are a moment, and not more.
    assert cheer(BRUNO, 12.1)


def test_a_vote_pressed_twice_within_a_moment_stays_and_later_goes(act: Act, catalog: Catalog) -> None:
    for framework, request in (("be_human", "of names"), ("by_choice", "of none")):
        poll = open_poll(act, of_framework(catalog.framework(framework)), request)
        first, second, *_ = [option.key for option in act(polls.shown, scene().workspace, poll).setup.options]

        def press(choice: str, seconds: float, poll: PollId = poll) -> tuple[str, ...]:
            return act(polls.vote, scene(BRUNO), poll, choice, after(seconds)).choices

        assert press(first, 0) == (first,)
        assert press(first, 0.5) == (first,)
        # Another option is another press, and so is the first one after it.
        assert press(second, 1) == (second,)
        assert press(first, 1.5) == (first,)
        assert press(first, 5) == ()
        assert press(first, 5.2) == ()
        assert press(first, 9) == (first,)


def test_two_who_say_at_one_moment_that_a_save_is_done_are_told_who_was_first(act: Act) -> None:
    story = tell(act, kind=Kind.PROACTIVE_SAVE).id
    act(saves.finish, scene(BRUNO), story, after(0))
    # A double click is no wish of its own.
    act(saves.finish, scene(BRUNO), story, after(1))
    for person, moment in ((BRUNO, 30), (ANA, 0.5)):
        with pytest.raises(SettledAlready):
            act(saves.finish, scene(person), story, after(moment))
    save = act(saves.told, HARBOUR, story)
    assert (save.done, save.owner) == (True, BRUNO)


def test_what_was_pressed_names_nobody_and_is_gone_within_two_hours(act: Act) -> None:
    story = tell(act).id
    act(stories.cheer, scene(BRUNO), story, NOW)
    [row] = act(lambda db: list(db.scalars(select(LastPress))))
    assert BRUNO not in f"{row.place} {row.what}"
    act(erasure.purge, NOW + 2 * HOURS)
    assert act(lambda db: list(db.scalars(select(LastPress)))) == []


def test_whoever_is_forgotten_has_pressed_nothing(act: Act) -> None:
    act(stories.cheer, scene(BRUNO), tell(act).id, NOW)
    act(erasure.forget_me, scene(BRUNO), [])
    assert act(lambda db: list(db.scalars(select(LastPress)))) == []
