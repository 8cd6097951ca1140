"""What the posts of the feed show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.feed import card
from bot.slack.block_kit import Message
from bot.slack.home import Spot
from rituals import stories, workspaces
from rituals.catalog import Catalog
from rituals.ids import FeedMoveId, WorkspaceId
from rituals.scene import Scene


def moved(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """What both channels read when the feed is moved."""
    return card.moved_card(stories.moved(db, workspace, FeedMoveId(subject)))


def page(db: Session, scene: Scene, catalog: Catalog, spot: Spot) -> Message:
    """A page of the stories that are wanted at that spot, as a private list."""
    found = stories.page(db, scene, spot.wanted, spot.before)
    return card.list_card(found, spot, catalog, workspaces.feed(db, scene))
