"""What Slack sends, kept before it's acknowledged and worked on afterwards."""

from rituals.inbox.acts import (
    adopt_orphans,
    all_done,
    claim,
    done,
    done_with,
    failed,
    forget,
    keep,
    offer,
    offered,
    purge,
    waiting,
)
from rituals.inbox.records import KeptRequest

__all__ = [
    "KeptRequest",
    "adopt_orphans",
    "all_done",
    "claim",
    "done",
    "done_with",
    "failed",
    "forget",
    "keep",
    "offer",
    "offered",
    "purge",
    "waiting",
]
