"""Who may change rituals, as the workspace has set it."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.house import House
from bot.slack import is_admin
from rituals import workspaces
from rituals.errors import AdminsOnly
from rituals.scene import Scene


async def check_may_change(slack: AsyncWebClient, house: House, scene: Scene) -> None:
    """AdminsOnly if rituals are for admins here, and the person is none."""
    settings = await house.quietly(workspaces.settings, scene)
    if settings.admins_only:
        await check_admin(slack, scene)


async def check_admin(slack: AsyncWebClient, scene: Scene) -> None:
    """AdminsOnly unless the person is an admin or owner of the workspace."""
    if not await is_admin(slack, scene.person):
        raise AdminsOnly
