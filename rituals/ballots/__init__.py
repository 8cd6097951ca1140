"""Ballots: the team chooses its story of the month, from those that were cheered most widely."""

from rituals.ballots.acts import (
    CARD,
    KIND,
    RESULT,
    ballot,
    close_due,
    discard,
    forget,
    peek,
    post_due,
    posted_since,
    propose,
    vote,
)
from rituals.ballots.rules import FEWEST_STORIES, Ballot, month_before

__all__ = [
    "CARD",
    "FEWEST_STORIES",
    "KIND",
    "RESULT",
    "Ballot",
    "ballot",
    "close_due",
    "discard",
    "forget",
    "month_before",
    "peek",
    "post_due",
    "posted_since",
    "propose",
    "vote",
]
