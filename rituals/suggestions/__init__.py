"""Suggestions: thought experiments of a team's own, approved by its admins."""

from rituals.suggestions.acts import (
    ASK,
    DECISION_NOTE,
    Suggested,
    approved,
    by_key,
    decide,
    forget,
    keys_of,
    suggest,
    suggestion,
    waiting,
)
from rituals.suggestions.records import SuggestionState

__all__ = [
    "ASK",
    "DECISION_NOTE",
    "Suggested",
    "SuggestionState",
    "approved",
    "by_key",
    "decide",
    "forget",
    "keys_of",
    "suggest",
    "suggestion",
    "waiting",
]
