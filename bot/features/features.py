"""All that the bot can do."""

from __future__ import annotations

from bot.features.exports.routes import EXPORTS
from bot.features.polls.routes import POLLS
from bot.features.practice.routes import PRACTICE
from bot.features.trends.routes import TRENDS

FEATURES = (POLLS, TRENDS, PRACTICE, EXPORTS)
