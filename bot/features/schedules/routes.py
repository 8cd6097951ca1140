"""What rituals answer to."""

from bot.features.polls.card import POLL_MENU
from bot.features.schedules import (
    days_off_form,
    days_off_listeners,
    draws,
    form,
    form_listeners,
    list_card,
    list_listeners,
    listeners,
    notes,
)
from bot.features.ways_in import OPEN_SCHEDULE
from bot.slack.routes import Feature
from rituals import schedules

SCHEDULES = Feature(
    "schedules",
    words={"schedule": listeners.asked_for_rituals},
    presses={
        f"{form.TURNED}*": form_listeners.turned,
        form.MORE: form_listeners.turned,
        form.SEE: form_listeners.asked_to_see,
        OPEN_SCHEDULE: form_listeners.asked_for_form,
        f"{list_card.HANDLE}*": list_listeners.handled,
        f"{POLL_MENU}:repeat": form_listeners.asked_to_repeat_poll,
        notes.RESUME_HELD: list_listeners.resumed,
        list_card.DAYS_OFF: days_off_listeners.asked_for_days_off,
        days_off_form.TAKE_BACK: days_off_listeners.taken_back,
    },
    forms={
        form.SET_UP_RITUAL: form_listeners.sent,
        f"{list_card.ASKED}*": list_listeners.answered,
        days_off_form.DAYS_OFF_CHOSEN: days_off_listeners.chosen,
    },
    draws={
        schedules.HELD_NOTE: draws.held,
        schedules.CHANGE_NOTE: draws.change,
        schedules.LATE_NOTE: draws.late,
    },
)
