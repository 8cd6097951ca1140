"""What the notes about messages that couldn't be posted answer to."""

from bot.features.bounces import card, draws, listeners
from bot.slack.routes import Feature
from rituals import agenda

BOUNCES = Feature(
    "bounces",
    presses={card.TRY_AGAIN: listeners.tried_again},
    draws={agenda.BOUNCE_NOTE: draws.bounce, agenda.ADMIN_BOUNCE_NOTE: draws.admin_bounce},
)
