"""Drafts: what somebody has begun comes back, and doesn't stay for ever."""

from typing import Any

from rituals import erasure, stories
from rituals.ids import PersonId
from tests.cast import ANA, BRUNO, NOW, elsewhere, scene
from tests.databases import Act
from tests.rituals.telling import DAY, MINUTE, tell

BEGUN = {"text": "Once upon a Friday", "front": [BRUNO], "took": []}


def keep(act: Act, written: dict[str, Any], request: str = "form-1", by: PersonId = ANA) -> None:
    act(stories.keep_draft, scene(by), written, request)


def test_what_was_written_last_is_kept_for_its_writer_alone(act: Act) -> None:
    keep(act, BEGUN)
    keep(act, BEGUN | {"text": "Once upon a Friday, very late"})
    assert act(stories.draft, scene(ANA)) == BEGUN | {"text": "Once upon a Friday, very late"}
    assert act(stories.draft, scene(BRUNO)) is None
    assert act(stories.draft, elsewhere()) is None


def test_it_is_gone_once_it_is_told_or_not_wanted_any_more(act: Act) -> None:
    keep(act, BEGUN)
    tell(act, "form-1")
    assert act(stories.draft, scene(ANA)) is None
    keep(act, BEGUN, "form-2")
    act(stories.drop_draft, scene(ANA))
    assert act(stories.draft, scene(ANA)) is None


def test_a_draft_of_somebody_else_stays_when_one_is_told_or_dropped(act: Act) -> None:
    keep(act, BEGUN, by=BRUNO)
    tell(act)
    act(stories.drop_draft, scene(ANA))
    assert act(stories.draft, scene(BRUNO)) == BEGUN


def test_the_last_words_typed_may_come_after_the_story_was_told_and_are_no_draft(act: Act) -> None:
    tell(act, "form-1")
    keep(act, BEGUN, "form-1")
    assert act(stories.draft, scene(ANA)) is None
    keep(act, BEGUN, "form-2")
    assert act(stories.draft, scene(ANA)) == BEGUN


def test_it_is_kept_for_thirty_days_since_it_was_last_touched(act: Act) -> None:
    keep(act, BEGUN)
    act(stories.keep_draft, scene(BRUNO, NOW + DAY), BEGUN, "form-2")
    act(erasure.purge, NOW + 30 * DAY)
    assert act(stories.draft, scene(ANA)) == BEGUN
    act(erasure.purge, NOW + 30 * DAY + MINUTE)
    assert act(stories.draft, scene(ANA)) is None
    assert act(stories.draft, scene(BRUNO)) == BEGUN
