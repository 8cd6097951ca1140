"""What the plain-words check answers to."""

from bot.features.plain_words import card, draws, form, listeners
from bot.features.ways_in import CHECK_WORDS
from bot.slack.routes import Feature
from rituals import plain_words

PLAIN = "plain"
CHECK_MY_WORDS = "check_my_words"

PLAIN_WORDS = Feature(
    "plain_words",
    words={PLAIN: listeners.asked},
    presses={
        CHECK_WORDS: listeners.asked_for_form,
        card.WORDS: listeners.asked_for_words,
        card.APPROVE: listeners.decided,
        card.DECLINE: listeners.decided,
        form.ADD: listeners.asked_to_add,
        form.DROP: listeners.dropped,
    },
    forms={form.CHECK: listeners.sent_draft, form.WORD: listeners.added},
    shortcuts={CHECK_MY_WORDS: listeners.asked_about_message},
    draws={plain_words.ASK: draws.ask},
    # Drafts are nobody's business.
    never_kept=frozenset({PLAIN, CHECK_MY_WORDS, form.CHECK}),
)
