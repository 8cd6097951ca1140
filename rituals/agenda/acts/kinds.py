"""All kinds of message that there are."""

from rituals import (
    answers,
    ballots,
    digests,
    experiments,
    nominations,
    onboarding,
    plain_words,
    polls,
    saves,
    schedules,
    stories,
    suggestions,
)
from rituals.posts import PostKind

BOUNCE_NOTE = PostKind("bounce_note", "bounce:{}:{}:{}:{}", rather_twice=True)
ADMIN_BOUNCE_NOTE = PostKind("admin_bounce_note", "bounce:{}:{}:{}", rather_twice=True)
POST_KINDS = (
    experiments.CARD,
    experiments.GAME_PLAN,
    answers.REPLY,
    stories.CARD,
    stories.THANKS_ASK,
    stories.WHY_ASK,
    stories.AUTHOR_NOTE,
    stories.CREDIT_NOTE,
    stories.REPORT_NOTE,
    stories.MOVE_NOTE,
    saves.CARD,
    saves.OWNER_NOTE,
    saves.NUDGE,
    saves.LEFT_NOTE,
    nominations.CONSENT_ASK,
    nominations.WHOM_ASK,
    nominations.WORDLESS_NOTE,
    polls.CARD,
    polls.RESULT,
    polls.RESULT_NOTE,
    polls.REMINDER,
    polls.REMINDER_FOR_ALL,
    polls.DRAFT_CARD,
    digests.CARD,
    plain_words.ASK,
    ballots.CARD,
    ballots.RESULT,
    schedules.HELD_NOTE,
    schedules.LATE_NOTE,
    schedules.CHANGE_NOTE,
    onboarding.HELLO,
    onboarding.CHANNEL_HELLO,
    suggestions.ASK,
    suggestions.DECISION_NOTE,
    BOUNCE_NOTE,
    ADMIN_BOUNCE_NOTE,
)
RATHER_TWICE = frozenset(kind for kind in POST_KINDS if kind.rather_twice)
