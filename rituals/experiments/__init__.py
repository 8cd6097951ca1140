"""Thought experiments: an imagined scene and one question, drawn for a person or a channel."""

from rituals.experiments.acts import (
    CARD,
    Drawn,
    drawn,
    framework_for,
    of_the_workspace,
    peek,
    post_due,
    posted_since,
    share,
    today,
)

__all__ = [
    "CARD",
    "Drawn",
    "drawn",
    "framework_for",
    "of_the_workspace",
    "peek",
    "post_due",
    "posted_since",
    "share",
    "today",
]
