"""What lies behind the Web API and the hands of people: the workspace, the app in it, and the ways to both.

Its parts take what they need of each other. Methods and gestures are made of all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.playground.delivery import Delivery
from bot.playground.entities import Json
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.hooks import Hooks
from bot.playground.installation import Installation
from bot.playground.limits import Limits
from bot.playground.links import SocketLink
from bot.playground.modals import Views
from bot.playground.payloads import Payloads
from bot.playground.posting import Posting
from bot.playground.sockets import Sockets
from bot.playground.triggers import Triggers
from bot.playground.wire_log import WireLog
from bot.playground.workflows import Workflows
from bot.playground.workspace import Workspace
from bot.service.clock import Clock


class Call(NamedTuple):
    """One Web API call that the bot made."""

    method: str
    args: Json


class Backend:
    """All parts of the stand-in but its people; the arguments are those of StandIn."""

    def __init__(
        self,
        clock: Clock,
        wire_log: Path | None,
        retry_delays: Sequence[float],
        rate_limits: bool,
        ack_limit: float,
    ) -> None:
        self.clock = clock
        self.app = Installation()
        self.workspace = Workspace(clock)
        self.wire = WireLog(wire_log, clock, self.app.hidden)
        self.sockets = Sockets(self.app.app_id, self.wire, self.workspace.changed)
        self.delivery = Delivery(SocketLink(self.sockets, ack_limit), self.wire, retry_delays)
        self.faults = Faults(self.delivery.tell)
        self.limits = Limits(rate_limits)
        self.files = Files(self.workspace, self.app)
        self.payloads = Payloads(self.workspace, self.app, self.files)
        self.events = Events(self.workspace, self.app, self.payloads, self.delivery, self.faults)
        self.posting = Posting(self.workspace, self.app, self.files, self.payloads, self.events)
        self.triggers = Triggers(clock)
        self.workflows = Workflows(self.workspace, self.app, self.events)
        self.hooks = Hooks(self.workspace, self.posting)
        self.views = Views(self.workspace, self.app)
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
