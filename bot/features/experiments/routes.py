"""What thought experiments answer to."""

from bot.features.experiments import card, draws, listeners
from bot.features.ways_in import TODAY
from bot.slack.routes import Feature
from rituals import experiments

EXPERIMENTS = Feature(
    "experiments",
    words={"": listeners.asked_for_experiment, "hero": listeners.asked_for_hero},
    presses={
        TODAY: listeners.asked_for_todays,
        card.SHARE_EXPERIMENT: listeners.shared,
        card.SHARE_HERO: listeners.shared_hero,
        card.SHOW_ANOTHER: listeners.another,
    },
    draws={
        experiments.CARD: draws.experiment,
        experiments.GAME_PLAN: draws.game_plan,
    },
    reads_ahead={experiments.CARD: draws.read_ahead},
)
