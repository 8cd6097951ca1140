"""What the posts of tips show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.tips import card
from bot.slack.block_kit import Message
from rituals import tips
from rituals.catalog import Catalog
from rituals.ids import TipId, WorkspaceId


def ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The question to the person who may tell it."""
    return card.ask_card(tips.tip(db, workspace, TipId(subject)))
