"""What answers answer to."""

from bot.features.answers import card, draws, form, listeners
from bot.slack.routes import Feature
from rituals import answers

ANSWERS = Feature(
    "answers",
    presses={
        card.ANSWER: listeners.asked,
        card.FORMERLY: listeners.asked,
        card.CHEER: listeners.cheered,
        card.EDIT: listeners.asked_to_edit,
        card.STORY: listeners.asked_for_story,
        form.REMOVE: listeners.removed,
    },
    forms={form.GIVE_ANSWER: listeners.given},
    draws={answers.REPLY: draws.reply},
    # What is asked of everybody in a channel, also of guests from elsewhere.
    for_everybody=frozenset(
        {card.ANSWER, card.FORMERLY, card.CHEER, card.EDIT, form.REMOVE, form.GIVE_ANSWER}
    ),
)
