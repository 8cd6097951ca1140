"""Reports: the admins look at a story, in private, and nobody learns who asked them to."""

import pytest
from sqlalchemy import func, select

from rituals import stories
from rituals.errors import Gone
from rituals.ids import PersonId, ReportId, StoryId
from rituals.stories import Judgement, Reported
from rituals.stories.records.tables import Report
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, KUDOS, scene
from tests.databases import Act
from tests.rituals.telling import MINUTE, tell, telling, told, wanted

ADMINS = (BRUNO, DORA)
REASON = "It names a customer."


def report(act: Act, story: StoryId, by: PersonId = CARLA, reason: str = REASON) -> None:
    act(stories.report, scene(by), story, reason, ADMINS)


def reported(act: Act, number: int = 1) -> Reported:
    return act(stories.reported, HARBOUR, ReportId(number))


def versions(act: Act) -> list[int]:
    return [post.wanted_version for post in wanted(act, stories.REPORT_NOTE)]


def test_every_admin_is_asked_once_and_sees_the_reason_and_the_story(act: Act) -> None:
    story = tell(act)
    report(act, story.id)
    assert [post.channel for post in wanted(act, stories.REPORT_NOTE)] == [BRUNO, DORA]
    assert reported(act) == Reported(ReportId(1), REASON, None, story)


def test_nothing_that_an_admin_sees_tells_who_asked(act: Act) -> None:
    report(act, tell(act, credits=()).id)
    assert CARLA not in repr(reported(act))
    assert not any(CARLA in post.once_key for post in wanted(act, stories.REPORT_NOTE))


def test_the_same_person_asks_once_and_others_may_ask_too(act: Act) -> None:
    story = tell(act).id
    report(act, story)
    report(act, story, reason="Once more.")
    assert act(lambda db: db.scalar(select(func.count()).select_from(Report))) == 1
    assert reported(act).reason == REASON
    report(act, story, by=ANA, reason="It was not like that.")
    assert len(wanted(act, stories.REPORT_NOTE)) == 4


def test_left_it_stays_and_the_other_admins_see_that_somebody_looked(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    story = tell(act).id
    report(act, story)
    before = versions(act)
    act(stories.answer_report, scene(DORA), ReportId(1), Judgement.LEFT)
    assert [each.id for each in told(act)] == [story]
    assert reported(act).answer is Judgement.LEFT
    assert all(new > old for old, new in zip(before, versions(act), strict=True))


def test_taken_down_it_is_gone_and_its_card_too(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    report(act, tell(act).id)
    act(stories.answer_report, scene(DORA), ReportId(1), Judgement.TAKEN_DOWN)
    assert told(act) == []
    assert wanted(act, stories.CARD) == []
    assert (reported(act).answer, reported(act).story) == (Judgement.TAKEN_DOWN, None)


@pytest.mark.parametrize(("first", "second"), [tuple(Judgement), tuple(reversed(Judgement))])
def test_the_first_answer_holds(act: Act, first: Judgement, second: Judgement) -> None:
    report(act, tell(act).id)
    act(stories.answer_report, scene(DORA), ReportId(1), first)
    act(stories.answer_report, scene(BRUNO), ReportId(1), second)
    assert reported(act).answer is first
    assert len(told(act)) == (1 if first is Judgement.LEFT else 0)


def test_what_its_author_has_taken_down_the_admins_read_no_longer(act: Act) -> None:
    story = tell(act).id
    report(act, story)
    before = versions(act)
    act(stories.take_down, scene(ANA), story)
    assert all(new > old for old, new in zip(before, versions(act), strict=True))
    assert reported(act).story is None
    with pytest.raises(Gone):
        report(act, story, by=DORA)


def test_what_was_edited_the_admins_read_as_it_is_now(act: Act) -> None:
    story = tell(act).id
    report(act, story)
    before = versions(act)
    act(stories.edit, scene(ANA), story, telling(text="She taught us a shortcut, and no name is needed."))
    assert all(new > old for old, new in zip(before, versions(act), strict=True))


def test_with_the_words_of_a_story_goes_what_the_admins_read_of_it(act: Act) -> None:
    story, other = tell(act).id, tell(act, "form-2", after=MINUTE).id
    report(act, story)
    report(act, other)
    act(stories.erase_words, scene(), story)
    assert [post.subject for post in wanted(act, stories.REPORT_NOTE)] == [2, 2]
    with pytest.raises(Gone):
        reported(act)
    with pytest.raises(Gone):
        act(stories.answer_report, scene(DORA), ReportId(1), Judgement.LEFT)
