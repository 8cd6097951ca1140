"""All that the bot can do."""

from __future__ import annotations

from bot.features.polls import POLLS

FEATURES = (POLLS,)
