"""What nobody can see is no option, no story and no nomination; what looks the same is the same."""

import pytest

from rituals import polls, stories, workspaces
from rituals.errors import TooShort
from rituals.nominations.rules import names_a_moment, wishes_of
from rituals.polls import BadOptions
from rituals.stories import Kind, Telling
from rituals.workspaces import Settings
from tests.cast import ANA, KUDOS, scene
from tests.databases import Act

NOTHING = "\u200b\u2060\u3164" * 10


def test_options_that_nobody_can_see_are_none() -> None:
    assert polls.of_own_options("Tea?", ["Mint", NOTHING, "Black"]).options[1].label == "Black"
    with pytest.raises(BadOptions):
        polls.of_own_options("Tea?", ["Mint", NOTHING])


@pytest.mark.parametrize("twin", ["Mint\u200b", "\u2060mint", "Ｍint", "Mi\u00adnt"])
def test_options_that_look_the_same_are_the_same(twin: str) -> None:
    with pytest.raises(BadOptions):
        polls.of_own_options("Tea?", ["Mint", twin])


def test_a_family_of_people_is_seen() -> None:
    family, couple = "\U0001f468\u200d\U0001f467", "\U0001f468\u200d\U0001f468"
    assert len(polls.of_own_options("Who?", [family, couple]).options) == 2


@pytest.mark.parametrize("text", [NOTHING, f"She{NOTHING}", f"Hi {NOTHING} there"])
def test_a_story_that_nobody_can_see_is_none(act: Act, text: str) -> None:
    act(stories.set_feed, scene(), KUDOS)
    with pytest.raises(TooShort):
        act(stories.tell, scene(ANA), Telling(text), request="form-1")


# --- emoji with several names


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("thumbsup", "+1"),
        ("+1", "thumbsup"),
        ("thumbsup", "+1::skin-tone-3"),
        ("punch", "facepunch"),
        ("collision", "boom"),
        ("our_logo", "our_logo"),
    ],
)
def test_a_setting_takes_any_name_of_an_emoji(act: Act, chosen: str, told: str) -> None:
    act(workspaces.change_settings, scene(), Settings(emoji={chosen: "proactive_save"}))
    emoji = act(workspaces.settings, scene()).emoji
    assert names_a_moment(told, emoji)
    assert wishes_of(told, emoji).kind is Kind.PROACTIVE_SAVE
    assert not names_a_moment("-1", emoji)
