"""The stand-in Slack, put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from starlette.types import ASGIApp

from bot.playground import town as towns
from bot.playground.backend import Backend
from bot.playground.entities import Json
from bot.playground.gestures import Hands
from bot.playground.links import HttpLink
from bot.service.clock import Clock, MovableClock


class StandIn(Backend):
    """One workspace with one app in it. `serve` puts it on the network.

    town          "harbour" (people with conversations) or "quiet" (the same people, nothing said yet)
    retry_delays  seconds before each further delivery of an event that wasn't acknowledged
    ack_limit     seconds that the bot has for an acknowledgement
    """

    def __init__(
        self,
        clock: Clock,
        town: str = "harbour",
        wire_log: Path | None = None,
        retry_delays: Sequence[float] = (0, 60, 300),
        rate_limits: bool = True,
        ack_limit: float = 3.0,
    ) -> None:
        super().__init__(clock, wire_log, retry_delays, rate_limits, ack_limit)
        self.offset_at_start = clock.offset if isinstance(clock, MovableClock) else timedelta()
        self._ack_limit = ack_limit
        towns.settle(self.workspace, town)
        self.hands = Hands(self)
        # What else is served at this address, and where the page says so: label and path.
        self.beside: ASGIApp | None = None
        self.signposts: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        """Where it is on the network."""
        return self.workspace.address

    def open_at(self, url: str) -> None:
        """This is the address now; permalinks lead here too, so that they open in the page."""
        self.workspace.address = url

    def configure(self, manifest: Json) -> None:
        """Install an app by its manifest: commands, shortcuts, events, scopes and the bot's name."""
        self.app.read(manifest)
        name = manifest.get("features", {}).get("bot_user", {}).get("display_name")
        bot = self.workspace.users[self.app.bot_user]
        bot.real_name = name or manifest["display_information"]["name"]
        bot.name = bot.real_name.lower().replace(" ", "-")
        self.workspace.changed()

    def over_http(self, events_url: str) -> None:
        """Deliver by signed HTTP to this address instead of Socket Mode."""
        self.delivery.link = HttpLink(events_url, self.signing_secret, self._ack_limit)

    async def connected(self) -> None:
        """Wait until a bot is connected over Socket Mode."""
        await self.sockets.arrived()

    async def settled(self, retries: bool = True) -> None:
        """Wait until nothing that was sent to the bot is unanswered; `retries=False` leaves out what waits
        for its next try."""
        await self.delivery.settled(retries)

    async def stop(self) -> None:
        """Let go of everything; the workspace stays readable."""
        self.faults.release_all()
        await self.delivery.stop()
        await self.sockets.close()
        self.wire.close()
