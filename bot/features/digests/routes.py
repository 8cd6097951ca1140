"""What digests answer to."""

from bot.features.digests import draws
from bot.slack.routes import Feature
from rituals import digests

DIGESTS = Feature(
    "digests",
    draws={
        digests.CARD: draws.digest,
    },
)
