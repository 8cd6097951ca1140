"""Hands out what every admin should get: finds out who the admins are, which takes a while."""

from __future__ import annotations

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.service.clock import steady
from bot.service.house import House
from bot.slack.people import admins
from rituals import posts
from rituals.ids import WorkspaceId

log = structlog.get_logger()
AT_ONCE = 20
# In seconds, until it is asked again.
NOBODY_FOUND = 3600.0


class AdminNotes:
    """Looks through the workspace's people only when there is something to hand out."""

    def __init__(self, house: House, slack: AsyncWebClient, workspace: WorkspaceId) -> None:
        self.house = house
        self.slack = slack
        self.workspace = workspace
        self._again_at = 0.0

    async def hand_out(self) -> None:
        """Each admin gets each of the waiting messages. What fails is tried again at the next call."""
        scene = self.house.scene(self.workspace)
        waiting = await self.house.read(posts.for_admins, scene, AT_ONCE)
        if not waiting or steady() < self._again_at:
            return
        try:
            people = await admins(self.slack, self.workspace)
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("admins.cannot_ask", error=type(error).__name__)
            return
        if not people:
            # Every workspace has an owner. What waits is still told, once Slack says who that is.
            log.error("admins.nobody_found", waiting=[each.kind for each in waiting])
            self._again_at = steady() + NOBODY_FOUND
            return
        await self.house.act(posts.hand_out, scene, waiting, people)
