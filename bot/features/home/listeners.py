"""App Home: published anew whenever somebody opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.features.home.view import Shelf, home_view
from bot.features.permission import as_seen
from bot.features.places import unheard_among
from bot.features.zones import zone_of
from bot.service.house import House
from bot.slack.block_kit import View
from bot.slack.people import is_admin
from rituals import experiments, schedules, stories, suggestions, trends, workspaces
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.schedules import Ritual
from rituals.stories import Filter
from rituals.suggestions import Suggested
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
    waiting = await house.quietly(suggestions.waiting, scene)
    if waiting and not await is_admin(slack, scene):
        waiting = []
    unheard = await unheard_among(slack, await house.quietly(_places, scene, rituals))
    view = await house.quietly(_view, scene, house.catalog, zone, rituals, waiting, unheard, wanted, before)
    await slack.views_publish(user_id=scene.person, view=view)


def _places(db: Session, scene: Scene, rituals: Sequence[Ritual]) -> list[ChannelId]:
    """The channels concerned: the feed's, and those of rituals that everybody may read."""
    feed = workspaces.feed(db, scene)
    return [*([feed] if feed else []), *(each.channel for each in rituals if each.wishes.open)]


def _view(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    zone: ZoneInfo,
    rituals: Sequence[Ritual],
    waiting: Sequence[Suggested],
    unheard: Sequence[ChannelId],
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
        unheard,
    )
    return home_view(
        experiments.of_the_workspace(db, scene, catalog, scene.today(zone)),
        shelf,
        rituals,
        schedules.practice(db, scene),
        trends.trend(db, scene, catalog, Wanted(), zone),
        catalog,
        waiting,
    )
