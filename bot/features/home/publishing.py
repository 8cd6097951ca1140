"""App Home, brought up to date for one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.features.channels import unheard_among
from bot.features.home.view import Shelf, home_view
from bot.features.rights import as_seen, is_admin
from bot.slack.block_kit import View
from bot.slack.requests import Request
from rituals import experiments, schedules, stories, suggestions, trends, workspaces
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.schedules import Ritual
from rituals.stories import Filter
from rituals.suggestions import Suggested
from rituals.trends import Wanted

# In seconds: App Home is published beside everything else, and nobody waits for an answer.
PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Reader:
    """What depends on who reads: their zone, the rituals as they may see them, what waits for them to decide.

    `unheard` are the channels in which reactions don't reach the bot.
    """

    zone: ZoneInfo
    rituals: Sequence[Ritual]
    suggested: Sequence[Suggested]
    unheard: Sequence[ChannelId]


async def publish(request: Request, wanted: Filter = stories.EVERYTHING, before: int | None = None) -> None:
    """Bring the person's App Home up to date, with the stories that are `wanted`, told `before` a place."""
    reader = await _reader(request)
    view = await request.look(_home, request.catalog, reader, wanted, before)
    await request.slack.views_publish(user_id=request.person, view=view)


async def _reader(request: Request) -> Reader:
    zone = await request.directory.zone(request.scene)
    rituals = await as_seen(request, await request.look(schedules.rituals))
    suggested = await request.look(suggestions.waiting)
    if suggested and not await is_admin(request):
        suggested = []
    feed = await request.look(workspaces.feed)
    places = [*([feed] if feed else []), *(each.channel for each in rituals if each.wishes.open)]
    return Reader(zone, rituals, suggested, await unheard_among(request, places, PATIENCE))


def _home(
    db: Session, scene: Scene, catalog: Catalog, reader: Reader, wanted: Filter, before: int | None
) -> View:
    settings = workspaces.settings(db, scene)
    shelf = Shelf(
        stories.page(db, scene, wanted, before),
        wanted,
        before,
        settings.touchpoints,
        stories.most_noticed(db, scene) if settings.leaderboard else [],
        workspaces.feed(db, scene),
        reader.unheard,
    )
    return home_view(
        experiments.of_the_workspace(db, scene, catalog, scene.today(reader.zone)),
        shelf,
        reader.rituals,
        schedules.practice(db, scene),
        trends.trend(db, scene, catalog, Wanted(), reader.zone),
        catalog,
        reader.suggested,
    )
