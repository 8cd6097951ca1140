"""What the features answer to."""

from __future__ import annotations

from bot.features.features import FEATURES
from bot.slack.routes import Routes

ROUTES = Routes(FEATURES)
NAMES = {
    "action": ROUTES.presses,
    "view": ROUTES.forms,
    "view_closed": ROUTES.closed,
    "shortcut": ROUTES.shortcuts,
    "event": ROUTES.events,
}


def answered(kind: str, name: str) -> bool:
    return NAMES[kind].find(name) is not None
