"""What thought experiments answer to."""

from bot.features.experiments import card, draws, listeners
from bot.slack.routes import Feature
from rituals import experiments

EXPERIMENTS = Feature(
    "experiments",
    words={"": listeners.asked_for_experiment, "hero": listeners.asked_for_hero},
    presses={
        card.SHARE_EXPERIMENT: listeners.shared,
        card.SHOW_ANOTHER: listeners.another,
    },
    draws={
        experiments.CARD: draws.experiment,
        experiments.GAME_PLAN: draws.game_plan,
    },
)
