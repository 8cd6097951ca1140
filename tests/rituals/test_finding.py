"""The feed among thousands of stories: whatever way it takes, it finds what reading them all would find."""

from itertools import product

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from rituals import stories
from rituals.db import transaction
from rituals.scene import Scene
from rituals.stories import Filter, Kind
from rituals.stories.records import finding
from rituals.stories.records.tables import Credit, Story
from tests.bench.many_stories import (
    COMMON_PERSON,
    COMMON_WORDS,
    RARE_PERSON,
    RARE_TOUCHPOINT,
    RARE_WORD,
    fill,
)
from tests.cast import elsewhere, scene

MANY, FEW = 400, 30
COUNT = 7
WORDS = ("", COMMON_WORDS[0], " ".join(COMMON_WORDS), "word300", RARE_WORD, "unheard")
PEOPLE = (None, COMMON_PERSON, RARE_PERSON)
TAGS = (
    Filter(),
    Filter(kind=Kind.PROACTIVE_SAVE),
    Filter(touchpoint=RARE_TOUCHPOINT),
    Filter(kind=Kind.CUSTOMER_HELPED_US, mindset="human", touchpoint="Everyday use"),
    Filter(teller=COMMON_PERSON),
    Filter(thanked=COMMON_PERSON),
    Filter(thanked=RARE_PERSON, kind=Kind.PROACTIVE_SAVE),
)


class Reader:
    """Finds stories by reading every one of them."""

    def __init__(self, db: Session, at: Scene) -> None:
        standing = select(Story).where(Story.workspace == at.workspace, Story.standing)
        self._stories = db.scalars(standing.order_by(Story.place.desc())).all()
        self._credited = {(credit.story, credit.person) for credit in db.scalars(select(Credit))}
        self._people = self._credited | {(story.id, story.teller) for story in self._stories}

    def _thanks(self, story: Story, person: str) -> bool:
        return story.teller != person and (story.id, person) in self._credited

    def places(self, wanted: Filter) -> list[int]:
        """The places of what is wanted, the newest first."""
        words = set(wanted.words.split())
        return [
            story.place
            for story in self._stories
            if wanted.kind in (None, story.kind)
            and wanted.mindset in (None, story.mindset)
            and wanted.touchpoint in (None, story.touchpoint)
            and (wanted.person is None or (story.id, wanted.person) in self._people)
            and wanted.teller in (None, story.teller)
            and (wanted.thanked is None or self._thanks(story, wanted.thanked))
            and (not words or words <= set(story.text.split()))
        ]


def paged(db: Session, at: Scene, wanted: Filter, before: int | None) -> list[int]:
    return [story.place for story in stories.page(db, at, wanted, before, COUNT).stories]


@pytest.fixture
def many(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The database, with stories as if they were so many that no way of finding is left untried."""
    for few in ("FEW", "FEW_EMBEDDED"):
        monkeypatch.setattr(finding, few, FEW)
    fill(engine, MANY)
    return engine


def test_the_feed_finds_what_reading_every_story_would_find(many: Engine) -> None:
    with transaction(many) as db:
        reader = Reader(db, scene())
        for words, person, tags in product(WORDS, PEOPLE, TAGS):
            wanted = tags.but(words=words, person=person)
            every = reader.places(wanted)
            for passed in {0, len(every) // 2, max(0, len(every) - 2)}:
                before = every[passed - 1] if passed else None
                assert paged(db, scene(), wanted, before) == every[passed : passed + COUNT], (wanted, passed)


def test_a_few_stories_are_found_beside_the_many_of_another_workspace(many: Engine) -> None:
    with transaction(many) as db:
        reader = Reader(db, elsewhere())
        for words, tags in product(WORDS, TAGS):
            wanted = tags.but(words=words)
            assert paged(db, elsewhere(), wanted, None) == reader.places(wanted)[:COUNT], wanted
        assert paged(db, elsewhere(), Filter(words=COMMON_WORDS[0]), None)
