"""What the posts of stories show."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.features.stories import card
from bot.slack.block_kit import Message, message_link
from bot.slack.routes import Draw
from rituals import posts, stories, workspaces
from rituals.catalog import Catalog
from rituals.ids import ReportId, StoryId, WorkspaceId
from rituals.stories import Told

SEE = "See the story"


def of_story(shown: Callable[[Told, Catalog], Message]) -> Draw:
    """What a post about a story shows, by the card for it."""

    def draw(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
        return shown(stories.told(db, workspace, StoryId(subject)), catalog)

    return draw


def note(shown: Callable[[Told, Catalog, str | None], Message]) -> Draw:
    """What a private note about a story shows, by the card for it, which gets a link to the story."""

    def draw(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
        told = stories.told(db, workspace, StoryId(subject))
        key = stories.CARD.once_key(subject)
        place = posts.places(db, workspace, [key]).get(key)
        address = workspaces.address(db, workspace)
        return shown(told, catalog, message_link(address, *place, SEE) if address and place else None)

    return draw


def report(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The letter to an admin about a reported story."""
    return card.report_card(stories.reported(db, workspace, ReportId(subject)), catalog)
