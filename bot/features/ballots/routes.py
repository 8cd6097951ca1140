"""What ballots answer to."""

from bot.features.ballots import card, draws, listeners
from bot.slack.routes import Feature
from rituals import ballots

BALLOTS = Feature(
    "ballots",
    presses={f"{card.VOTE}*": listeners.voted},
    draws={ballots.CARD: draws.vote, ballots.RESULT: draws.result},
    never_kept=frozenset({f"{card.VOTE}*"}),
)
