"""Telling stories, changing them, and keeping the feed as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.errors import NotYours, TooShort
from rituals.ids import DrawId, PersonId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories.acts import notes
from rituals.stories.acts.crediting import credited, recredited
from rituals.stories.acts.keeping import credit, keep, said_of, show, when_to_remind
from rituals.stories.records import search
from rituals.stories.records import tables as records
from rituals.stories.records.shape import seen, telling_of
from rituals.stories.records.tables import Cheer, Credit, Report, Story, StoryDraft, StoryLine
from rituals.stories.rules.kinds import CARD
from rituals.stories.rules.story import (
    Kind,
    Telling,
    Told,
    micros,
    searchable,
    tells,
)
from rituals.words import is_blank


def tell(db: Session, scene: Scene, telling: Telling, *, request: str) -> Told:
    """Keep a story, and want it in the feed if there is one. The same `request` again changes nothing.

    TooShort if its words are too few.
    """
    if not tells(telling.text):
        raise TooShort
    story, new = keep(db, scene, telling, scene.person, request, scene.now, None)
    if new:
        story.remind_at = when_to_remind(scene, story)
        db.execute(
            delete(StoryDraft).where(
                StoryDraft.workspace == scene.workspace, StoryDraft.person == scene.person
            )
        )
    show(db, scene, story)
    return seen(db, scene.workspace, [story], workspaces.feed(db, scene))[0]


def bring_in(
    db: Session,
    scene: Scene,
    telling: Telling,
    teller: PersonId,
    told_at: datetime,
    key: str,
    *,
    owner: PersonId | None = None,
    due_on: date | None = None,
    done_at: datetime | None = None,
    came_of: str | None = None,
    dropped_at: datetime | None = None,
) -> bool:
    """Keep a story from elsewhere, told at another time: it is in the list, and isn't posted again.

    False if one was brought in under that `key` before. Who owns it, until when, since when it is done
    and what came of it count for saves and lessons only; that it was dropped for a save. TooShort if it has
    no words.
    """
    if is_blank(telling.text):
        raise TooShort
    story, new = keep(db, scene, telling, teller, f"{records.BROUGHT_IN}{key}", told_at, None)
    if new and (telling.kind is Kind.PROACTIVE_SAVE or story.taught):
        story.owner, story.due_on, story.done_at = owner, due_on, done_at
        story.came_of = came_of if story.taught else None
        story.dropped_at = None if story.taught else dropped_at
    return new


def edit(db: Session, scene: Scene, story: StoryId, telling: Telling) -> None:
    """The author changes it; the card says that it was edited. NotYours, TooShort, Gone."""
    row = records.find(db, scene.workspace, story)
    if scene.person != row.teller:
        raise NotYours
    if not tells(telling.text) and row.source is None:
        raise TooShort
    for name, value in said_of(telling).items():
        setattr(row, name, value)
    row.edited_at = scene.now
    if row.thanked:
        row.remind_at = None
    before = credited(db, row)
    # Who has no account here can't be chosen in a form, and stays credited.
    named = Credit.name.is_not(None) & (Credit.name == Credit.person)
    db.execute(delete(Credit).where(Credit.story == row.id, ~named))
    credit(db, row, telling)
    changed(db, scene, row)
    notes.refresh(db, scene, row)
    recredited(db, scene, row, before)


def take_down(db: Session, scene: Scene, story: StoryId, *, admin: bool = False) -> None:
    """It leaves the feed for good. For its author, the people it credits, and admins; NotYours else. Gone."""
    row = records.find(db, scene.workspace, story)
    if not (admin or records.is_theirs(db, row, scene.person)):
        raise NotYours
    row.taken_down_at = scene.now
    fall(db, scene, row)


def erase_words(db: Session, scene: Scene, story: StoryId) -> None:
    """The message that it came from is gone, and so are its words everywhere; the row stays, empty."""
    row = records.any_of(db, scene.workspace, story)
    row.text, row.link = "", None
    row.taught = row.thanked = row.customer = row.came_of = row.remedy = None
    row.taken_down_at = row.taken_down_at or scene.now
    db.execute(delete(StoryLine).where(StoryLine.story == row.id))
    notes.unreport(db, scene, Report.story == row.id)
    fall(db, scene, row)


def name_nominators(
    db: Session,
    scene: Scene,
    story: StoryId,
    people: Sequence[PersonId],
    enough: bool,
    meaning: tuple[Kind, str | None] | None = None,
) -> list[PersonId] | None:
    """Who points at the story's message, after a change; who of them is new to it, None if it doesn't stand.

    With not `enough` of them it is withdrawn, unless somebody cheers it or wrote a line on it. Taken down, it
    stays down. `meaning` is the kind and mindset that it has by what they say, unless its author has edited
    it. Gone.
    """
    row = records.any_of(db, scene.workspace, story)
    known = row.nominated_by if row.standing else []
    before = row.standing, row.kind, row.mindset
    row.nominated_by = list(people)
    if meaning is not None and row.edited_at is None:
        row.kind, row.mindset = meaning
    if row.taken_down_at is not None:
        return None
    if enough or _others_care(db, row):
        if not row.standing:
            row.standing = True
            _touch_others(db, scene, row)
        if before != (True, row.kind, row.mindset):
            _index(db, row)
        if not posts.renew(db, scene, CARD.once_key(row.id)):
            show(db, scene, row)
    else:
        fall(db, scene, row)
    return [person for person in people if person not in known] if row.standing else None


def _others_care(db: Session, story: Story) -> bool:
    return any(db.scalar(select(exists().where(table.story == story.id))) for table in (Cheer, StoryLine))


def changed(db: Session, scene: Scene, story: Story) -> None:
    """Slack and the search are to show the story as it is now."""
    db.flush()
    if story.standing:
        _index(db, story)
    posts.touch_each(db, scene, [CARD.once_key(story.id), *records.showings_of(db, story)])


def keep_apart(
    db: Session, scene: Scene, telling: Telling, *, request: str, draw: DrawId
) -> tuple[Story, bool]:
    """Keep a save that was planned in a look-ahead, and whether it is new. It's not in the feed."""
    story, new = keep(db, scene, telling, scene.person, request, scene.now, None, standing=False)
    if new:
        story.draw = draw
    return story, new


def stand(db: Session, scene: Scene, story: Story, telling: Telling) -> None:
    """What was kept apart is told now: it is the newest in the feed."""
    story.place = micros(scene.now)
    while db.scalar(select(exists().where(Story.place == story.place, Story.id != story.id))):
        story.place = records.free_place(db, story.place)
    story.standing, story.told_at = True, scene.now
    db.execute(delete(Credit).where(Credit.story == story.id))
    credit(db, story, telling)
    changed(db, scene, story)
    show(db, scene, story)


def fall(db: Session, scene: Scene, story: Story) -> None:
    """The story leaves the feed and the search, and the notes about it go too."""
    story.standing, story.remind_at = False, None
    search.forget(db, story.place)
    posts.unwant(db, scene, CARD.once_key(story.id))
    notes.drop(db, scene, story)
    _touch_others(db, scene, story)
    db.flush()


def _touch_others(db: Session, scene: Scene, story: Story) -> None:
    # A digest, too, loses the words of a story that falls, and has those of one that was changed.
    posts.touch_each(db, scene, records.showings_of(db, story))


def _index(db: Session, story: Story) -> None:
    workspace = WorkspaceId(story.workspace)
    credits = records.credits_of(db, workspace, [story.id]).get(story.id, [])
    lines = records.lines_of(db, workspace, [story.id]).get(story.id, [])
    words = searchable(telling_of(story, credits), [line.text for line in lines])
    search.remember(db, story.place, words)
