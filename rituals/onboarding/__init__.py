"""A workspace's first day: who has been greeted, and which school of thought suits a team."""

from rituals.onboarding.acts import forget, hello, invited, is_set_up, meet, refresh, unmet
from rituals.onboarding.rules import CHANNEL_HELLO, HELLO, Hello, suggested

__all__ = [
    "CHANNEL_HELLO",
    "HELLO",
    "Hello",
    "forget",
    "hello",
    "invited",
    "is_set_up",
    "meet",
    "refresh",
    "suggested",
    "unmet",
]
