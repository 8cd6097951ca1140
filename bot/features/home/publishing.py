"""App Home, brought up to date for one person."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.features.home.view import Shelf, home_view
from bot.features.rights import as_seen
from bot.slack.block_kit import View
from bot.slack.requests import Request
from rituals import experiments, schedules, stories, trends, workspaces
from rituals.catalog import Catalog
from rituals.scene import Scene
from rituals.schedules import Ritual
from rituals.stories import Filter
from rituals.trends import Wanted


async def publish(request: Request, wanted: Filter = stories.EVERYTHING, before: int | None = None) -> None:
    """Bring the person's App Home up to date, with the stories that are `wanted`, told `before` a place."""
    zone = await request.directory.zone(request.scene)
    rituals = await as_seen(request, await request.look(schedules.rituals))
    view = await request.look(home_of, request.catalog, zone, rituals, wanted, before)
    await request.slack.views_publish(user_id=request.person, view=view)


def home_of(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    zone: ZoneInfo,
    rituals: Sequence[Ritual],
    wanted: Filter,
    before: int | None,
) -> View:
    """What App Home shows to the scene's person at this moment."""
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
