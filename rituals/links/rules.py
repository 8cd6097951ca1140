"""What a secret link leads to, and how its secret is known again. Pure."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256


class LinkKind(StrEnum):
    """What a link leads to. A calendar is one person's, of one channel; the others are the workspace's."""

    WALL = "wall"
    FEED = "feed"
    CALENDAR = "calendar"


def digest_of(secret: str) -> str:
    """What is kept of a secret. It has 256 bits, so nobody finds it from this, and no salt is needed."""
    return sha256(secret.encode()).hexdigest()
