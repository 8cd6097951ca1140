"""What the posts of ballots show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.ballots import card
from bot.slack.block_kit import Message
from rituals import ballots
from rituals.catalog import Catalog
from rituals.errors import Gone
from rituals.ids import BallotId, WorkspaceId


def vote(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The vote on the story of the month."""
    return card.ballot_card(ballots.ballot(db, workspace, BallotId(subject)))


def result(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The story that was chosen. Gone once it has been taken down."""
    shown = ballots.ballot(db, workspace, BallotId(subject))
    if not shown.chosen:
        raise Gone
    return card.result_card(shown, catalog)
