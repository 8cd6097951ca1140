"""What the posts of the feed show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.feed import card
from bot.slack.block_kit import Message
from rituals import stories, workspaces
from rituals.catalog import Catalog
from rituals.ids import FeedMoveId, WorkspaceId
from rituals.scene import Scene
from rituals.stories import Filter


def moved(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """What both channels read when the feed is moved."""
    return card.moved_card(stories.moved(db, workspace, FeedMoveId(subject)))


def page(db: Session, scene: Scene, catalog: Catalog, wanted: Filter, before: int | None) -> Message:
    """A page of the stories that are `wanted`, as a private list."""
    found = stories.page(db, scene, wanted, before)
    return card.list_card(found, wanted, before, catalog, workspaces.feed(db, scene))
