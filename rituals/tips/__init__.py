"""Tips: words that a workflow suggests as a story. Nobody else reads them before a person tells them."""

from rituals.tips.acts import ASK, Tip, decline, forget, lapse, suggest, tell, tip
from rituals.tips.rules import LONGEST_CUSTOMER, TipState

__all__ = [
    "ASK",
    "LONGEST_CUSTOMER",
    "Tip",
    "TipState",
    "decline",
    "forget",
    "lapse",
    "suggest",
    "tell",
    "tip",
]
