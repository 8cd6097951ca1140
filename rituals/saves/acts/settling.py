"""What becomes of a save: taken, done, dropped, carried over, opened again. Of two people, the first wins."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from rituals import workspaces
from rituals.errors import NotYourSave, SettledAlready, TakenAlready
from rituals.ids import PersonId, StoryId
from rituals.saves import records
from rituals.saves.acts.planning import check_day
from rituals.saves.acts.reminding import aim, tell_owner
from rituals.scene import Scene
from rituals.stories.acts.telling import changed
from rituals.stories.records.tables import Story


def finish(db: Session, scene: Scene, story: StoryId, pressed: datetime | None = None) -> None:
    """It's done. Where nobody owned it, the scene's person did it. NotYourSave, SettledAlready, Gone.

    `pressed` is when, by Slack's clock: two presses of one person within a moment are one.
    """
    row = _to_settle(db, scene, story, "done", pressed, or_nobodys=True)
    if row is not None:
        row.owner = row.owner or scene.person
        _close(db, scene, row, done_at=scene.now)


def drop(db: Session, scene: Scene, story: StoryId, pressed: datetime | None = None) -> None:
    """It won't be done. NotYourSave, SettledAlready, Gone. `pressed` as in `finish`."""
    row = _to_settle(db, scene, story, "dropped", pressed)
    if row is not None:
        _close(db, scene, row, dropped_at=scene.now)


def reopen(db: Session, scene: Scene, story: StoryId) -> None:
    """It is to be done, after all. NotYourSave, Gone."""
    row = records.find(db, scene.workspace, story)
    _check(scene, row)
    _close(db, scene, row)


def carry_over(db: Session, scene: Scene, story: StoryId, due_on: date) -> None:
    """It is to be done by another day. NotYourSave, SettledAlready, AlreadyPast, Gone."""
    row = _to_settle(db, scene, story, "carried over", None)
    assert row is not None
    check_day(db, scene, PersonId(row.owner) if row.owner else None, due_on)
    if due_on != row.due_on:
        row.carried_from, row.due_on = row.due_on or scene.now.date(), due_on
        aim(db, scene, row)
        changed(db, scene, row)


def take(db: Session, scene: Scene, story: StoryId) -> None:
    """The scene's person owns it from now on. TakenAlready if somebody else does, Gone."""
    row = records.find(db, scene.workspace, story)
    if row.owner not in (None, scene.person):
        raise TakenAlready
    _give(db, scene, row, scene.person)


def assign(db: Session, scene: Scene, story: StoryId, owner: PersonId | None, due_on: date | None) -> None:
    """Who owns it, and by when; None is nobody, and no day. NotYourSave, AlreadyPast, Gone."""
    row = records.find(db, scene.workspace, story)
    _check(scene, row, or_nobodys=True)
    if due_on is not None and due_on != row.due_on:
        check_day(db, scene, owner, due_on)
    row.due_on = due_on
    _give(db, scene, row, owner)


def _give(db: Session, scene: Scene, row: Story, owner: PersonId | None) -> None:
    new, row.owner = owner != row.owner, owner
    aim(db, scene, row)
    changed(db, scene, row)
    if new:
        tell_owner(db, scene, row)


def _to_settle(
    db: Session,
    scene: Scene,
    story: StoryId,
    what: str,
    pressed: datetime | None,
    *,
    or_nobodys: bool = False,
) -> Story | None:
    """The save, if it's open; None if the same person has just settled it. SettledAlready, NotYourSave."""
    row = records.find(db, scene.workspace, story)
    press = workspaces.Pressed(f"save:{row.id}:{scene.person}", pressed, what)
    twice = workspaces.again(db, scene.workspace, press)
    if row.done_at is not None or row.dropped_at is not None:
        if not twice:
            raise SettledAlready
        return None
    _check(scene, row, or_nobodys=or_nobodys)
    return row


def _check(scene: Scene, row: Story, *, or_nobodys: bool = False) -> None:
    if scene.person not in (row.owner, row.teller) and not (or_nobodys and row.owner is None):
        raise NotYourSave


def _close(
    db: Session,
    scene: Scene,
    row: Story,
    done_at: datetime | None = None,
    dropped_at: datetime | None = None,
) -> None:
    row.done_at, row.dropped_at = done_at, dropped_at
    aim(db, scene, row)
    changed(db, scene, row)
