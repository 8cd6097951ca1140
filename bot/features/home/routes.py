"""What App Home answers to."""

from bot.features.home import listeners
from bot.slack.routes import Feature, Heard

HOME = Feature(
    "home",
    events={
        "app_home_opened": Heard(listeners.opened, matters=listeners.is_home, key=listeners.by_person),
    },
)
