"""What the posts of nominations show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.nominations import card
from bot.slack.block_kit import Message
from rituals import nominations
from rituals.catalog import Catalog
from rituals.ids import NominatedId, WorkspaceId


def consent_ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The question to the author of words from a private place."""
    return card.consent_card(nominations.ask(db, workspace, NominatedId(subject)), catalog)


def wordless(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to somebody who pointed at a message without words."""
    return card.wordless_card()


def whom_ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The question whom the words of an app credit."""
    return card.whom_card(nominations.ask(db, workspace, NominatedId(subject)))
