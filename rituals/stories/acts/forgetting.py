"""Forgetting a person: their words, their name, and their name in what others wrote."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import String, cast, delete, func, or_, select, update
from sqlalchemy.orm import Session

from rituals.ids import StoryId, WorkspaceId
from rituals.scene import NOBODY, Scene
from rituals.stories.acts import notes
from rituals.stories.acts.moving import forget_moves
from rituals.stories.acts.telling import changed, erase_words
from rituals.stories.records import search
from rituals.stories.records.tables import Cheer, Credit, Report, Story, StoryDraft, StoryLine
from rituals.workspaces import unnamed


def forget(db: Session, scene: Scene, names: Sequence[str]) -> None:
    """The person of the scene isn't known here any more: their stories and lines are erased.

    In what others told, `names` are the names by which they may be called.
    """
    _erase_theirs(db, scene)
    forget_moves(db, scene)
    called = [name for name in names if name.strip()]
    touched = _unname(db, scene) | _unname_brought_in(db, scene, called) | _rewrite(db, scene, called)
    for story in db.scalars(select(Story).where(Story.id.in_(touched)).order_by(Story.id)):
        changed(db, scene, story)
        notes.refresh(db, scene, story)


def unsearch(db: Session, workspace: WorkspaceId) -> None:
    """No story of the workspace is found by the search any more."""
    for place in db.scalars(select(Story.place).where(Story.workspace == workspace)):
        search.forget(db, place)


def _erase_theirs(db: Session, scene: Scene) -> None:
    mine = Story.workspace == scene.workspace, Story.teller == scene.person
    for story in db.scalars(select(Story.id).where(*mine).order_by(Story.id)).all():
        erase_words(db, scene, StoryId(story))
        db.execute(delete(Credit).where(Credit.story == story))
    db.execute(update(Story).where(*mine).values(teller=NOBODY, nominated_by=[]))
    db.execute(
        delete(StoryDraft).where(StoryDraft.workspace == scene.workspace, StoryDraft.person == scene.person)
    )
    notes.unreport(db, scene, Report.workspace == scene.workspace, Report.person == scene.person)


def _unname(db: Session, scene: Scene) -> set[int]:
    """Take their credits, cheers, lines and nominations off others' stories; which ones those are."""
    touched: set[int] = set()
    for table in (Credit, Cheer, StoryLine):
        theirs = table.workspace == scene.workspace, table.person == scene.person
        touched.update(db.scalars(select(table.story).where(*theirs)))
        db.execute(delete(table).where(*theirs))
    held = Story.workspace == scene.workspace, Story.owner == scene.person
    touched.update(db.scalars(select(Story.id).where(*held)))
    db.execute(update(Story).where(*held).values(owner=None, came_of=None))
    # A list in JSON is the same text on both databases.
    naming = cast(Story.nominated_by, String).contains(f'"{scene.person}"', autoescape=True)
    for story in db.scalars(select(Story).where(Story.workspace == scene.workspace, naming)):
        story.nominated_by = [person for person in story.nominated_by if person != scene.person]
        touched.add(story.id)
    db.flush()
    db.expire_all()
    return touched


def _unname_brought_in(db: Session, scene: Scene, names: Sequence[str]) -> set[int]:
    """Take their name off stories that came with names instead of ids; which ones those are."""
    called = [func.lower(name) for name in names]
    credit = (
        Credit.workspace == scene.workspace,
        Credit.name == Credit.person,
        func.lower(Credit.person).in_(called),
    )
    touched = set(db.scalars(select(Credit.story).where(*credit)))
    db.execute(delete(Credit).where(*credit))
    for column, nobody in ((Story.teller, NOBODY), (Story.owner, None)):
        theirs = Story.workspace == scene.workspace, func.lower(column).in_(called)
        touched.update(db.scalars(select(Story.id).where(*theirs)))
        # Somebody else may have that name, so the words stay.
        db.execute(update(Story).where(*theirs).values({column: nobody}))
    db.flush()
    db.expire_all()
    return touched


def _rewrite(db: Session, scene: Scene, names: Sequence[str]) -> set[int]:
    """Replace the names in what others wrote; which stories that changed."""
    if not names:
        return set()
    parts = (Story.text, Story.customer, Story.taught, Story.thanked, Story.came_of, Story.remedy)
    mention = or_(*(part.icontains(name, autoescape=True) for part in parts for name in names))
    touched: set[int] = set()
    for story in db.scalars(select(Story).where(Story.workspace == scene.workspace, mention)):
        for part in parts:
            words = getattr(story, part.key)
            setattr(story, part.key, words and unnamed(words, names))
        touched.add(story.id)
    said = or_(*(StoryLine.text.icontains(name, autoescape=True) for name in names))
    for line in db.scalars(select(StoryLine).where(StoryLine.workspace == scene.workspace, said)):
        line.text = unnamed(line.text, names)
        touched.add(line.story)
    why = or_(*(Report.reason.icontains(name, autoescape=True) for name in names))
    for report in db.scalars(select(Report).where(Report.workspace == scene.workspace, why)):
        report.reason = unnamed(report.reason, names)
        touched.add(report.story)
    db.flush()
    return touched
