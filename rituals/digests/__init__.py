"""Digests: what happened in a while, what was learned, and what is still to be done."""

from rituals.digests.acts import CARD, KIND, digest, discard, peek, post_due, posted_since
from rituals.digests.rules import Digest, Moment, Seen

__all__ = [
    "CARD",
    "KIND",
    "Digest",
    "Moment",
    "Seen",
    "digest",
    "discard",
    "peek",
    "post_due",
    "posted_since",
]
