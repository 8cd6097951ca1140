"""Exports at the edge."""

from bot.features.exports import card, listeners
from bot.slack.routes import Feature

EXPORTS = Feature(
    "exports",
    words={"export": listeners.asked_for_export},
    presses={card.AGAIN: listeners.asked_again},
    promises={listeners.EXPORT: listeners.promised},
)
