"""What hellos show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.onboarding import card
from bot.slack.block_kit import Message
from rituals import onboarding
from rituals.catalog import Catalog
from rituals.ids import WorkspaceId


def hello(db: Session, _: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The direct message to the person who has brought the bot into a channel."""
    return card.hello_card(onboarding.hello(db, workspace, subject))


def channel_hello(db: Session, _: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The one line in the channel."""
    return card.channel_hello_card(onboarding.hello(db, workspace, subject))
