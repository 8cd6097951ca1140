"""What can be settled for a whole workspace."""

from __future__ import annotations

from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.ids import ChannelId, WorkspaceId
from rituals.scene import Scene
from rituals.workspaces.records import Workspace, feed_of
from rituals.workspaces.rules import Blend, Settings


def feed(db: Session, scene: Scene) -> ChannelId | None:
    """The feed channel of the scene's workspace, None if nobody has set it."""
    return feed_of(db, scene.workspace)


def held_feed(db: Session, scene: Scene) -> ChannelId | None:
    """The feed channel, which nobody changes before this transaction is over.

    Otherwise a story that is told at the moment when the feed is chosen would wait for it forever.
    """
    insert_once(db, Workspace, {"id": scene.workspace, "known_since": scene.now})
    return feed_of(db, scene.workspace, hold=True)


def set_feed(db: Session, scene: Scene, channel: ChannelId) -> None:
    """From now on stories go to `channel`."""
    insert_once(db, Workspace, {"id": scene.workspace, "known_since": scene.now})
    db.get_one(Workspace, scene.workspace, populate_existing=True).feed_channel = channel


def settings(db: Session, scene: Scene) -> Settings:
    """What the workspace has chosen."""
    row = db.get(Workspace, scene.workspace)
    return Settings(row.admins_only, Blend(row.blend)) if row else Settings()


def blend_of(db: Session, workspace: WorkspaceId) -> Blend:
    """How playful the workspace wants its experiments."""
    row = db.get(Workspace, workspace)
    return Blend(row.blend) if row else Settings().blend


def change_settings(db: Session, scene: Scene, chosen: Settings) -> None:
    """From now on it is as chosen."""
    insert_once(db, Workspace, {"id": scene.workspace, "known_since": scene.now})
    row = db.get_one(Workspace, scene.workspace, populate_existing=True)
    row.admins_only, row.blend = chosen.admins_only, chosen.blend
