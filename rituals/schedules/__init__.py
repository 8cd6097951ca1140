"""When rituals recur: days, a rhythm, a local time, a zone, days off."""

from rituals.schedules.acts.ahead import Appointment, appointments
from rituals.schedules.acts.claims import (
    Due,
    claim_due,
    held_note,
    hold,
    hold_empty,
    put_right,
    reopen,
    tell_late,
)
from rituals.schedules.acts.forgetting import forget
from rituals.schedules.acts.planning import (
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
from rituals.schedules.acts.practice import practice, practise, stop, travel
from rituals.schedules.acts.telling import GIVEN, Changed, change_note
from rituals.schedules.records.tables import Rest, days_off, framework_of, usual_zone
from rituals.schedules.records.values import (
    CHANNEL_DELETED,
    NOTHING_TO_POST,
    OPEN_AGAIN,
    THOUGHT_EXPERIMENT,
    Ritual,
    Wishes,
)
from rituals.schedules.rules.days_off import UnknownCountry, countries, place_named
from rituals.schedules.rules.kinds import CHANGE_NOTE, HELD_NOTE, LATE_NOTE
from rituals.schedules.rules.occurring import (
    GRACE,
    WEEKDAYS,
    Occurrence,
    Plan,
    Rhythm,
    latest_occurrence,
    next_occurrence,
)
from rituals.schedules.rules.parsing import TypedPlan, parse_plan
from rituals.schedules.rules.zones import STANDS_STILL
from rituals.words import CannotRead

__all__ = [
    "CHANGE_NOTE",
    "CHANNEL_DELETED",
    "GIVEN",
    "GRACE",
    "HELD_NOTE",
    "LATE_NOTE",
    "NOTHING_TO_POST",
    "OPEN_AGAIN",
    "STANDS_STILL",
    "THOUGHT_EXPERIMENT",
    "WEEKDAYS",
    "Appointment",
    "CannotRead",
    "Changed",
    "Due",
    "Occurrence",
    "Plan",
    "Rest",
    "Rhythm",
    "Ritual",
    "TypedPlan",
    "UnknownCountry",
    "Wishes",
    "appointments",
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
    "hold_empty",
    "latest_occurrence",
    "move_next",
    "next_occurrence",
    "parse_plan",
    "pause",
    "place_named",
    "practice",
    "practise",
    "put_right",
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
