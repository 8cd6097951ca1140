"""What lessons answer to."""

from bot.features.lessons import card, form, listeners
from bot.slack.routes import Feature

LESSONS = Feature(
    "lessons",
    words={"lessons": listeners.asked_for_list, "lesson": listeners.asked_for_list},
    presses={
        f"{card.SHOW}*": listeners.turned,
        card.TAKE: listeners.taken,
        card.HAND_BACK: listeners.handed_back,
        card.REOPEN: listeners.reopened,
        card.DONE: listeners.asked_what_came,
    },
    forms={form.FINISH: listeners.finished},
)
