"""What the posts of thought experiments show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.experiments import card
from bot.slack.block_kit import Message
from rituals import experiments
from rituals.catalog import Catalog
from rituals.ids import DrawId, WorkspaceId


def experiment(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The card in a channel."""
    return card.channel_card(experiments.drawn(db, workspace, DrawId(subject), catalog))


def game_plan(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The game plan in its thread."""
    return card.game_plan_card(experiments.game_plan(db, workspace, DrawId(subject), catalog))
