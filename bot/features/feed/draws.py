"""What the posts of the feed show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.feed import card
from bot.slack.block_kit import Message
from rituals import stories
from rituals.catalog import Catalog
from rituals.ids import FeedMoveId, WorkspaceId


def moved(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """What both channels read when the feed is moved."""
    return card.moved_card(stories.moved(db, workspace, FeedMoveId(subject)))
