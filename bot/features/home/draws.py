"""How App Home is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.features.home.view import StoryShelf, home_view
from bot.slack.block_kit import View
from rituals import experiments, links, schedules, stories, trends, workspaces
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.schedules import Ritual
from rituals.stories import Filter
from rituals.suggestions import Suggested
from rituals.trends import Wanted


@dataclass(frozen=True, slots=True)
class Reader:
    """What depends on who reads: their zone, the rituals as they may see them, what waits for them to decide.

    `unheard` are the channels in which reactions don't reach the bot. `admin`: of this workspace.
    """

    zone: ZoneInfo
    rituals: Sequence[Ritual]
    suggested: Sequence[Suggested]
    unheard: Sequence[ChannelId]
    admin: bool = False


def home(
    db: Session, scene: Scene, catalog: Catalog, reader: Reader, wanted: Filter, before: int | None
) -> View:
    """App Home for one person."""
    settings = workspaces.settings(db, scene)
    channels = [each.channel for each in reader.rituals if each.wishes.open]
    shelf = StoryShelf(
        stories.page(db, scene, wanted, before),
        wanted,
        before,
        settings.touchpoints,
        stories.most_noticed(db, scene) if settings.leaderboard else [],
        workspaces.feed(db, scene),
        reader.unheard,
    )
    return home_view(
        experiments.of_the_workspace(db, scene, catalog, scene.today(reader.zone), channels),
        shelf,
        reader.rituals,
        schedules.practice(db, scene),
        trends.trend(db, scene, catalog, Wanted(), reader.zone),
        catalog,
        reader.suggested,
        links.of_workspace(db, scene) if reader.admin else None,
    )
