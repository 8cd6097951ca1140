"""What the posts of the phrase bonfire show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.bonfire import card
from bot.slack.block_kit import Message
from rituals import bonfire
from rituals.catalog import Catalog
from rituals.ids import PhraseId, WorkspaceId


def phrase(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The card with the vote."""
    return card.phrase_card(bonfire.phrase(db, workspace, PhraseId(subject)))


def result(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """What its thread says when the vote is over."""
    return card.result_card(bonfire.phrase(db, workspace, PhraseId(subject)))
