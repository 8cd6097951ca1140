"""Secret links to what is read outside Slack: the wall, the feed, a channel's calendar."""

from rituals.links.acts import NOWHERE, Made, Opened, find, forget, made, make, of_workspace, revoke
from rituals.links.rules import LinkKind

__all__ = [
    "NOWHERE",
    "LinkKind",
    "Made",
    "Opened",
    "find",
    "forget",
    "made",
    "make",
    "of_workspace",
    "revoke",
]
