"""The Web API methods that the stand-in covers, a module for each family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.backend import Backend
from bot.playground.entities import Json

Run = Callable[[Backend, Json], Json]


@dataclass(frozen=True)
class Method:
    """One method: what it does, its rate tier, the scopes of which one is needed, its required arguments."""

    run: Run
    tier: str
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    app_token: bool = False
