"""What the first day answers to."""

from bot.features.onboarding import draws, form, listeners
from bot.features.ways_in import SET_UP
from bot.slack.routes import Feature, Heard
from rituals import onboarding

ONBOARDING = Feature(
    "onboarding",
    presses={
        SET_UP: listeners.asked_to_set_up,
        form.HELP_ME_CHOOSE: listeners.asked_for_quiz,
        form.BACK: listeners.went_back,
    },
    forms={form.SET_UP_FORM: listeners.set_up, form.QUIZ: listeners.quiz_answered},
    events={
        "app_mention": Heard(listeners.mentioned, matters=listeners.is_by_a_person, key=listeners.by_place),
    },
    draws={onboarding.HELLO: draws.hello, onboarding.CHANNEL_HELLO: draws.channel_hello},
)
