"""What the slash command answers to on its own."""

from bot.features.mindset import listeners
from bot.slack.routes import Feature

MINDSET = Feature("mindset", words={"*": listeners.helped})
