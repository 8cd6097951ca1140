"""How App Home is drawn: each page from what the database knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.features.bonfire.card import MOST_AT_HOME
from bot.features.home import pages, sections
from bot.slack.block_kit import Block, View
from bot.slack.home import HomePage, Spot
from rituals import (
    bonfire,
    experiments,
    lessons,
    links,
    polls,
    saves,
    schedules,
    stories,
    suggestions,
    trends,
    workspaces,
)
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.schedules import Ritual
from rituals.stories import Filter
from rituals.trends import Trend, Wanted


@dataclass(frozen=True, slots=True)
class Reader:
    """What depends on who reads: where they are, their zone, the rituals as they may see them.

    `unheard` are the channels in which reactions don't reach the bot.
    """

    spot: Spot
    zone: ZoneInfo
    admin: bool
    rituals: Sequence[Ritual]
    unheard: Sequence[ChannelId]


Drawn: TypeAlias = Callable[[Session, Scene, Catalog, Reader], list[Block]]


def home(db: Session, scene: Scene, catalog: Catalog, reader: Reader) -> View:
    """App Home for one person. Settings are for admins: anybody else is on today's page."""
    if reader.spot.page is HomePage.SETUP and not reader.admin:
        reader = replace(reader, spot=Spot())
    return pages.home_view(
        reader.spot, PAGES[reader.spot.page](db, scene, catalog, reader), admin=reader.admin
    )


def _today(db: Session, scene: Scene, catalog: Catalog, reader: Reader) -> list[Block]:
    channels = [each.channel for each in reader.rituals if each.wishes.open]
    asked = reader.admin or not workspaces.settings(db, scene).admins_only
    today = pages.Today(
        drawn=experiments.of_the_workspace(db, scene, catalog, scene.today(reader.zone), channels),
        shelf=_shelf(db, scene, reader, sections.FEW),
        mine=_mine(db, scene),
        rituals=reader.rituals,
        trends=_trends(db, scene, catalog, reader, 1),
        practice=schedules.practice(db, scene),
        notes=workspaces.wants_notes(db, scene.workspace, scene.person),
        steps=_steps(db, scene, reader) if asked else None,
        suggested=len(suggestions.waiting(db, scene)) if reader.admin else 0,
        reported=len(stories.waiting(db, scene, sections.MOST_COUNTED)) if reader.admin else 0,
    )
    return pages.today_page(today, catalog)


def _stories(db: Session, scene: Scene, catalog: Catalog, reader: Reader) -> list[Block]:
    return pages.stories_page(_shelf(db, scene, reader, stories.PAGE), catalog)


def _rituals(db: Session, scene: Scene, catalog: Catalog, reader: Reader) -> list[Block]:
    return pages.rituals_page(reader.rituals, catalog, reader.spot.skip)


def _team(db: Session, scene: Scene, catalog: Catalog, reader: Reader) -> list[Block]:
    learned = lessons.page(db, scene)
    phrases = bonfire.retired(db, scene, MOST_AT_HOME)
    return pages.team_page(learned, phrases, _trends(db, scene, catalog, reader, sections.FEW), catalog)


def _setup(db: Session, scene: Scene, catalog: Catalog, reader: Reader) -> list[Block]:
    setup = pages.Desk(
        _steps(db, scene, reader),
        workspaces.settings(db, scene),
        links.of_workspace(db, scene),
        suggestions.waiting(db, scene),
        stories.waiting(db, scene, sections.FEW),
    )
    return pages.setup_page(setup, catalog)


PAGES: dict[HomePage, Drawn] = {
    HomePage.TODAY: _today,
    HomePage.STORIES: _stories,
    HomePage.RITUALS: _rituals,
    HomePage.TEAM: _team,
    HomePage.SETUP: _setup,
}


def _shelf(db: Session, scene: Scene, reader: Reader, count: int) -> pages.StoryShelf:
    settings, spot = workspaces.settings(db, scene), reader.spot
    return pages.StoryShelf(
        stories.page(db, scene, spot.wanted, spot.before, count),
        spot,
        settings.touchpoints,
        stories.most_noticed(db, scene) if settings.leaderboard and spot.page is HomePage.STORIES else [],
        workspaces.feed(db, scene),
        scene.person,
        reader.unheard,
    )


def _mine(db: Session, scene: Scene) -> sections.Mine:
    def of(wanted: Filter) -> Sequence[stories.Told]:
        return stories.page(db, scene, wanted, None, sections.FEW).stories

    return sections.Mine(
        thanked=of(Filter(thanked=scene.person)),
        told=of(Filter(teller=scene.person)),
        saves=saves.mine(db, scene, sections.FEW),
        unthanked=stories.unthanked(db, scene, sections.FEW),
        polls=polls.running(db, scene, sections.FEW),
        drafts=polls.drafts(db, scene, sections.FEW),
        story_draft=stories.draft(db, scene) is not None,
        address=workspaces.address(db, scene.workspace) or "",
    )


def _steps(db: Session, scene: Scene, reader: Reader) -> sections.Steps:
    return sections.Steps(workspaces.feed(db, scene), len(reader.rituals), reader.unheard)


def _trends(db: Session, scene: Scene, catalog: Catalog, reader: Reader, count: int) -> list[Trend]:
    first = trends.trend(db, scene, catalog, Wanted(), reader.zone)
    wanted = [Wanted(each.framework, head_checks=each.head_checks) for each in first.others[: count - 1]]
    return [first, *(trends.trend(db, scene, catalog, each, reader.zone) for each in wanted)]
