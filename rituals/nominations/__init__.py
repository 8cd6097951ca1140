"""Nominations: a teammate points at somebody's great human moment."""

from rituals.nominations.acts import nominate, withdraw
from rituals.nominations.consent import Ask, ask, close_asked, credited, keep_private, move_feed, share
from rituals.nominations.forgetting import forget
from rituals.nominations.looking import Look, looked, missed, to_look_at, where
from rituals.nominations.records import Consent, seen_before
from rituals.nominations.rules import Message, Reaction, Wishes, names_a_moment, plain_emoji
from rituals.nominations.settling import AUTHOR_NOTE, CONSENT_ASK, WHOM_ASK, WHY_ASK, WORDLESS_NOTE

__all__ = [
    "AUTHOR_NOTE",
    "CONSENT_ASK",
    "WHOM_ASK",
    "WHY_ASK",
    "WORDLESS_NOTE",
    "Ask",
    "Consent",
    "Look",
    "Message",
    "Reaction",
    "Wishes",
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
    "plain_emoji",
    "seen_before",
    "share",
    "to_look_at",
    "where",
    "withdraw",
]
