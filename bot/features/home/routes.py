"""What App Home answers to."""

from bot.features.home import listeners, pages, publishing, sections
from bot.slack.routes import Feature, Heard

HOME = Feature(
    "home",
    publishes_home=publishing.publish,
    presses={
        f"{pages.PAGE}*": listeners.turned,
        f"{sections.WHOSE}*": listeners.chose_whose,
        sections.MORE_RITUALS: listeners.turned_rituals,
        sections.FIRST_RITUALS: listeners.turned_rituals,
    },
    events={
        "app_home_opened": Heard(listeners.opened, matters=listeners.is_home, key=listeners.by_person),
    },
)
