"""What becomes of a tip, and how long it waits. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

# As long as the author of private words is asked.
KEPT_FOR = timedelta(days=7)
LONGEST_CUSTOMER = 120


class TipState(StrEnum):
    """What became of a tip. Its words are kept only while it waits."""

    WAITING = "waiting"
    TOLD = "told"
    DECLINED = "declined"
    LAPSED = "lapsed"
