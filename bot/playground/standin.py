"""The stand-in Slack, put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.playground import town as towns
from bot.playground.delivery import Delivery
from bot.playground.entities import Json
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.gestures import Hands
from bot.playground.hooks import Hooks
from bot.playground.installation import Installation
from bot.playground.limits import Limits
from bot.playground.links import HttpLink, SocketLink
from bot.playground.modals import Views
from bot.playground.payloads import Payloads
from bot.playground.sockets import Sockets
from bot.playground.triggers import Triggers
from bot.playground.web_api import Call
from bot.playground.wire_log import WireLog
from bot.playground.workspace import Workspace
from bot.service.clock import Clock, MovableClock


class StandIn:
    """One workspace with one app in it. `serve` puts it on the network.

    town          "harbour" (people with conversations) or "quiet" (the same people, nothing said yet)
    retry_delays  seconds before each further delivery of an event that was not acknowledged
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
        self.clock = clock
        self.offset_at_start = clock.offset if isinstance(clock, MovableClock) else timedelta()
        self.url = ""
        self.app = Installation()
        self.workspace = Workspace(clock)
        towns.settle(self.workspace, town)
        self.wire = WireLog(wire_log, clock, self.app.hidden)
        self.sockets = Sockets(self.app.app_id, self.wire, self.workspace.changed)
        self._ack_limit = ack_limit
        self.delivery = Delivery(SocketLink(self.sockets, ack_limit), self.wire, retry_delays)
        self.payloads = Payloads(self)
        self.events = Events(self)
        self.triggers = Triggers(clock)
        self.hooks = Hooks(self)
        self.files = Files(self)
        self.views = Views(self)
        self.faults = Faults(self.delivery.tell)
        self.limits = Limits(rate_limits)
        self.hands = Hands(self)
        self.calls: list[Call] = []

    @property
    def bot_token(self) -> str:
        return self.app.bot_token

    @property
    def app_token(self) -> str:
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    def open_at(self, url: str) -> None:
        """This is the address now; permalinks lead here too, so that they open in the page."""
        self.url = self.workspace.address = url

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

    def block_id(self) -> str:
        """A fresh id for a block or an element that came without one."""
        return self.workspace.new_id("b")

    async def stop(self) -> None:
        """Let go of everything; the workspace stays readable."""
        self.faults.release_all()
        await self.delivery.stop()
        await self.sockets.close()
        self.wire.close()
