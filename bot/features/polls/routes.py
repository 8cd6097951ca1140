"""Polls at the edge."""

from __future__ import annotations

from bot.features.polls import card, listeners, menu
from bot.slack.routes import Feature

POLLS = Feature(
    "polls",
    presses={
        f"{card.VOTE}*": listeners.voted,
        card.MY_VOTE: listeners.asked_for_own,
        card.POLL_MENU: listeners.chose,
        card.ADD_OPTION: listeners.asked_for_option,
    },
    forms={f"{menu.ASKED}*": listeners.answered},
)
