"""Forgetting people on their own wish, and workspaces that have left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from rituals import (
    answers,
    ballots,
    bonfire,
    directory,
    experiments,
    inbox,
    links,
    nominations,
    onboarding,
    plain_words,
    polls,
    posts,
    saves,
    schedules,
    steps,
    stories,
    suggestions,
    tips,
    workspaces,
)
from rituals.db import Base
from rituals.ids import WorkspaceId
from rituals.scene import Scene


def forget_me(db: Session, scene: Scene, names: Sequence[str]) -> None:
    """The words, the name and the votes of the scene's person are erased, in Slack too.

    `names` are what they are called, for what others wrote about them.
    """
    # A file that was brought in may have an id for a name.
    called = [*(name for name in names if name.strip()), scene.person]
    nominations.forget(db, scene)
    saves.release(db, scene)
    stories.forget(db, scene, called)
    polls.forget(db, scene, called)
    answers.forget(db, scene, called)
    bonfire.forget(db, scene, called)
    plain_words.forget(db, scene, called)
    ballots.forget(db, scene)
    experiments.forget(db, scene)
    experiments.refresh(db, scene, suggestions.forget(db, scene, called))
    schedules.forget(db, scene)
    workspaces.forget(db, scene)
    onboarding.forget(db, scene)
    inbox.forget(db, scene)
    links.forget(db, scene)
    tips.forget(db, scene, called)
    directory.forget(db, scene.workspace, scene.person)
    posts.forget(db, scene)
    posts.unwant_in(db, scene, scene.person)


def erase_left(db: Session, now: datetime) -> list[WorkspaceId]:
    """Erase all that is known of workspaces that left long enough ago; which ones those were."""
    gone = workspaces.to_erase(db, now)
    for workspace in gone:
        stories.unsearch(db, workspace)
        for table in reversed(Base.metadata.sorted_tables):
            key = table.c.id if table.name == "workspaces" else table.c.workspace
            db.execute(delete(table).where(key == workspace))
    return gone


def purge(db: Session, now: datetime) -> None:
    """What nobody needs any more: old drafts, presses, and rows of messages taken down long ago."""
    stories.purge_drafts(db, now)
    polls.purge_drafts(db, now)
    posts.purge(db, now)
    inbox.purge(db, now)
    directory.purge(db, now)
    steps.purge(db, now)
    workspaces.purge_presses(db, now)
