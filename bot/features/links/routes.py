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
    # The panel may show a link, and what Slack sends of a press has the panel in it.
    never_kept=frozenset({f"{card.MAKE}*", f"{card.REVOKE}*"}),
)
