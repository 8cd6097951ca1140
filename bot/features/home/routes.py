"""What App Home answers to."""

from bot.features.home import listeners, publishing
from bot.slack.routes import Feature, Heard

HOME = Feature(
    "home",
    publishes_home=publishing.publish,
    events={
        "app_home_opened": Heard(listeners.opened, matters=listeners.is_home, key=listeners.by_person),
    },
)
