"""What the posts about saves show."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.slack.block_kit import Message
from bot.slack.routes import Draw
from rituals import saves
from rituals.catalog import Catalog
from rituals.ids import StoryId, WorkspaceId
from rituals.stories import Told


def of_save(shown: Callable[[Told], Message]) -> Draw:
    """What a post about a save shows, by the card for it."""

    def draw(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
        return shown(saves.told(db, workspace, StoryId(subject)))

    return draw
