"""Cheering a story, and adding a line of one's own to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.db import insert_once
from rituals.ids import StoryId
from rituals.scene import Scene
from rituals.stories.acts.telling import changed
from rituals.stories.records import tables as records
from rituals.stories.records.tables import Cheer, StoryLine
from rituals.stories.rules.kinds import CARD, WHY_ASK
from rituals.words import is_blank


@dataclass(frozen=True, slots=True)
class StoryPress:
    """Somebody presses *Cheer* on a story; `pressed` is when, by Slack's clock."""

    scene: Scene
    story: StoryId
    pressed: datetime | None = None


def cheer(db: Session, scene: Scene, story: StoryId, pressed: datetime | None = None) -> bool:
    """One cheer a person; again to remove it. True if the person cheers now. Gone.

    `pressed` is when, by Slack's clock: two presses within a moment are one.
    """
    return cheer_each(db, [StoryPress(scene, story, pressed)])[0]


def cheer_each(db: Session, presses: Sequence[StoryPress]) -> list[bool]:
    """The same for several on one story, in the order in which they came."""
    scene, story = presses[-1].scene, presses[-1].story
    records.hold(db, scene.workspace, story)
    cheers = workspaces.toggle_each(db, scene.workspace, Cheer, [_mark(each) for each in presses])
    posts.touch(db, scene, CARD.once_key(story))
    return cheers


def _mark(cheer: StoryPress) -> tuple[workspaces.Pressed, dict[str, Any]]:
    by, at = cheer.scene.person, cheer.scene.now
    mark = {"story": cheer.story, "person": by, "workspace": cheer.scene.workspace, "at": at}
    return workspaces.Pressed(f"cheer:{cheer.story}:{by}", cheer.pressed), mark


def second(db: Session, scene: Scene, story: StoryId, text: str) -> None:
    """The person's own line on somebody's story, in place of the one they had; empty removes it. Gone."""
    row = records.find(db, scene.workspace, story)
    mine = StoryLine.story == row.id, StoryLine.person == scene.person
    line = db.scalars(select(StoryLine).where(*mine)).first()
    if is_blank(text):
        db.execute(delete(StoryLine).where(*mine))
    elif line is None:
        about = {"story": row.id, "person": scene.person, "workspace": scene.workspace}
        insert_once(db, StoryLine, about | {"text": text, "at": scene.now})
    else:
        line.text = text
    posts.unwant(db, scene, WHY_ASK.once_key(row.id, scene.person))
    changed(db, scene, row)
