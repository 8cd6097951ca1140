"""What the replies in a card's thread show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.answers import card
from bot.slack.block_kit import Message
from rituals import answers
from rituals.catalog import Catalog
from rituals.ids import ReplyId, WorkspaceId


def reply(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The answers of one reply."""
    return card.reply_card(answers.reply(db, workspace, ReplyId(subject)))
