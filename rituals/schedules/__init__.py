"""When rituals recur: days, a local time, a zone."""

from rituals.schedules.acts import (
    THOUGHT_EXPERIMENT,
    Due,
    Ritual,
    claim_due,
    pause,
    remove,
    resume,
    ritual,
    rituals,
    set_up,
    skip_next,
)
from rituals.schedules.records import framework_of
from rituals.schedules.rules import WEEKDAYS, Occurrence, Plan, latest_occurrence, next_occurrence

__all__ = [
    "THOUGHT_EXPERIMENT",
    "WEEKDAYS",
    "Due",
    "Occurrence",
    "Plan",
    "Ritual",
    "claim_due",
    "framework_of",
    "latest_occurrence",
    "next_occurrence",
    "pause",
    "remove",
    "resume",
    "ritual",
    "rituals",
    "set_up",
    "skip_next",
]
