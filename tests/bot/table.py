"""What the bot has told Bolt that it answers to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bot.features import table as listeners
from bot.features.features import FEATURES
from bot.slack.routes import Routes


class Table:
    """Stands where Bolt's app stands, and keeps what is registered."""

    def __init__(self) -> None:
        self.answers: defaultdict[str, list[Any]] = defaultdict(list)

    def __getattr__(self, kind: str) -> Callable[..., Callable[[object], None]]:
        def register(constraint: object) -> Callable[[object], None]:
            self.answers[kind].append(constraint)
            return lambda listener: None

        return register


def registered(kind: str) -> list[Any]:
    table = Table()
    listeners.register(table)  # type: ignore[arg-type]
    return table.answers[kind]


ROUTES = Routes(FEATURES)
NAMES = {
    "action": ROUTES.presses,
    "view": ROUTES.forms,
    "view_closed": ROUTES.closed,
    "shortcut": ROUTES.shortcuts,
    "event": ROUTES.events,
}


def answered(kind: str, name: str) -> bool:
    if NAMES[kind].find(name) is not None:
        return True
    return any(
        known.match(name) if isinstance(known, re.Pattern) else known == name for known in registered(kind)
    )
