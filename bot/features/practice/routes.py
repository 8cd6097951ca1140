"""Personal practice at the edge."""

from bot.features.practice import form, listeners
from bot.features.ways_in import MY_PRACTICE
from bot.slack.routes import Feature

PRACTICE = Feature(
    "practice",
    words={"me": listeners.asked_for_practice},
    presses={MY_PRACTICE: listeners.asked_for_form, form.STOP: listeners.stopped},
    forms={form.PRACTISE: listeners.chosen},
)
