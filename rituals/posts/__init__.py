"""Messages as desired state: one row for each message that the bot keeps in Slack."""

from rituals.posts.acts import (
    claim,
    places,
    settle,
    text_changes,
    touch,
    touch_about,
    unwant,
    unwant_about,
    unwant_in,
    want,
    where,
)
from rituals.posts.aging import adopt_orphans, expire, purge, put_right
from rituals.posts.records import Claimed, Stale, look_is_due, unsettled
from rituals.posts.rules import Errand, Occasion, Outcome, Verdict, next_look, text_mark

__all__ = [
    "Claimed",
    "Errand",
    "Occasion",
    "Outcome",
    "Stale",
    "Verdict",
    "adopt_orphans",
    "claim",
    "expire",
    "look_is_due",
    "next_look",
    "places",
    "purge",
    "put_right",
    "settle",
    "text_changes",
    "text_mark",
    "touch",
    "touch_about",
    "unsettled",
    "unwant",
    "unwant_about",
    "unwant_in",
    "want",
    "where",
]
