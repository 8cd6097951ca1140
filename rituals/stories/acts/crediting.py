"""People whom a story credits hear of it, once the story can be seen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import directory, posts, workspaces
from rituals.directory import About
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories.records.tables import Credit, Story
from rituals.stories.rules.kinds import AUTHOR_NOTE, CARD, CREDIT_NOTE


def appeared(db: Session, scene: Scene, story: StoryId) -> None:
    """The story's message has just appeared in the feed: now there's something to see for them."""
    # Not locked: an act that changes a story locks it first and its message afterwards, which is locked here.
    row = db.scalars(select(Story).where(Story.id == story, Story.workspace == scene.workspace)).first()
    if row is not None and row.standing:
        posts.touch_about(db, scene, AUTHOR_NOTE, row.id)
        tell_credited(db, scene, row, credited(db, row))


def recredited(db: Session, scene: Scene, story: Story, before: set[PersonId]) -> None:
    """Others are credited than `before`: who is new to it hears, if the story has appeared."""
    now = credited(db, story)
    for person in before - now:
        posts.unwant(db, scene, CREDIT_NOTE.once_key(story.id, person))
    # Its message is locked by now, so either it has appeared, or the act that says so sees the new credits.
    if posts.where(db, scene, CARD.once_key(story.id)):
        tell_credited(db, scene, story, now - before)


def credited(db: Session, story: Story) -> set[PersonId]:
    """The people here whom the story credits. Who has a name instead is from elsewhere."""
    people = select(Credit.person).where(Credit.story == story.id, Credit.name.is_(None))
    return {PersonId(person) for person in db.scalars(people)}


def tell_credited(db: Session, scene: Scene, story: Story, people: Iterable[PersonId]) -> None:
    """Those of the people who don't know of the story yet are told, once."""
    # Its teller and its nominators have their own messages.
    know = {story.teller, *story.nominated_by}
    asked = scene.as_person(PersonId(story.teller))
    for person in sorted(set(people) - know):
        if workspaces.wants_notes(db, scene.workspace, person) and _is_told(db, scene.workspace, person):
            key = CREDIT_NOTE.once_key(story.id, person)
            posts.want(db, asked, key, kind=CREDIT_NOTE, subject=story.id, channel=person)


def _is_told(db: Session, workspace: WorkspaceId, person: PersonId) -> bool:
    """Whether the person may read stories, and can be written to, for all that's known of them."""
    known = directory.known(db, workspace, About.PERSON, person)
    return known is None or not any(known.facts.get(name) for name in ("bot", "gone", "outsider", "guest"))
