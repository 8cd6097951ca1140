"""Personal practice at the edge."""

from bot.features.practice import form, listeners
from bot.slack.routes import Feature

PRACTICE = Feature(
    "practice",
    words={"me": listeners.asked},
    presses={form.MY_PRACTICE: listeners.asked_for_form, form.STOP: listeners.stopped},
    forms={form.PRACTISE: listeners.chosen},
)
