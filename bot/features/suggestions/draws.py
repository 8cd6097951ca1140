"""What the posts of suggestions show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.suggestions import card
from bot.slack.block_kit import Message
from rituals import suggestions
from rituals.catalog import Catalog
from rituals.ids import SuggestionId, WorkspaceId


def decision(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to the person who suggested something."""
    return card.decision_card(suggestions.suggestion(db, workspace, SuggestionId(subject)), catalog)


def ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """What each admin is sent."""
    return card.ask_card(suggestions.suggestion(db, workspace, SuggestionId(subject)), catalog)
