"""Trends: how often each mindset was seen, week by week, and where along the journey stories happen."""

from rituals.trends.acts import journey, trend
from rituals.trends.rules.changes import Change, changes
from rituals.trends.rules.parsing import read_wanted
from rituals.trends.rules.shares import (
    MOST_WEEKS,
    WEEKS,
    Journey,
    MindsetLine,
    Point,
    Subject,
    Trend,
    Wanted,
    point,
)

__all__ = [
    "MOST_WEEKS",
    "WEEKS",
    "Change",
    "Journey",
    "MindsetLine",
    "Point",
    "Subject",
    "Trend",
    "Wanted",
    "changes",
    "journey",
    "point",
    "read_wanted",
    "trend",
]
