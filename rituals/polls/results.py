"""The results of closed polls, for what is made of many of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals.ids import ChannelId, WorkspaceId
from rituals.polls.outcome import Result
from rituals.polls.records import Poll
from rituals.polls.rules import MINIMUM


def results(db: Session, workspace: WorkspaceId, since: datetime) -> list[Result]:
    """The polls that have closed at `since` or later with a result that may be shown, and no others."""
    query = select(Poll).where(Poll.workspace == workspace, Poll.closed, Poll.closes_at >= since)
    found = [_result(poll) for poll in db.scalars(query.order_by(Poll.closes_at, Poll.id))]
    return [each for each in found if each.voters >= MINIMUM]


def _result(poll: Poll) -> Result:
    return Result(
        closed_at=poll.closes_at,
        kind="poll",
        framework=poll.framework,
        channel=ChannelId(poll.channel),
        touchpoint=None,
        open=True,
        voters=sum(poll.shown.values()),
        votes=dict(poll.shown),
    )
