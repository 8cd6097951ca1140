"""What the posts of stories show."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.features.stories import card
from bot.slack.block_kit import Message
from bot.slack.routes import Draw
from rituals import stories
from rituals.catalog import Catalog
from rituals.ids import ReportId, StoryId, WorkspaceId
from rituals.stories import Told


def of_story(shown: Callable[[Told, Catalog], Message]) -> Draw:
    """What a post about a story shows, by the card for it."""

    def draw(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
        return shown(stories.told(db, workspace, StoryId(subject)), catalog)

    return draw


def report(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The letter to an admin about a reported story."""
    return card.report_card(stories.reported(db, workspace, ReportId(subject)), catalog)
