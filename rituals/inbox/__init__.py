"""What Slack sends, kept before it's acknowledged and worked on afterwards."""

from rituals.inbox.acts import (
    Arrival,
    adopt_orphans,
    all_done,
    claim,
    done,
    done_with,
    failed,
    forget,
    keep,
    keep_each,
    offer,
    offered,
    purge,
    waiting,
)
from rituals.inbox.records import KeptRequest

__all__ = [
    "Arrival",
    "KeptRequest",
    "adopt_orphans",
    "all_done",
    "claim",
    "done",
    "done_with",
    "failed",
    "forget",
    "keep",
    "keep_each",
    "offer",
    "offered",
    "purge",
    "waiting",
]
