"""Trends at the edge."""

from bot.features.polls import notes
from bot.features.trends import card, listeners
from bot.slack.routes import Feature

TRENDS = Feature(
    "trends",
    words={"trends": listeners.asked_for_trends, "trend": listeners.asked_for_trends},
    presses={card.PICTURE: listeners.picture_asked, notes.TREND: listeners.asked_in_thread},
    promises={listeners.PICTURE: listeners.picture_promised},
)
