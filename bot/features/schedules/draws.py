"""What the posts of rituals show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.schedules import notes
from bot.slack.block_kit import Message
from rituals import schedules
from rituals.catalog import Catalog
from rituals.ids import ScheduleId, WorkspaceId


def held(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to the owner of a ritual that has paused itself."""
    return notes.held_card(schedules.held_note(db, workspace, ScheduleId(subject)), catalog)


def change(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to the owner of a ritual that somebody else has changed."""
    return notes.change_card(schedules.change_note(db, workspace, subject), catalog)


def late(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The note to the owner of a ritual that couldn't be posted in time."""
    return notes.late_card(schedules.held_note(db, workspace, ScheduleId(subject)), catalog)
