"""App Home: published anew whenever somebody opens it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.blocks.home import home_view
from bot.blocks.kit import View
from bot.house import House
from bot.slack import zone_of
from rituals import experiments, schedules, stories, workspaces
from rituals.catalog import Catalog
from rituals.scene import Scene

STORIES = 5


async def opened(event: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene) -> None:
    """Somebody opened the app; the event comes for its messages tab too."""
    if event.get("tab") == "home":
        await publish(client, house, scene)


async def publish(slack: AsyncWebClient, house: House, scene: Scene) -> None:
    """Bring the person's App Home up to date."""
    zone = ZoneInfo(await zone_of(slack, scene.person))
    view = await house.quietly(_view, scene, house.catalog, zone)
    await slack.views_publish(user_id=scene.person, view=view)


def _view(db: Session, scene: Scene, catalog: Catalog, zone: ZoneInfo) -> View:
    return home_view(
        experiments.of_the_workspace(db, scene, catalog, scene.today(zone)),
        stories.latest(db, scene, STORIES),
        schedules.rituals(db, scene),
        workspaces.feed(db, scene),
        schedules.practice(db, scene),
        catalog,
    )
