"""What App Home answers to."""

from bot.features.home import card, listeners, publishing, view
from bot.slack.routes import Feature, Heard

HOME = Feature(
    "home",
    publishes_home=publishing.publish,
    presses={
        f"{view.PAGE}*": listeners.turned,
        f"{card.WHOSE}*": listeners.chose_whose,
        card.MORE_RITUALS: listeners.turned_rituals,
        card.FIRST_RITUALS: listeners.turned_rituals,
    },
    events={
        "app_home_opened": Heard(listeners.opened, matters=listeners.is_home, key=listeners.by_person),
    },
)
