"""Messages as desired state: one row for each message that the bot keeps in Slack."""

from rituals.posts.acts import (
    claim,
    forget,
    places,
    retry,
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
from rituals.posts.failures import Failed, failure, unsettled
from rituals.posts.for_admins import ForAdmins, for_admins, hand_out, want_for_admins
from rituals.posts.records import Claimed, Stale, look_is_due
from rituals.posts.rules import (
    DELETED_BY_HAND,
    THREAD_GONE,
    Errand,
    Occasion,
    Outcome,
    State,
    Verdict,
    next_look,
    text_mark,
)
from rituals.posts.settling import settle

__all__ = [
    "DELETED_BY_HAND",
    "THREAD_GONE",
    "Claimed",
    "Errand",
    "Failed",
    "ForAdmins",
    "Occasion",
    "Outcome",
    "Stale",
    "State",
    "Verdict",
    "adopt_orphans",
    "claim",
    "expire",
    "failure",
    "for_admins",
    "forget",
    "hand_out",
    "look_is_due",
    "next_look",
    "places",
    "purge",
    "put_right",
    "retry",
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
    "want_for_admins",
    "where",
]
