"""What the notes about messages that couldn't be posted show."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.orm import Session

from bot.features.bounces import card
from bot.slack.block_kit import Message
from rituals import polls, posts
from rituals.catalog import Catalog
from rituals.errors import Gone
from rituals.ids import PollId, WorkspaceId


def bounce(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to the person who waits for a message."""
    failed = posts.failure(db, workspace, subject)
    question = None
    if failed.kind == polls.CARD:
        with suppress(Gone):
            poll = polls.shown(db, workspace, PollId(failed.subject))
            # That of a ritual goes to its owner, who may not be in its channel any more.
            question = poll.setup.question if poll.maker else None
    return card.bounce_card(failed, question)


def admin_bounce(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to the admins."""
    return card.admin_bounce_card(posts.failure(db, workspace, subject))
