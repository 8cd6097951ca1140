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
from rituals.experiments.heroes import Hero, hero

__all__ = [
    "CARD",
    "Drawn",
    "Hero",
    "drawn",
    "framework_for",
    "hero",
    "of_the_workspace",
    "peek",
    "post_due",
    "posted_since",
    "share",
    "today",
]
