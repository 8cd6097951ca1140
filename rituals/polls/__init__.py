"""Polls: which mindset did a recent interaction show?"""

from rituals.polls.acts import CARD, Shown, close_due, open_poll, shown, vote
from rituals.polls.rules import MINIMUM, Closing, Tally, closes_at

__all__ = [
    "CARD",
    "MINIMUM",
    "Closing",
    "Shown",
    "Tally",
    "close_due",
    "closes_at",
    "open_poll",
    "shown",
    "vote",
]
