"""What a secret link shows at this moment: asked of the database, and of Slack only what isn't known."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from bot.features.links.calendar import Agenda
from bot.features.links.page import OnShow
from bot.features.stories.card import credit_line
from bot.service.clock import steady
from bot.service.house import House
from bot.slack.directory import Directory
from rituals import directory as known
from rituals import links, schedules, stories
from rituals.ids import PersonId, WorkspaceId
from rituals.links import LinkKind, Opened

# A story of a closed channel, where the feed once was, leaves room for one of an open one.
LOOKED_AT = 60
# In seconds. However many screens ask, the database is asked this often.
LASTS = 1.0
# The letters of a secret, so that nothing else ever gets to the database.
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_PERSON = re.compile(r"<@([A-Z0-9]+)>")
# Beside Slack's own requests, no more than this is read for pages at once.
AT_ONCE = 2


@dataclass
class Pages:
    """What the pages of one workspace show."""

    house: House
    directory: Directory
    workspace: WorkspaceId
    lasts: float = LASTS

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._shown: tuple[float, OnShow] | None = None
        self._looking = asyncio.Lock()

    async def find(self, kind: LinkKind, secret: str) -> Opened | None:
        """What the secret leads to; None if it leads nowhere."""
        if not SECRET.fullmatch(secret):
            return None
        async with self._turns:
            return await self.house.read(links.find, self.workspace, kind, secret)

    async def on_show(self) -> OnShow:
        """The newest stories that stand in channels which everybody may read, as of a second ago."""
        async with self._looking:
            if self._shown is None or steady() - self._shown[0] >= self.lasts:
                self._shown = steady(), await self._look()
            return self._shown[1]

    async def agenda(self, opened: Opened) -> Agenda | None:
        """The appointments of a channel; None for somebody who may not read it any more."""
        channel = await self.directory.channel(self.workspace, opened.channel)
        if not await self._may_see(channel.open, opened):
            return None
        scene = self.house.scene(self.workspace)
        found = await self.house.read(schedules.appointments, scene, opened.channel)
        return Agenda(channel.name if channel.open else "", found)

    async def _may_see(self, open_to_all: bool, opened: Opened) -> bool:
        if not open_to_all:
            return await self.directory.is_member(self.workspace, opened.channel, opened.person)
        return await self.directory.is_colleague(self.workspace, opened.person)

    async def _look(self) -> OnShow:
        scene = self.house.scene(self.workspace)
        standing = await self.house.read(stories.on_show, scene, LOOKED_AT)
        may_be_read = await self.directory.open_among(self.workspace, {where for _, where in standing})
        shown = [told for told, where in standing if where in may_be_read]
        people = [who for told in shown for who in _PERSON.findall(credit_line(told))]
        return OnShow(
            shown,
            await self.directory.names(self.workspace, map(PersonId, dict.fromkeys(people))),
            await self.house.read(known.closed_names, self.workspace),
            await self.house.read(schedules.usual_zone, scene),
        )
