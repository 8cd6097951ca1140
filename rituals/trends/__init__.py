"""Trends: how often each mindset was seen, week by week."""

from rituals.trends.acts import trend
from rituals.trends.reading import read_wanted
from rituals.trends.rules import MOST_WEEKS, WEEKS, Line, Point, Subject, Trend, Wanted, point

__all__ = [
    "MOST_WEEKS",
    "WEEKS",
    "Line",
    "Point",
    "Subject",
    "Trend",
    "Wanted",
    "point",
    "read_wanted",
    "trend",
]
