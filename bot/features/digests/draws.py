"""What the posts of digests show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.digests import card
from bot.slack.block_kit import Message
from rituals import digests, workspaces
from rituals.catalog import Catalog
from rituals.ids import DigestId, WorkspaceId


def digest(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The digest in its channel."""
    shown = digests.digest(db, catalog, workspace, DigestId(subject))
    return card.digest_card(shown, catalog, charts=workspaces.shows_charts(db, workspace))
