"""Which card a post of each kind shows: the read of its state, and the blocks for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sqlalchemy.orm import Session

from bot.features.bounces import card as bounce_blocks
from bot.features.digests import card as digest_blocks
from bot.features.experiments import card as experiment_blocks
from bot.features.feed import card as feed_blocks
from bot.features.nominations import card as nomination_blocks
from bot.features.polls import card as poll_blocks
from bot.features.polls import form as poll_form_blocks
from bot.features.polls import notes as poll_note_blocks
from bot.features.schedules import list_card as handle_blocks
from bot.features.stories import card as story_blocks
from bot.features.suggestions import card as suggestion_blocks
from bot.slack.block_kit import Message
from rituals import agenda, digests, experiments, nominations, polls, posts, schedules, stories, suggestions
from rituals.catalog import Catalog
from rituals.errors import Gone
from rituals.ids import (
    DigestId,
    DrawId,
    FeedMoveId,
    NominatedId,
    PollDraftId,
    PollId,
    ReportId,
    ScheduleId,
    StoryId,
    SuggestionId,
    WorkspaceId,
)

Render = Callable[[Session, Catalog, WorkspaceId, int], Message]


def _experiment(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return experiment_blocks.channel_card(experiments.drawn(db, workspace, DrawId(subject), catalog))


def _game_plan(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return experiment_blocks.game_plan_card(experiments.game_plan(db, workspace, DrawId(subject), catalog))


def _held(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return handle_blocks.held_card(schedules.held_note(db, workspace, ScheduleId(subject)), catalog)


def _late(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return handle_blocks.late_card(schedules.held_note(db, workspace, ScheduleId(subject)), catalog)


def _change(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return handle_blocks.change_card(schedules.change_note(db, workspace, subject), catalog)


def _decision(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return suggestion_blocks.decision_card(
        suggestions.suggestion(db, workspace, SuggestionId(subject)), catalog
    )


def _suggestion_ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return suggestion_blocks.ask_card(suggestions.suggestion(db, workspace, SuggestionId(subject)), catalog)


def _poll(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return poll_blocks.poll_card(polls.shown(db, workspace, PollId(subject)), catalog)


def _reminder(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return poll_note_blocks.reminder_card(polls.shown(db, workspace, PollId(subject)), catalog)


def _reminder_for_all(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return poll_note_blocks.reminder_for_all_card(polls.shown(db, workspace, PollId(subject)))


def _trend_line(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return poll_note_blocks.trend_line_card(polls.shown(db, workspace, PollId(subject)))


def _draft(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return poll_form_blocks.draft_card(polls.draft(db, workspace, PollDraftId(subject)), catalog)


def _digest(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return digest_blocks.digest_card(digests.digest(db, catalog, workspace, DigestId(subject)), catalog)


def _consent_ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return nomination_blocks.consent_card(nominations.ask(db, workspace, NominatedId(subject)), catalog)


def _story_note(card: Callable[[stories.Told, Catalog], Message]) -> Render:
    def note(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
        return card(stories.told(db, workspace, StoryId(subject)), catalog)

    return note


def _report(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return story_blocks.report_card(stories.reported(db, workspace, ReportId(subject)), catalog)


def _feed_moved(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return feed_blocks.moved_card(stories.moved(db, workspace, FeedMoveId(subject)))


def _whom_ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return nomination_blocks.whom_card(nominations.ask(db, workspace, NominatedId(subject)))


def _bounce(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    failed = posts.failure(db, workspace, subject)
    question = None
    if failed.kind == polls.CARD:
        with suppress(Gone):
            poll = polls.shown(db, workspace, PollId(failed.subject))
            # That of a ritual goes to its owner, who may not be in its channel any more.
            question = poll.setup.question if poll.maker else None
    return bounce_blocks.bounce_card(failed, question)


def _admin_bounce(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return bounce_blocks.admin_bounce_card(posts.failure(db, workspace, subject))


def _wordless(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return nomination_blocks.wordless_card()


CARDS: dict[str, Render] = {
    agenda.BOUNCE_NOTE: _bounce,
    agenda.ADMIN_BOUNCE_NOTE: _admin_bounce,
    experiments.CARD: _experiment,
    experiments.GAME_PLAN: _game_plan,
    schedules.CHANGE_NOTE: _change,
    schedules.HELD_NOTE: _held,
    schedules.LATE_NOTE: _late,
    suggestions.DECISION_NOTE: _decision,
    suggestions.ASK: _suggestion_ask,
    stories.CARD: _story_note(story_blocks.story_card),
    polls.CARD: _poll,
    polls.REMINDER: _reminder,
    polls.REMINDER_FOR_ALL: _reminder_for_all,
    polls.TREND_LINE: _trend_line,
    polls.DRAFT_CARD: _draft,
    digests.CARD: _digest,
    stories.MOVE_NOTE: _feed_moved,
    stories.THANKS_ASK: _story_note(story_blocks.thanks_ask_card),
    stories.REPORT_NOTE: _report,
    nominations.CONSENT_ASK: _consent_ask,
    nominations.WHOM_ASK: _whom_ask,
    nominations.WORDLESS_NOTE: _wordless,
    nominations.WHY_ASK: _story_note(nomination_blocks.why_card),
    nominations.AUTHOR_NOTE: _story_note(nomination_blocks.author_card),
}


def render(db: Session, catalog: Catalog, workspace: WorkspaceId, kind: str, subject: int) -> Message:
    """What the post shows at this moment."""
    return CARDS[kind](db, catalog, workspace, subject)
