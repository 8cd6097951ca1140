"""What the phrase bonfire answers to."""

from bot.features.bonfire import card, draws, form, listeners
from bot.features.ways_in import NOMINATE_PHRASE
from bot.slack.routes import Feature
from rituals import bonfire

BONFIRE = Feature(
    "bonfire",
    words={"retire": listeners.asked, "retired": listeners.asked_for_list},
    presses={
        card.RETIRE: listeners.voted,
        card.KEEP: listeners.voted,
        card.WITHDRAW: listeners.withdrew,
        NOMINATE_PHRASE: listeners.asked_for_form,
        card.RETIRED: listeners.asked_for_list,
        card.BRING_BACK: listeners.brought_back,
    },
    forms={form.NOMINATE: listeners.nominated},
    shortcuts={"retire_phrase": listeners.asked_for_form},
    never_kept=frozenset({card.RETIRE, card.KEEP}),
    draws={bonfire.CARD: draws.phrase, bonfire.RESULT: draws.result},
)
