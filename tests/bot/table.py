"""What the features answer to."""

from __future__ import annotations

from typing import Any

from bot.features.features import FEATURES
from bot.slack.routes import Names, Routes

ROUTES = Routes(FEATURES)
NAMES: dict[str, Names[Any]] = {
    "action": ROUTES.presses,
    "view": ROUTES.forms,
    "view_closed": ROUTES.closed,
    "shortcut": ROUTES.shortcuts,
    "event": ROUTES.events,
}


def answered(kind: str, name: str) -> bool:
    return NAMES[kind].find(name) is not None
