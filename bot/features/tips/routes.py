"""What tips answer to."""

from bot.features.tips import card, draws, listeners
from bot.slack.routes import Feature
from rituals import tips

TIPS = Feature(
    "tips",
    presses={card.TELL: listeners.asked_to_tell, card.DECLINE: listeners.declined},
    draws={tips.ASK: draws.ask},
)
