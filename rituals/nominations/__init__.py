"""Nominations: a reaction points at somebody's great human moment."""

from rituals.nominations.acts import (
    CONSENT_ASK,
    Ask,
    ask,
    keep_private,
    nominate,
    share,
    withdraw,
)
from rituals.nominations.records import Consent
from rituals.nominations.rules import Message, Reaction, names_a_moment

__all__ = [
    "CONSENT_ASK",
    "Ask",
    "Consent",
    "Message",
    "Reaction",
    "ask",
    "keep_private",
    "names_a_moment",
    "nominate",
    "share",
    "withdraw",
]
