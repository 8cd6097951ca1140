"""What was written to somebody about a story, once the story changes or is gone."""

from dataclasses import replace

from rituals import erasure, nominations, stories
from rituals.ids import NominatedId
from rituals.nominations import NominationWishes, Reaction, SeenMessage
from rituals.stories import Voice
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, SUPPORT, scene
from tests.databases import Act
from tests.rituals.telling import posts_of, tell, telling, told, wanted

SAID = SeenMessage(ANA, "I stayed on the line.", "https://slack/1", open=True)
WHY = NominationWishes(lines=(Voice(BRUNO, "She paid his taxi."),))


def nominate(act: Act, message: SeenMessage = SAID) -> NominatedId:
    """Bruno points at Ana's words, and says why."""
    reaction = Reaction(SUPPORT, "1772440000.000100", BRUNO, "", "1772441000.000000")
    ask = act(nominations.nominate, scene(BRUNO), reaction, message, WHY)
    assert ask is not None
    return ask.id


def versions(act: Act, kind: str) -> list[int]:
    return [post.wanted_version for post in wanted(act, kind)]


def test_the_note_to_an_author_loses_the_line_of_who_was_forgotten(act: Act) -> None:
    nominate(act)
    [before] = versions(act, stories.AUTHOR_NOTE)
    act(erasure.forget_me, scene(BRUNO), ["Bruno Costa"])
    [after] = versions(act, stories.AUTHOR_NOTE)
    assert after > before
    assert [story.lines for story in told(act)] == [()]


def test_the_question_to_an_author_loses_the_line_and_the_name_of_who_was_forgotten(act: Act) -> None:
    message = nominate(act, replace(SAID, open=False))
    [before] = versions(act, nominations.CONSENT_ASK)
    act(erasure.forget_me, scene(BRUNO), ["Bruno Costa"])
    [after] = versions(act, nominations.CONSENT_ASK)
    assert after > before
    assert act(nominations.ask, HARBOUR, message).wishes.lines == ()


def test_what_an_author_changes_is_changed_in_the_letters_about_it(act: Act) -> None:
    story = tell(act)
    act(stories.report, scene(BRUNO), story.id, "It names a customer.", [DORA])
    [before] = versions(act, stories.REPORT_NOTE)
    act(
        stories.edit,
        scene(ANA),
        story.id,
        telling(text="Somebody taught us a shortcut that we had forgotten."),
    )
    [after] = versions(act, stories.REPORT_NOTE)
    assert after > before


def test_admins_see_that_a_reported_story_was_taken_down(act: Act) -> None:
    story = tell(act)
    act(stories.report, scene(BRUNO), story.id, "It names a customer.", [DORA])
    [before] = versions(act, stories.REPORT_NOTE)
    act(stories.take_down, scene(ANA), story.id)
    [after] = versions(act, stories.REPORT_NOTE)
    assert after > before


def test_what_admins_were_written_goes_with_the_words_and_with_who_reported_them(act: Act) -> None:
    erased, reported = tell(act), tell(act, "form-2", by=CARLA)
    for story in (erased, reported):
        act(stories.report, scene(BRUNO), story.id, "It names a customer.", [DORA])
    act(stories.erase_words, scene(), erased.id)
    assert len(wanted(act, stories.REPORT_NOTE)) == 1
    act(erasure.forget_me, scene(BRUNO), ["Bruno Costa"])
    assert wanted(act, stories.REPORT_NOTE) == []
    assert len(posts_of(act, stories.REPORT_NOTE)) == 2


def test_a_line_about_words_that_stay_private_is_not_kept(act: Act) -> None:
    message = nominate(act, replace(SAID, open=False))
    act(nominations.keep_private, scene(ANA), message)
    assert nominate(act, replace(SAID, open=False)) == message
    assert act(nominations.ask, HARBOUR, message).wishes.lines == ()
