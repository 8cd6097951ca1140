"""App Home: published anew whenever somebody opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.blocks.home import Shelf, home_view
from bot.blocks.kit import View
from bot.house import House
from bot.listeners.permission import as_seen
from bot.listeners.zones import zone_of
from rituals import experiments, schedules, stories, trends, workspaces
from rituals.catalog import Catalog
from rituals.scene import Scene
from rituals.schedules import Ritual
from rituals.stories import Filter
from rituals.trends import Wanted


async def opened(event: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene) -> None:
    """Somebody opened the app; the event comes for its messages tab too."""
    if event.get("tab") == "home":
        await publish(client, house, scene)


async def publish(
    slack: AsyncWebClient,
    house: House,
    scene: Scene,
    wanted: Filter = stories.EVERYTHING,
    before: int | None = None,
) -> None:
    """Bring the person's App Home up to date, with the stories that are `wanted`, told `before` a place."""
    zone = await zone_of(slack, house, scene)
    rituals = await as_seen(slack, scene, await house.quietly(schedules.rituals, scene))
    view = await house.quietly(_view, scene, house.catalog, zone, rituals, wanted, before)
    await slack.views_publish(user_id=scene.person, view=view)


def _view(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    zone: ZoneInfo,
    rituals: Sequence[Ritual],
    wanted: Filter,
    before: int | None,
) -> View:
    settings = workspaces.settings(db, scene)
    shelf = Shelf(
        stories.page(db, scene, wanted, before),
        wanted,
        before,
        settings.touchpoints,
        stories.most_noticed(db, scene) if settings.leaderboard else [],
        workspaces.feed(db, scene),
    )
    return home_view(
        experiments.of_the_workspace(db, scene, catalog, scene.today(zone)),
        shelf,
        rituals,
        schedules.practice(db, scene),
        trends.trend(db, scene, catalog, Wanted(), zone),
        catalog,
    )
