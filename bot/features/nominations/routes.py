"""What nominations answer to."""

from bot.features.nominations import card, listeners
from bot.slack.routes import Feature, Heard

NOMINATIONS = Feature(
    "nominations",
    presses={
        card.SHARE_WORDS: listeners.answered,
        card.KEEP_WORDS: listeners.answered,
        card.SAY_WHOM: listeners.asked_whom,
    },
    forms={card.NOMINATE: listeners.nominated, card.CREDIT: listeners.said_whom},
    shortcuts={"great_human_moment": listeners.asked_about_message},
    events={
        "reaction_added": Heard(listeners.reacted, matters=listeners.nominates),
        "reaction_removed": Heard(listeners.took_back, matters=listeners.nominates),
    },
)
