"""What is known of saves: of one, of a look-ahead, of a person, of a workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import directory, posts, stories
from rituals.directory import About
from rituals.experiments import DrawKind
from rituals.experiments.records import look_at
from rituals.ids import ChannelId, DrawId, StoryId, WorkspaceId
from rituals.saves import records
from rituals.saves.rules import CARD, LookedAhead, Save
from rituals.scene import Scene
from rituals.stories import SaveState, Told
from rituals.stories.records.shape import seen
from rituals.stories.records.tables import Story
from rituals.stories.rules.story import micros

MOST_MINE = 50


def told(db: Session, workspace: WorkspaceId, story: StoryId) -> Told:
    """What is shown of one save, in the feed or not. Gone."""
    return seen(db, workspace, [records.find(db, workspace, story)], None)[0]


def looked_ahead(db: Session, workspace: WorkspaceId, draw: DrawId) -> LookedAhead:
    """What a look-ahead's card says of saves, and nothing on any other card. Gone."""
    row = look_at(db, workspace, draw)
    if row.kind != DrawKind.LOOK_AHEAD:
        return LookedAhead([], [])
    before, planned = records.recalled_by(db, workspace, row), records.planned_in(db, workspace, row.id)
    return LookedAhead(seen(db, workspace, before, None), seen(db, workspace, planned, None))


def mine(db: Session, scene: Scene, most: int = MOST_MINE) -> list[Save]:
    """The open saves that the scene's person owns, those due first; each with its message, for a link."""
    theirs = records.open_saves(scene.workspace).where(Story.owner == scene.person)
    order = Story.due_on.is_(None), Story.due_on, Story.id
    return _placed(db, scene.workspace, db.scalars(theirs.order_by(*order).limit(most)).all())


def in_state(
    db: Session,
    workspace: WorkspaceId,
    state: SaveState,
    inside: Collection[ChannelId] = (),
    most: int = MOST_MINE,
) -> list[Save]:
    """The workspace's saves in that state, the newest first: those of the feed, and of look-aheads `inside`
    these channels. What was planned elsewhere is for the people there.
    """
    query = records.saves(workspace).where(records.seen_in(inside), records.is_in(state))
    return _placed(db, workspace, db.scalars(query.order_by(Story.place.desc()).limit(most)).all())


def counted(
    db: Session,
    workspace: WorkspaceId,
    since: datetime,
    until: datetime,
    inside: Collection[ChannelId] = (),
    *,
    shared: bool = True,
) -> Mapping[SaveState, int]:
    """How many saves were told or planned in that time, by what became of them.

    Look-aheads of public channels count, and those `inside` these channels. Without `shared`, what stands in
    the feed is left out.
    """
    public = _public(db, workspace, records.channels(db, workspace))
    query = records.saves(workspace).where(
        records.seen_in({*inside, *public}), Story.place >= micros(since), Story.place < micros(until)
    )
    query = query if shared else query.where(~Story.standing)
    return Counter(each.state for each in seen(db, workspace, db.scalars(query).all(), None))


def _placed(db: Session, workspace: WorkspaceId, rows: Sequence[Story]) -> list[Save]:
    keys = {row.id: (CARD if row.draw else stories.CARD).once_key(row.id) for row in rows}
    places = posts.places(db, workspace, keys.values())
    return [Save(told, places.get(keys[told.id])) for told in seen(db, workspace, rows, None)]


def _public(db: Session, workspace: WorkspaceId, channels: Collection[ChannelId]) -> list[ChannelId]:
    known = directory.known_of(db, workspace, About.CHANNEL, channels)
    return [channel for channel in channels if channel in known and known[channel].facts.get("open")]
