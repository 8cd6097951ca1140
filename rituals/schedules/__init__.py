"""When rituals recur: days, a rhythm, a local time, a zone, days off."""

from rituals.schedules.acts import (
    beside,
    change,
    hand_over,
    move_next,
    pause,
    remove,
    rests,
    resume,
    ritual,
    rituals,
    set_up,
    set_up_all,
    skip_next,
    take_off,
    take_on,
)
from rituals.schedules.claims import Due, claim_due, held_note, hold, put_right, reopen, tell_late
from rituals.schedules.days_off import UnknownCountry, countries, place_named
from rituals.schedules.forgetting import forget
from rituals.schedules.practice import practice, practise, stop, travel
from rituals.schedules.reading import Typed, read
from rituals.schedules.records import Rest, days_off, framework_of, usual_zone
from rituals.schedules.rules import (
    GRACE,
    WEEKDAYS,
    Occurrence,
    Plan,
    Rhythm,
    latest_occurrence,
    next_occurrence,
)
from rituals.schedules.telling import CHANGE_NOTE, GIVEN, Changed, change_note
from rituals.schedules.values import HELD_NOTE, LATE_NOTE, OPEN_AGAIN, THOUGHT_EXPERIMENT, Ritual, Wishes
from rituals.schedules.zones import STANDS_STILL
from rituals.words import CannotRead

__all__ = [
    "CHANGE_NOTE",
    "GIVEN",
    "GRACE",
    "HELD_NOTE",
    "LATE_NOTE",
    "OPEN_AGAIN",
    "STANDS_STILL",
    "THOUGHT_EXPERIMENT",
    "WEEKDAYS",
    "CannotRead",
    "Changed",
    "Due",
    "Occurrence",
    "Plan",
    "Rest",
    "Rhythm",
    "Ritual",
    "Typed",
    "UnknownCountry",
    "Wishes",
    "beside",
    "change",
    "change_note",
    "claim_due",
    "countries",
    "days_off",
    "forget",
    "framework_of",
    "hand_over",
    "held_note",
    "hold",
    "latest_occurrence",
    "move_next",
    "next_occurrence",
    "pause",
    "place_named",
    "practice",
    "practise",
    "put_right",
    "read",
    "remove",
    "reopen",
    "rests",
    "resume",
    "ritual",
    "rituals",
    "set_up",
    "set_up_all",
    "skip_next",
    "stop",
    "take_off",
    "take_on",
    "tell_late",
    "travel",
    "usual_zone",
]
