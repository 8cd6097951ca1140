"""Doing something about what customers taught us, and reading the list of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.errors import DoneAlready, NotYours, TooShort
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.lessons import records
from rituals.lessons.rules import PAGE, UNFINISHED, LessonFilter, LessonPage
from rituals.scene import Scene
from rituals.stories.acts.telling import changed
from rituals.stories.records.shape import seen
from rituals.stories.records.tables import BROUGHT_IN, Story
from rituals.stories.rules.kinds import CARD, THANKS_ASK
from rituals.stories.rules.story import LONGEST_LINE
from rituals.words import is_blank


def take(db: Session, scene: Scene, story: StoryId) -> None:
    """The person does something about it from now on; what is done stays done. Gone."""
    row = records.find(db, scene.workspace, story)
    if row.done_at is None and row.owner != scene.person:
        # What somebody else has said of it is theirs.
        row.owner, row.came_of = scene.person, None
        changed(db, scene, row)


def hand_back(db: Session, scene: Scene, story: StoryId) -> None:
    """The person who had taken it leaves it to others. NotYours for anybody else, Gone."""
    row = records.find(db, scene.workspace, story)
    if row.done_at is not None or row.owner is None:
        return
    if row.owner != scene.person:
        raise NotYours
    row.owner = row.came_of = None
    changed(db, scene, row)


def finish(db: Session, scene: Scene, story: StoryId, came_of: str) -> None:
    """It is done, and this came of it; the person who says so is named with it. TooShort, DoneAlready, Gone.

    The teller is asked once more how the customer was thanked, if nobody has said so: now there is news.
    """
    row = records.find(db, scene.workspace, story)
    if is_blank(came_of):
        raise TooShort
    if row.done_at is not None and row.owner != scene.person:
        raise DoneAlready
    row.owner, row.came_of = scene.person, came_of.strip()[:LONGEST_LINE]
    row.done_at = row.done_at or scene.now
    changed(db, scene, row)
    _ask_for_thanks(db, scene, row)


def reopen(db: Session, scene: Scene, story: StoryId) -> None:
    """It isn't done after all; its owner keeps it. Gone."""
    row = records.find(db, scene.workspace, story)
    if row.done_at is not None:
        row.done_at = None
        changed(db, scene, row)
        posts.touch(db, scene, THANKS_ASK.once_key(row.id))


def let_go(db: Session, scene: Scene) -> None:
    """The person of the scene has left: what they had taken and not done is anybody's again."""
    for row in records.held_by(db, scene.workspace, scene.person):
        row.owner = row.came_of = None
        changed(db, scene, row)


def page(db: Session, scene: Scene, shelf: LessonFilter = UNFINISHED, count: int = PAGE) -> LessonPage:
    """The newest lessons of a shelf. Those of stories that fall are gone with them."""
    found = records.newest(db, scene.workspace, shelf.done, shelf.before, count + 1)
    shown = seen(db, scene.workspace, found[:count], None)
    keys = {CARD.once_key(told.id): told.id for told in shown}
    there = posts.places(db, scene.workspace, keys)
    return LessonPage(
        shelf=shelf,
        lessons=tuple(shown),
        older=shown[-1].place if len(found) > count else None,
        counts=records.counts(db, scene.workspace),
        places={keys[key]: place for key, place in there.items()},
        address=workspaces.address(db, scene.workspace),
    )


def new(db: Session, workspace: WorkspaceId, since: datetime, until: datetime) -> list[StoryId]:
    """The stories told from `since` on and before `until` that taught something, the newest first."""
    return records.told_between(db, workspace, since, until)


def done(db: Session, workspace: WorkspaceId, since: datetime, until: datetime) -> list[StoryId]:
    """The stories whose lesson was done in that time, the last one first."""
    return records.done_between(db, workspace, since, until)


def _ask_for_thanks(db: Session, scene: Scene, row: Story) -> None:
    # Who isn't the one that told it here can't be asked; who finishes it is asked at once, on their screen.
    told_here = row.teller and row.source is None and not row.request.startswith(BROUGHT_IN)
    if row.thanked or not told_here or row.teller == scene.person:
        return
    row.remind_at = None
    teller = PersonId(row.teller)
    if workspaces.wants_notes(db, scene.workspace, teller):
        key = THANKS_ASK.once_key(row.id)
        if not posts.want(db, scene, key, kind=THANKS_ASK, subject=row.id, channel=teller):
            posts.touch(db, scene, key)
