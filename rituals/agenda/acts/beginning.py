"""A channel's first ritual, set up with all that belongs to it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from rituals import nominations, onboarding, schedules, workspaces
from rituals.agenda.acts.running import post_first
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.schedules import Ritual, Wishes


def begin(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    wishes: Wishes,
    request: str,
    *,
    feed: ChannelId | None,
    chance: bytes | None,
) -> Ritual:
    """A ritual, and the feed's channel if one is named. With `chance` it takes place at once, too.

    The same `request` again changes nothing. UnknownZone, NoDays.
    """
    ritual = schedules.set_up(db, scene, wishes, request)
    if feed is not None and feed != workspaces.feed(db, scene):
        nominations.move_feed(db, scene, feed)
    onboarding.refresh(db, scene, ritual.channel)
    if chance is not None:
        post_first(db, scene, catalog, ritual, chance)
    return ritual
