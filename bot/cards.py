"""Which card a post of each kind shows: the read of its state, and the blocks for it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.blocks import experiments as experiment_blocks
from bot.blocks import handles as handle_blocks
from bot.blocks import nominations as nomination_blocks
from bot.blocks import polls as poll_blocks
from bot.blocks import stories as story_blocks
from bot.blocks import suggestions as suggestion_blocks
from bot.blocks.kit import Message
from rituals import experiments, nominations, polls, schedules, stories, suggestions
from rituals.catalog import Catalog
from rituals.ids import DrawId, NominatedId, PollId, ScheduleId, StoryId, SuggestionId, WorkspaceId

Render = Callable[[Session, Catalog, WorkspaceId, int], Message]


def _experiment(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return experiment_blocks.channel_card(experiments.drawn(db, workspace, DrawId(subject), catalog))


def _game_plan(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return experiment_blocks.game_plan_card(experiments.game_plan(db, workspace, DrawId(subject), catalog))


def _held(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return handle_blocks.held_card(schedules.held_note(db, workspace, ScheduleId(subject)), catalog)


def _decision(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return suggestion_blocks.decision_card(
        suggestions.suggestion(db, workspace, SuggestionId(subject)), catalog
    )


def _story(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return story_blocks.story_card(stories.told(db, workspace, StoryId(subject)), catalog)


def _poll(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    poll = polls.shown(db, workspace, PollId(subject))
    return poll_blocks.poll_card(poll, catalog.framework(poll.framework))


def _consent_ask(db: Session, catalog: Catalog, workspace: WorkspaceId, subject: int) -> Message:
    return nomination_blocks.consent_card(nominations.ask(db, workspace, NominatedId(subject)))


CARDS: dict[str, Render] = {
    experiments.CARD: _experiment,
    experiments.GAME_PLAN: _game_plan,
    schedules.HELD_NOTE: _held,
    suggestions.DECISION_NOTE: _decision,
    stories.CARD: _story,
    polls.CARD: _poll,
    nominations.CONSENT_ASK: _consent_ask,
}


def render(db: Session, catalog: Catalog, workspace: WorkspaceId, kind: str, subject: int) -> Message:
    """What the post shows at this moment."""
    return CARDS[kind](db, catalog, workspace, subject)
