"""What makes a story tellable. Pure."""

from __future__ import annotations

from enum import StrEnum

# A message in Slack holds 3,000 characters in one block; escaping may make four or five of one.
LONGEST = 2500


class Kind(StrEnum):
    """What a story tells of."""

    CUSTOMER_HELPED_US = "customer_helped_us"
    GREAT_HUMAN_MOMENT = "great_human_moment"
    PROACTIVE_SAVE = "proactive_save"


def once_key(story: int) -> str:
    """The key of the story's one message in the feed."""
    return f"story:{story}"
