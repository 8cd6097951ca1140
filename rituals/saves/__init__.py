"""Saves: what could disappoint a customer, and is put right before it does. Each is a story with an owner."""

from rituals.saves.acts.planning import edit, plan, recall, remove, share
from rituals.saves.acts.queries import counted, in_state, looked_ahead, mine, told
from rituals.saves.acts.reminding import release, remind_due
from rituals.saves.acts.settling import assign, carry_over, drop, finish, reopen, take
from rituals.saves.rules import (
    CARD,
    LEFT_NOTE,
    NUDGE,
    OWNER_NOTE,
    LookedAhead,
    Planned,
    Save,
    proposed,
    put_off,
)

__all__ = [
    "CARD",
    "LEFT_NOTE",
    "NUDGE",
    "OWNER_NOTE",
    "LookedAhead",
    "Planned",
    "Save",
    "assign",
    "carry_over",
    "counted",
    "drop",
    "edit",
    "finish",
    "in_state",
    "looked_ahead",
    "mine",
    "plan",
    "proposed",
    "put_off",
    "recall",
    "release",
    "remind_due",
    "remove",
    "reopen",
    "share",
    "take",
    "told",
]
