"""What secret links answer to."""

from bot.features.links import card, listeners
from bot.slack.routes import Feature

LINKS = Feature(
    "links",
    words={"wall": listeners.asked_for_links, "calendar": listeners.asked_for_calendar},
    presses={
        card.OPEN_LINKS: listeners.asked_for_links,
        f"{card.MAKE}*": listeners.made,
        f"{card.REVOKE}*": listeners.revoked,
    },
)
