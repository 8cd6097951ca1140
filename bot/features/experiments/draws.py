"""What the posts of thought experiments show."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from bot.features.experiments import card
from bot.slack.block_kit import Message
from rituals import answers, experiments, saves
from rituals.catalog import Catalog
from rituals.ids import DrawId, WorkspaceId


def experiment(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The card in a channel."""
    draw = DrawId(subject)
    drawn = experiments.drawn(db, workspace, draw, catalog)
    standing, planned = answers.standing(db, workspace, draw), saves.looked_ahead(db, workspace, draw)
    return card.channel_card(drawn, standing, planned)


def read_ahead(db: Session, workspace: WorkspaceId, subjects: Collection[int]) -> None:
    """What many cards show, in two statements for all of them."""
    experiments.read_ahead(db, workspace, subjects)
    answers.read_ahead(db, workspace, subjects)


def game_plan(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The game plan in its thread."""
    return card.game_plan_card(experiments.game_plan(db, workspace, DrawId(subject), catalog))
