"""What the posts of the plain-words check show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.plain_words import card
from bot.slack.block_kit import Message
from rituals import plain_words
from rituals.catalog import Catalog
from rituals.ids import TeamWordId, WorkspaceId


def ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """What each admin is sent when somebody suggests a word."""
    return card.ask_card(plain_words.word(db, workspace, TeamWordId(subject)))
