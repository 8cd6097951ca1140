"""What settings answer to."""

from bot.features.settings import card, form, listeners
from bot.features.stories.card import NOTES
from bot.slack.routes import Feature

SETTINGS = Feature(
    "settings",
    words={"settings": listeners.asked_for_settings, "notes": listeners.asked_for_notes},
    presses={f"{NOTES}*": listeners.chose_notes, card.CHANGE: listeners.asked_to_change},
    forms={form.SETTINGS: listeners.chosen},
)
