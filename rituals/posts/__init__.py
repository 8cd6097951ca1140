"""Messages as desired state: one row for each message that the bot keeps in Slack."""

from rituals.posts.acts import (
    adopt_orphans,
    claim,
    places,
    purge,
    settle,
    touch,
    touch_about,
    unwant,
    unwant_about,
    unwant_in,
    want,
    where,
)
from rituals.posts.records import Claimed, unsettled
from rituals.posts.rules import Errand, Outcome, Verdict, next_look

__all__ = [
    "Claimed",
    "Errand",
    "Outcome",
    "Verdict",
    "adopt_orphans",
    "claim",
    "next_look",
    "places",
    "purge",
    "settle",
    "touch",
    "touch_about",
    "unsettled",
    "unwant",
    "unwant_about",
    "unwant_in",
    "want",
    "where",
]
