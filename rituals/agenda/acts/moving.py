"""A channel has another id from now on, as when a private one becomes shared; or there is no such channel."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    String,
    Table,
    UniqueConstraint,
    and_,
    cast,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from rituals import directory, schedules, workspaces
from rituals.db import Base
from rituals.ids import ChannelId
from rituals.scene import Scene

# Columns that are the id of a channel, and those that have it within a longer key or a link.
IDS = ("channel", "feed_channel", "shown_in", "before", "after", "whom")
KEYS = ("source", "request", "once_key", "thread_of", "link")
# What somebody has begun, and what waits to be worked on: as they wrote it, and as Slack sent it.
DOCUMENTS = ("written", "body")


def move_channel(db: Session, scene: Scene, old: ChannelId, new: ChannelId) -> None:
    """All that is known of the channel `old` is known of `new` from now on, messages and days off included.

    Rituals that had paused themselves, as nothing could be posted under the old id, ask their owners.
    """
    if old == new:
        return
    for table in Base.metadata.sorted_tables:
        here = (table.c.id if table.name == "workspaces" else table.c.workspace) == scene.workspace
        for name in IDS:
            if name in table.c:
                _drop_twins(db, table, name, here, old, new)
                db.execute(update(table).where(here, table.c[name] == old).values({name: new}))
        for name in KEYS:
            if name in table.c:
                column, other = table.c[name], table.alias()
                moved = func.replace(column, old, new)
                known = exists().where(other.c.workspace == scene.workspace, other.c[name] == moved)
                held = column.contains(old, autoescape=True)
                db.execute(update(table).where(here, held, ~known).values({name: moved}))
        for name in DOCUMENTS:
            if name in table.c:
                _rewrite(db, table, name, here, old, new)
    db.expire_all()
    # Of the new one, Slack is asked when it is needed.
    directory.forget_channel(db, scene.workspace, old)
    schedules.reopen(db, scene, new)


def close_channel(db: Session, scene: Scene, channel: ChannelId) -> None:
    """The channel was deleted: its rituals pause themselves, and stories wait for another feed."""
    directory.forget_channel(db, scene.workspace, channel)
    schedules.hold(db, scene, channel, schedules.CHANNEL_DELETED)
    if workspaces.feed(db, scene) == channel:
        workspaces.drop_feed(db, scene)


def _drop_twins(
    db: Session, table: Table, name: str, here: ColumnElement[bool], old: ChannelId, new: ChannelId
) -> None:
    """Under the new id the same may be known already: then that is the newer of the two."""
    for columns in _unique(table):
        if name in columns:
            other = table.alias()
            same = [other.c[each] == table.c[each] for each in columns if each != name]
            twin = exists().where(and_(*same, other.c[name] == new))
            db.execute(delete(table).where(here, table.c[name] == old, twin))


def _unique(table: Table) -> list[list[str]]:
    """The columns of each key of the table."""
    keys = [each.columns.keys() for each in table.constraints if isinstance(each, UniqueConstraint)]
    indexes = [each.columns.keys() for each in table.indexes if each.unique]
    return [list(each) for each in (table.primary_key.columns.keys(), *keys, *indexes)]


def _rewrite(
    db: Session, table: Table, name: str, here: ColumnElement[bool], old: ChannelId, new: ChannelId
) -> None:
    """The documents in one column name the channel by its new id."""
    column, key = table.c[name], list(table.primary_key.columns)
    for row in db.execute(select(column, *key).where(here, cast(column, String).contains(old))):
        this = [each == value for each, value in zip(key, row[1:], strict=True)]
        db.execute(update(table).where(*this).values({name: _renamed(row[0], old, new)}))


def _renamed(part: object, old: str, new: str) -> object:
    if isinstance(part, dict):
        return {name: _renamed(each, old, new) for name, each in part.items()}
    if isinstance(part, list):
        return [_renamed(each, old, new) for each in part]
    return new if part == old else part
