"""Seeing a trend."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals import polls, stories, workspaces
from rituals.catalog import Catalog
from rituals.scene import Scene
from rituals.trends.rules.shares import Journey, Trend, Wanted, begins, counts, drawn_up, journey_of, weeks_of


def trend(
    db: Session, scene: Scene, catalog: Catalog, wanted: Wanted, zone: ZoneInfo, *, inside: bool = False
) -> Trend:
    """The trend that is wanted, in weeks of `zone`; `inside`: the person who asks is in the wanted channel.

    It has no points where there is nothing that may be shown. UnknownFramework.
    """
    weeks = weeks_of(scene.now, zone, wanted.weeks)
    minimum = workspaces.settings(db, scene).minimum_voters
    closed = polls.results(db, scene.workspace, begins(weeks[0], zone))
    seen = [each for each in closed if counts(each, wanted, minimum, inside)]
    return drawn_up(seen, wanted, catalog, weeks, zone, minimum)


def journey(db: Session, scene: Scene, wanted: Wanted, zone: ZoneInfo) -> Journey:
    """Where along the customer's journey stories happened in the wanted weeks of `zone`, up to now."""
    since = begins(weeks_of(scene.now, zone, wanted.weeks)[0], zone)
    told = stories.by_touchpoint(db, scene.workspace, since, scene.now)
    return journey_of(told, workspaces.settings(db, scene).touchpoints)
