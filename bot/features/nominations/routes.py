"""What nominations answer to."""

from bot.features.nominations import card, draws, listeners
from bot.features.stories.draws import note, of_story
from bot.slack.routes import Feature, Heard
from rituals import nominations, stories

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
    draws={
        nominations.CONSENT_ASK: draws.consent_ask,
        nominations.WORDLESS_NOTE: draws.wordless,
        nominations.WHOM_ASK: draws.whom_ask,
        stories.WHY_ASK: of_story(card.why_card),
        stories.AUTHOR_NOTE: note(card.author_card),
    },
    # What is asked of everybody in a channel, also of guests from elsewhere.
    for_everybody=frozenset({card.SHARE_WORDS, card.KEEP_WORDS}),
)
