"""Seeing a trend."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals import polls, workspaces
from rituals.catalog import Catalog
from rituals.scene import Scene
from rituals.trends import rules
from rituals.trends.rules import Trend, Wanted


def trend(
    db: Session, scene: Scene, catalog: Catalog, wanted: Wanted, zone: ZoneInfo, *, inside: bool = False
) -> Trend:
    """The trend that is wanted, in weeks of `zone`; `inside`: whoever asks is in the wanted channel.

    It has no points where there is nothing that may be shown. UnknownFramework.
    """
    weeks = rules.weeks_of(scene.now, zone, wanted.weeks)
    minimum = workspaces.settings(db, scene).minimum_voters
    closed = polls.results(db, scene.workspace, rules.begins(weeks[0], zone))
    seen = [each for each in closed if rules.counts(each, wanted, minimum, inside)]
    seen = rules.named_now(seen, catalog)
    there = rules.subjects(seen)
    subject = rules.chosen(wanted, there)
    of_it = [each for each in seen if rules.subject_of(each) == subject]
    return Trend(
        wanted=wanted,
        subject=subject,
        weeks=weeks,
        lines=rules.lines(catalog.framework(subject.framework), of_it, zone) if subject else (),
        others=tuple(each for each in there if each != subject),
        minimum=minimum,
    )
