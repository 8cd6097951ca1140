"""Saying hello: once to each person, and once to each channel."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import posts, schedules, workspaces
from rituals.db import insert_once
from rituals.errors import Gone
from rituals.ids import ChannelId, WorkspaceId
from rituals.onboarding.records import Greeting
from rituals.onboarding.rules import CHANNEL_HELLO, HELLO, Hello
from rituals.scene import NOBODY, Scene


def is_set_up(db: Session, scene: Scene) -> bool:
    """Whether any channel of the workspace has a ritual."""
    return schedules.any_in(db, scene.workspace)


def unmet(db: Session, scene: Scene) -> bool:
    """Whether the person should have a hello now: nothing is set up, and they've had none."""
    return not is_set_up(db, scene) and not _greeted(db, scene.workspace, scene.person)


def meet(db: Session, scene: Scene) -> bool:
    """The person is greeted on the spot. False if they had been greeted before."""
    return _greet(db, scene, scene.person, None)


def invited(db: Session, scene: Scene, channel: ChannelId) -> None:
    """The scene's person, or nobody that's known, has brought the bot into a channel.

    The channel gets one line and the person one message, once each. A channel that has a ritual needs
    neither, nor does the feed.
    """
    if schedules.framework_of(db, scene.workspace, channel) or workspaces.feed(db, scene) == channel:
        return
    if _greet(db, scene, channel, channel):
        _want(db, scene, CHANNEL_HELLO, channel)
    if scene.person != NOBODY and _greet(db, scene, scene.person, channel):
        _want(db, scene, HELLO, scene.person)


def hello(db: Session, workspace: WorkspaceId, greeting: int) -> Hello:
    """What a hello depends on. Gone."""
    row = db.scalars(
        select(Greeting).where(Greeting.id == greeting, Greeting.workspace == workspace)
    ).one_or_none()
    if row is None or row.channel is None:
        raise Gone
    channel = ChannelId(row.channel)
    started = schedules.framework_of(db, workspace, channel) is not None
    return Hello(channel, started, schedules.any_in(db, workspace))


def refresh(db: Session, scene: Scene, channel: ChannelId) -> None:
    """A channel has its first ritual: its hello offers no setup any more."""
    posts.touch(db, scene, CHANNEL_HELLO.once_key(channel))


def forget(db: Session, scene: Scene) -> None:
    """Nobody knows any more that the person was greeted."""
    db.execute(delete(Greeting).where(Greeting.workspace == scene.workspace, Greeting.whom == scene.person))


def _greeted(db: Session, workspace: WorkspaceId, whom: str) -> bool:
    known = Greeting.workspace == workspace, Greeting.whom == whom
    return db.scalars(select(Greeting.id).where(*known)).first() is not None


def _greet(db: Session, scene: Scene, whom: str, channel: ChannelId | None) -> bool:
    values = {"workspace": scene.workspace, "whom": whom, "channel": channel, "at": scene.now}
    return insert_once(db, Greeting, values)


def _want(db: Session, scene: Scene, kind: posts.PostKind, whom: str) -> None:
    known = Greeting.workspace == scene.workspace, Greeting.whom == whom
    greeting = db.scalars(select(Greeting.id).where(*known)).one()
    posts.want(db, scene, kind.once_key(whom), kind=kind, subject=greeting, channel=whom)
