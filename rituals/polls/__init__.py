"""Polls: which mindset did a recent interaction show?"""

from rituals.polls.acts import CARD, Shown, close_due, open_once, open_poll, opened_since, shown, vote
from rituals.polls.forgetting import forget
from rituals.polls.outcome import Result
from rituals.polls.results import results
from rituals.polls.rules import MINIMUM, Closing, Tally, closes_at, key_from

__all__ = [
    "CARD",
    "MINIMUM",
    "Closing",
    "Result",
    "Shown",
    "Tally",
    "close_due",
    "closes_at",
    "forget",
    "key_from",
    "open_once",
    "open_poll",
    "opened_since",
    "results",
    "shown",
    "vote",
]
