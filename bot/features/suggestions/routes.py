"""What suggestions answer to."""

from bot.features.suggestions import card, draws, listeners
from bot.features.ways_in import OPEN_SUGGEST
from bot.slack.routes import Feature
from rituals import suggestions

SUGGESTIONS = Feature(
    "suggestions",
    words={"suggest": listeners.asked_to_suggest, "suggestions": listeners.asked_for_list},
    presses={OPEN_SUGGEST: listeners.asked_for_form, "suggestion:*": listeners.decided},
    forms={card.SUGGEST: listeners.made},
    draws={
        suggestions.DECISION_NOTE: draws.decision,
        suggestions.ASK: draws.ask,
    },
)
