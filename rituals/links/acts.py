"""Making secret links, revoking them, and finding what one leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from rituals import workspaces
from rituals.db import insert_once
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.links.records import SecretLink
from rituals.links.rules import LinkKind, digest_of
from rituals.scene import NOBODY, Scene

NOWHERE = ChannelId("")


@dataclass(frozen=True, slots=True)
class Made:
    """A link that works: who made it, and when. `by` is NOBODY once they are forgotten."""

    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """What a secret leads to: for a calendar the channel, and the person whose link it is."""

    id: int
    channel: ChannelId
    person: PersonId
    made_at: datetime


def make(db: Session, scene: Scene, kind: LinkKind, secret: str, channel: ChannelId = NOWHERE) -> None:
    """From now on `secret` leads there, and the one before it nowhere. A calendar is the person's own."""
    revoke(db, scene, kind, channel)
    about = {"workspace": scene.workspace, "kind": kind, "channel": channel, "person": _whose(scene, kind)}
    new = {"digest": digest_of(secret), "by": scene.person, "made_at": scene.now}
    if not insert_once(db, SecretLink, about | new):
        # Somebody else made one at the same moment. The last one counts.
        db.execute(update(SecretLink).where(*_this(scene, kind, channel)).values(new))


def revoke(db: Session, scene: Scene, kind: LinkKind, channel: ChannelId = NOWHERE) -> None:
    """The link leads nowhere any more. A calendar's is the person's own."""
    db.execute(delete(SecretLink).where(*_this(scene, kind, channel)))


def made(db: Session, scene: Scene, kind: LinkKind, channel: ChannelId = NOWHERE) -> Made | None:
    """The link that works; None without one. A calendar's link is the person's own."""
    row = db.scalars(select(SecretLink).where(*_this(scene, kind, channel))).first()
    return Made(PersonId(row.by), row.made_at) if row else None


def of_workspace(db: Session, scene: Scene) -> dict[LinkKind, Made | None]:
    """The workspace's links to the wall and the feed; None for one that hasn't been made."""
    return {kind: made(db, scene, kind) for kind in (LinkKind.WALL, LinkKind.FEED)}


def find(db: Session, workspace: WorkspaceId, kind: LinkKind, secret: str) -> Opened | None:
    """What a secret leads to; None if it was never made, or leads nowhere any more."""
    if workspaces.has_left(db, workspace):
        return None
    digest = digest_of(secret)
    here = SecretLink.workspace == workspace, SecretLink.kind == kind, SecretLink.digest == digest
    row = db.scalars(select(SecretLink).where(*here)).first()
    # How long an index takes says something of the digest it is asked for, and nothing of a secret.
    if row is None or not compare_digest(row.digest, digest):
        return None
    return Opened(row.id, ChannelId(row.channel), PersonId(row.person), row.made_at)


def forget(db: Session, scene: Scene) -> None:
    """The person's own links lead nowhere, and nobody knows which of the others they made."""
    here = SecretLink.workspace == scene.workspace
    db.execute(delete(SecretLink).where(here, SecretLink.person == scene.person))
    db.execute(update(SecretLink).where(here, SecretLink.by == scene.person).values(by=NOBODY))


def _whose(scene: Scene, kind: LinkKind) -> PersonId:
    return scene.person if kind is LinkKind.CALENDAR else NOBODY


def _this(scene: Scene, kind: LinkKind, channel: ChannelId) -> tuple[ColumnElement[bool], ...]:
    return (
        SecretLink.workspace == scene.workspace,
        SecretLink.kind == kind,
        SecretLink.channel == channel,
        SecretLink.person == _whose(scene, kind),
    )
