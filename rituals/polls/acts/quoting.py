"""The line that a poll quotes: its author may delete the message, and then the line goes too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.ids import ChannelId, PollId, WorkspaceId
from rituals.polls import records
from rituals.polls.records import Poll
from rituals.polls.rules.kinds import CARD
from rituals.posts import next_look
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class QuoteLook:
    """A quoted message to look at again."""

    workspace: WorkspaceId
    id: PollId
    channel: ChannelId
    ts: str


def to_look_at(db: Session, now: datetime, limit: int) -> list[QuoteLook]:
    """Quoted messages that may have been deleted since; nobody else looks at them for now."""
    query = select(Poll).where(posts.look_is_due(Poll.look_at, now)).order_by(Poll.look_at).limit(limit)
    rows = list(db.scalars(query.with_for_update(skip_locked=True)))
    for row in rows:
        row.look_at = next_look(row.opened_at, now)
    return [_look(row) for row in rows]


def unquote(db: Session, scene: Scene, poll: PollId) -> None:
    """The message is gone: the poll goes on without the line, and without a link. Gone."""
    row = records.find(db, scene.workspace, poll)
    _unquote(db, scene, row)


def found(db: Session, scene: Scene, poll: PollId) -> None:
    """The message is where it was. Gone."""
    records.find(db, scene.workspace, poll).missing_since = None


def missed(db: Session, scene: Scene, poll: PollId, older_is_there: bool) -> None:
    """Slack can't find the message now: its line goes if that means that it was deleted. Gone.

    `older_is_there` if one from before it, in the same channel, can be found.
    """
    row = records.find(db, scene.workspace, poll)
    if row.missing_since is None:
        row.missing_since, row.look_at = scene.now, scene.now + posts.ANOTHER_DAY
    elif row.source and posts.was_deleted(_ts(row), row.missing_since, scene.now, older_is_there):
        _unquote(db, scene, row)


def _unquote(db: Session, scene: Scene, row: Poll) -> None:
    row.quote = row.quoted = row.source = row.link = row.look_at = row.missing_since = None
    posts.touch(db, scene, CARD.once_key(row.id))


def _ts(row: Poll) -> str:
    return str(row.source).partition(":")[2]


def _look(row: Poll) -> QuoteLook:
    channel, _, ts = str(row.source).partition(":")
    return QuoteLook(WorkspaceId(row.workspace), PollId(row.id), ChannelId(channel), ts)
