"""Nominations: a teammate points at somebody's great human moment."""

from rituals.nominations.acts.consent import (
    Ask,
    ask,
    close_asked,
    credited,
    keep_private,
    move_feed,
    question_is_there,
    share,
)
from rituals.nominations.acts.forgetting import forget
from rituals.nominations.acts.looking import Look, looked, missed, to_look_at, where
from rituals.nominations.acts.nominating import nominate, nominate_each, withdraw
from rituals.nominations.records import Consent, seen_before
from rituals.nominations.rules import (
    CONSENT_ASK,
    WHOM_ASK,
    WORDLESS_NOTE,
    NominationWishes,
    Reaction,
    SeenMessage,
    SeenReaction,
    names_a_moment,
    plain_emoji,
)

__all__ = [
    "CONSENT_ASK",
    "WHOM_ASK",
    "WORDLESS_NOTE",
    "Ask",
    "Consent",
    "Look",
    "NominationWishes",
    "Reaction",
    "SeenMessage",
    "SeenReaction",
    "ask",
    "close_asked",
    "credited",
    "forget",
    "keep_private",
    "looked",
    "missed",
    "move_feed",
    "names_a_moment",
    "nominate",
    "nominate_each",
    "plain_emoji",
    "question_is_there",
    "seen_before",
    "share",
    "to_look_at",
    "where",
    "withdraw",
]
