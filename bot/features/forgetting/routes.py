"""What forgetting answers to."""

from bot.features.forgetting import form, listeners
from bot.slack.routes import Feature, Heard

FORGETTING = Feature(
    "forgetting",
    words={"forget": listeners.asked_to_forget},
    forms={form.FORGET_ME: listeners.confirmed},
    events={"app_uninstalled": Heard(listeners.uninstalled), "tokens_revoked": Heard(listeners.uninstalled)},
)
