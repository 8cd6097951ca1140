"""What is known of a story: by its id, by its message, or by telling of the same moment."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals.errors import TooShort
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories.records import tables as records
from rituals.stories.records.shape import seen
from rituals.stories.records.tables import Story, StoryLine
from rituals.stories.rules.story import SAME_WITHIN, Kind, Told, alike, tells

MOST_COMPARED = 200


def told(db: Session, workspace: WorkspaceId, story: StoryId) -> Told:
    """What the story's card shows now; Gone if it doesn't stand."""
    return seen(db, workspace, [records.find(db, workspace, story)], None)[0]


def of_message(db: Session, scene: Scene, source: str) -> Told | None:
    """The story that stands and comes from that message, as "channel:ts"."""
    query = select(Story).where(Story.workspace == scene.workspace, Story.source == source, Story.standing)
    story = db.scalars(query).first()
    return seen(db, scene.workspace, [story], None)[0] if story else None


def unthanked(db: Session, scene: Scene, count: int) -> list[Told]:
    """The person's own stories of customers who helped, whom nobody has thanked yet; the newest first."""
    mine = Story.workspace == scene.workspace, Story.teller == scene.person, Story.standing
    helped = Story.kind == Kind.CUSTOMER_HELPED_US, Story.thanked.is_(None)
    rows = db.scalars(select(Story).where(*mine, *helped).order_by(Story.place.desc()).limit(count))
    return seen(db, scene.workspace, list(rows), None)


def near(db: Session, scene: Scene, text: str, request: str = "") -> Told | None:
    """A story of the last days that tells of the same moment, if there is one; not that of `request`.

    TooShort if the text tells of nothing.
    """
    if not tells(text):
        raise TooShort
    latest = [
        story
        for story in records.standing(db, scene.workspace, MOST_COMPARED)
        if story.request != request
        and scene.now - story.told_at <= SAME_WITHIN
        and (alike(story.text, text) or (story.link is not None and story.link in text))
    ]
    return seen(db, scene.workspace, latest[:1], None)[0] if latest else None


def speakers(
    db: Session, workspace: WorkspaceId, stories: Iterable[StoryId]
) -> set[tuple[StoryId, PersonId]]:
    """Who has added a line to which of the stories."""
    here = StoryLine.workspace == workspace, StoryLine.story.in_(list(stories))
    lines = db.execute(select(StoryLine.story, StoryLine.person).where(*here))
    return {(StoryId(story), PersonId(person)) for story, person in lines}
