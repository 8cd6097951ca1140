"""What the feed answers to."""

from bot.features.feed import card, draws, listeners
from bot.features.stories.card import CHOOSE_FEED, SET_FEED
from bot.slack.routes import Feature
from rituals import stories

FEED = Feature(
    "feed",
    words={"feed": listeners.asked_for_stories},
    presses={
        f"{card.FILTER}*": listeners.filtered,
        card.OLDER: listeners.turned,
        card.NEWEST: listeners.turned,
        CHOOSE_FEED: listeners.asked_for_channel,
    },
    forms={SET_FEED: listeners.channel_chosen},
    draws={stories.MOVE_NOTE: draws.moved},
)
