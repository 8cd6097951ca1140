"""Trigger ids: a person did something, so the bot may open one view, within three seconds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.refusals import Refused
from bot.service.clock import Clock

LASTS = timedelta(seconds=3)


@dataclass
class Trigger:
    """Who may be shown a view, and where that person was."""

    user: str
    channel: str | None
    made: datetime
    used: bool = False


class Triggers:
    """Makes trigger ids and exchanges them, each once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[str, Trigger] = {}

    def make(self, user: str, channel: str | None = None) -> str:
        """A fresh trigger id for something that `user` just did."""
        name = f"{len(self._made) + 1}.{int(self._clock.now().timestamp())}.{secrets.token_hex(16)}"
        self._made[name] = Trigger(user, channel, self._clock.now())
        return name

    @property
    def names(self) -> list[str]:
        """All trigger ids made so far."""
        return list(self._made)

    def exchange(self, name: str) -> Trigger:
        """Use a trigger up; Refused when it is unknown, used, or older than three seconds."""
        trigger = self._made.get(name)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._clock.now() - trigger.made > LASTS:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger
