"""What the posts of polls show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.features.polls import card, form, notes
from bot.slack.block_kit import Message
from rituals import polls
from rituals.catalog import Catalog
from rituals.ids import PollDraftId, PollId, WorkspaceId


def poll(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The card in its channel."""
    return card.poll_card(polls.shown(db, workspace, PollId(subject)), catalog)


def reminder(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The reminder to somebody who hasn't voted."""
    return notes.reminder_card(polls.shown(db, workspace, PollId(subject)), catalog)


def reminder_for_all(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The reminder in the thread, where nobody knows who has voted."""
    return notes.reminder_for_all_card(polls.shown(db, workspace, PollId(subject)))


def result(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The result in the poll's thread, with the way to the trend."""
    return notes.result_card(polls.shown(db, workspace, PollId(subject)), catalog)


def result_note(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """The result for the poll's author, by direct message."""
    return notes.result_note_card(polls.shown(db, workspace, PollId(subject)), catalog)


def draft(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    """A draft, by direct message."""
    return form.draft_card(polls.draft(db, workspace, PollDraftId(subject)), catalog)
