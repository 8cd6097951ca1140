"""Messages that didn't come as they were wanted, and need a person."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from rituals.ids import ChannelId, PersonId, ScheduleId, WorkspaceId
from rituals.posts.records import Post, PostStanding, by_key, find
from rituals.posts.rules import THREAD_GONE, State
from rituals.scene import NOBODY


@dataclass(frozen=True, slots=True)
class Failed:
    """A post that didn't end as it was wanted, as it stands now.

    `channel` may be a person, whose direct message it was to be; `there` if it stands in Slack for all we
    know. `asked_by`, or the owner of `ritual`, is who waits for it. `stuck` if nothing more is tried.
    `shut` if it was just heard that its channel takes nothing, until somebody opens it again.
    """

    id: int
    workspace: WorkspaceId
    kind: str
    subject: int
    channel: ChannelId
    key: str
    state: State
    error: str
    wanted: bool
    there: bool
    asked_by: PersonId
    ritual: ScheduleId | None
    stuck: bool
    shut: bool

    @property
    def strayed(self) -> bool:
        """Whether it isn't there because its thread is gone."""
        return self.error == THREAD_GONE

    @property
    def reader(self) -> PersonId | None:
        """The one person who reads it, if it is a direct message."""
        return PersonId(self.channel) if self.channel[:1] in ("U", "W") else None


def failure(db: Session, workspace: WorkspaceId, post: int) -> Failed:
    """Where the post stands now. Gone."""
    return failed(db, find(db, workspace, post))


def unsettled(db: Session) -> list[Post]:
    """Posts that need a human: in doubt with nowhere to look, or given up.

    So does what is no longer wanted, where it may still stand in Slack.
    """
    return list(db.scalars(select(Post).where(_stuck()).order_by(Post.id)))


def failed(db: Session, post: Post, *, shut: bool = False) -> Failed:
    """What is to be said of a post that didn't end as it was wanted."""
    head = by_key(db, post.workspace, post.thread_of) if post.thread_of else None
    # Who asked for what stands above asked for the thread, whoever's click it was that filled it.
    asked = (head.asked_by, head.ritual) if head else (NOBODY, None)
    ritual = asked[1] or post.ritual
    return Failed(
        id=post.id,
        workspace=WorkspaceId(post.workspace),
        kind=post.kind,
        subject=post.subject,
        channel=ChannelId(post.channel),
        key=post.key,
        state=State(post.state),
        error=post.error or "",
        wanted=post.wanted,
        there=post.ts is not None,
        asked_by=PersonId(asked[0] or post.asked_by),
        ritual=ScheduleId(ritual) if ritual else None,
        stuck=is_stuck(post),
        shut=shut,
    )


def is_stuck(post: Post | PostStanding) -> bool:
    """Whether nothing more is tried, and a person has to know."""
    if post.due_at is not None:
        return False
    given_up = post.state == State.GAVE_UP and (post.wanted or post.ts is not None)
    return given_up or post.state == State.IN_DOUBT


def _stuck() -> ColumnElement[bool]:
    """The same, for a query."""
    given_up = and_(Post.state == State.GAVE_UP, or_(Post.wanted, Post.ts.is_not(None)))
    return and_(Post.due_at.is_(None), or_(given_up, Post.state == State.IN_DOUBT))


def has_note(db: Session, workspace: WorkspaceId, kind: str, subject: int, person: PersonId) -> bool:
    """Whether the person was sent a message of that kind about that subject."""
    here = Post.workspace == workspace, Post.kind == kind, Post.subject == subject
    return db.scalars(select(Post.id).where(*here, Post.channel == person)).first() is not None
