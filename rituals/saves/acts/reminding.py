"""What people hear of saves in private: that one is theirs, that it's due, that its owner has left."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals import directory, posts, schedules, stories, workspaces
from rituals.directory import About
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.posts import PostKind
from rituals.saves import records
from rituals.saves.rules import LEFT_NOTE, NUDGE, OWNER_NOTE, last_nudge, next_moment
from rituals.scene import Scene, zone_named
from rituals.stories.acts.telling import changed
from rituals.stories.records.tables import Story
from rituals.stories.rules.story import Nudge


def remind_due(db: Session, now: datetime, limit: int) -> int:
    """Remind the owners of saves: the day before, on the day, and once after it; how many there were.

    What nobody owns its author hears of. Each is said on the person's own morning, and once.
    """
    due = records.to_nudge(db, now, limit)
    for row in due:
        scene = Scene(WorkspaceId(row.workspace), now)
        row.nudge_at = None
        if row.owner and _has_left(db, scene, PersonId(row.owner)):
            release(db, scene.as_person(PersonId(row.owner)))
        elif row.done_at is None and row.dropped_at is None and _is_there(row):
            _remind(db, scene, row)
    return len(due)


def aim(db: Session, scene: Scene, row: Story) -> None:
    """Reminders follow the save's owner and date. Those whose moment has passed aren't made up for."""
    row.nudge_at = row.nudged = None
    if row.due_on is not None and row.done_at is None and row.dropped_at is None:
        zone = zone_of(db, scene, PersonId(row.owner or row.teller))
        row.nudged = last_nudge(row.due_on, zone, scene.now)
        row.nudge_at = next_moment(row.due_on, zone, scene.now)


def tell_owner(db: Session, scene: Scene, row: Story) -> None:
    """The save has another owner, who hears of it unless they did it themselves."""
    for kind in (OWNER_NOTE, NUDGE):
        posts.unwant_about(db, scene, kind, row.id, but_in=row.owner)
    if row.owner and row.owner != scene.person:
        owner = PersonId(row.owner)
        _note(db, scene, row, owner, OWNER_NOTE, OWNER_NOTE.once_key(row.id, owner))


def release(db: Session, scene: Scene) -> None:
    """The scene's person has left: nobody owns their open saves any more, and the authors hear of it."""
    theirs = records.open_saves(scene.workspace).where(Story.owner == scene.person)
    for row in db.scalars(theirs.order_by(Story.id).with_for_update()).all():
        row.owner = None
        aim(db, scene, row)
        changed(db, scene, row)
        tell_owner(db, scene, row)
        if row.teller != scene.person:
            # Once a day, however many people come and go.
            key = LEFT_NOTE.once_key(row.id, scene.now.date().isoformat())
            _note(db, scene, row, PersonId(row.teller), LEFT_NOTE, key)


def zone_of(db: Session, scene: Scene, person: PersonId) -> ZoneInfo:
    """Where the person lives by the clock; where most rituals of the workspace do, if Slack hasn't said."""
    known = directory.known(db, scene.workspace, About.PERSON, person)
    own = zone_named(known.facts["zone"]) if known and known.facts.get("zone") else None
    return own or schedules.usual_zone(db, scene)


def _remind(db: Session, scene: Scene, row: Story) -> None:
    assert row.due_on is not None
    said = row.nudged
    aim(db, scene, row)
    if row.nudged is None or row.nudged == said:
        # Its owner lives by another clock since.
        return
    if row.nudged == Nudge.LATE:
        changed(db, scene, row)
    # The one before has said the same of another day.
    posts.unwant_about(db, scene, NUDGE, row.id)
    person = PersonId(row.owner or row.teller)
    key = NUDGE.once_key(row.id, person, row.due_on.isoformat(), row.nudged)
    _note(db, scene, row, person, NUDGE, key)


def _note(db: Session, scene: Scene, row: Story, person: PersonId, kind: PostKind, key: str) -> None:
    wanted = person and workspaces.wants_notes(db, scene.workspace, person)
    if wanted and not _has_left(db, scene, person):
        # If it can't be delivered, the author hears.
        asked = scene.as_person(PersonId(row.teller))
        posts.want(db, asked, key, kind=kind, subject=row.id, channel=person)
        stories.keep_fresh(db, scene, key, [StoryId(row.id)])


def _has_left(db: Session, scene: Scene, person: PersonId) -> bool:
    known = directory.known(db, scene.workspace, About.PERSON, person)
    return known is not None and bool(known.facts.get("gone"))


def _is_there(row: Story) -> bool:
    return bool(row.text) and (row.standing or (row.draw is not None and row.taken_down_at is None))
