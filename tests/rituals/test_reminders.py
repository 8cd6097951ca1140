"""Mechanic 1: who was helped by a customer is asked once, gently, whether the customer was thanked."""

from datetime import timedelta

import pytest

from rituals import agenda, stories, workspaces
from rituals.catalog import Catalog
from rituals.errors import ThankedAlready
from rituals.ids import StoryId
from rituals.stories import Credited, Kind, Telling
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, scene
from tests.databases import Act
from tests.rituals.telling import DAY, MINUTE, posts_of, tell, telling, wanted

THREE_DAYS = 3 * DAY


def asked(act: Act, after: timedelta = THREE_DAYS) -> list[tuple[str, int]]:
    """Whom the bot has asked by then, and about which story."""
    act(stories.remind_due, NOW + after, 100)
    return [(post.channel, post.subject) for post in wanted(act, stories.THANKS_ASK)]


def test_the_teller_is_asked_after_three_days_and_not_before(act: Act) -> None:
    story = tell(act).id
    assert asked(act, THREE_DAYS - MINUTE) == []
    assert asked(act, THREE_DAYS) == [(ANA, story)]


def test_once_is_enough(act: Act) -> None:
    story = tell(act).id
    asked(act)
    [post] = posts_of(act, stories.THANKS_ASK)
    assert asked(act, 9 * DAY) == [(ANA, story)]
    assert [each.wanted_version for each in posts_of(act, stories.THANKS_ASK)] == [post.wanted_version]


def test_the_heartbeat_does_it(act: Act, catalog: Catalog) -> None:
    story = tell(act).id
    act(agenda.run_due, NOW + THREE_DAYS, catalog, b"chance")
    assert [post.subject for post in wanted(act, stories.THANKS_ASK)] == [story]


def test_who_has_thanked_is_not_asked(act: Act) -> None:
    tell(act, "form-1", thanked="With a cake.")
    later, edited = (tell(act, f"form-{number}", after=number * MINUTE).id for number in (2, 3))
    act(stories.thank, scene(BRUNO), later, "With a card.")
    act(stories.edit, scene(ANA), edited, telling(thanked="With a song."))
    assert asked(act, 9 * DAY) == []


def test_thanking_takes_the_question_back(act: Act) -> None:
    story = tell(act).id
    asked(act)
    act(stories.thank, scene(ANA), story, "With a cake.")
    assert wanted(act, stories.THANKS_ASK) == []


@pytest.mark.parametrize("kind", [Kind.GREAT_HUMAN_MOMENT, Kind.PROACTIVE_SAVE])
def test_only_help_of_a_customer_asks_for_thanks(act: Act, kind: Kind) -> None:
    tell(act, kind=kind)
    assert asked(act, 9 * DAY) == []


def test_who_wants_no_notes_is_not_asked_and_not_later_either(act: Act) -> None:
    tell(act)
    act(workspaces.want_notes, scene(ANA), False)
    assert asked(act) == []
    act(workspaces.want_notes, scene(ANA), True)
    assert asked(act, 9 * DAY) == []


def test_a_story_that_was_taken_down_asks_for_nothing(act: Act) -> None:
    before, after = tell(act, "form-1").id, tell(act, "form-2", after=MINUTE).id
    act(stories.take_down, scene(ANA), before)
    assert asked(act, 4 * DAY) == [(ANA, after)]
    act(stories.take_down, scene(ANA), StoryId(after))
    assert wanted(act, stories.THANKS_ASK) == []


def test_nobody_is_asked_about_what_was_told_before_the_bot_came(act: Act) -> None:
    old = Telling(text="A baker showed us our own form.", kind=Kind.CUSTOMER_HELPED_US)
    act(stories.bring_in, scene(CARLA), old, ANA, NOW - 90 * DAY, "row-1")
    assert asked(act, 9 * DAY) == []


def test_the_first_to_say_how_has_said_it_and_only_the_people_of_the_story_change_that(act: Act) -> None:
    story = tell(act, "form-1", credits=(Credited(CARLA),)).id
    act(stories.thank, scene(BRUNO), story, " \u200b ")
    assert act(stories.told, HARBOUR, story).telling.thanked is None
    act(stories.thank, scene(BRUNO), story, "With a cake.")
    for person in (BRUNO, DORA):
        for words in ("With a card.", ""):
            with pytest.raises(ThankedAlready):
                act(stories.thank, scene(person), story, words)
    assert act(stories.told, HARBOUR, story).telling.thanked == "With a cake."
    for person in (CARLA, ANA):
        act(stories.thank, scene(person), story, "With a song.")
        act(stories.thank, scene(person), story, " ")
    assert act(stories.told, HARBOUR, story).telling.thanked == "With a song."
