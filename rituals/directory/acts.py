"""Writing down what Slack says of people and channels, and reading it without asking again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.directory.records import Listing
from rituals.ids import WorkspaceId

# Who or what hasn't been seen for so long is asked about again when it's needed.
KEPT = timedelta(days=90)


class About(StrEnum):
    """What an entry tells of."""

    PERSON = "person"
    CHANNEL = "channel"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Known:
    """What Slack said of somebody or something, and when."""

    facts: dict[str, Any]
    seen_at: datetime


def known(db: Session, workspace: WorkspaceId, about: About, name: str) -> Known | None:
    """What is known of a person, a channel, or of somebody's being in one; None if nothing is."""
    row = db.get(Listing, (workspace, about, name))
    return Known(row.facts, row.seen_at) if row else None


def names(db: Session, workspace: WorkspaceId) -> set[str]:
    """What the people of the workspace are called, as far as they are known."""
    people = Listing.workspace == workspace, Listing.kind == About.PERSON
    found = db.scalars(select(Listing.facts).where(*people))
    return {str(name) for facts in found for name in facts.get("names") or () if str(name).strip()}


def known_of(db: Session, workspace: WorkspaceId, about: About, names: Iterable[str]) -> dict[str, Known]:
    """The same for several at once; those of whom nothing is known are left out."""
    query = select(Listing).where(
        Listing.workspace == workspace, Listing.kind == about, Listing.name.in_(list(names))
    )
    return {row.name: Known(row.facts, row.seen_at) for row in db.scalars(query)}


def closed_names(db: Session, workspace: WorkspaceId) -> list[str]:
    """What channels are called that not everybody in the workspace may read, as far as it's known."""
    query = select(Listing.facts).where(Listing.workspace == workspace, Listing.kind == About.CHANNEL)
    return sorted({facts["name"] for facts in db.scalars(query) if facts.get("name") and not facts["open"]})


def learn(
    db: Session, workspace: WorkspaceId, about: About, name: str, facts: dict[str, Any], now: datetime
) -> None:
    """Slack has just said this."""
    values = {"workspace": workspace, "kind": about, "name": name, "facts": facts, "seen_at": now}
    if not insert_once(db, Listing, values):
        row = db.get(Listing, (workspace, about, name), with_for_update=True)
        if row is not None:
            row.facts, row.seen_at = facts, now


def unlearn(db: Session, workspace: WorkspaceId, about: About, name: str) -> None:
    """What was known is no longer true, or is to be forgotten."""
    here = Listing.workspace == workspace, Listing.kind == about, Listing.name == name
    db.execute(delete(Listing).where(*here))


def forget(db: Session, workspace: WorkspaceId, person: str) -> None:
    """Nothing is known of a person any more: not their name, and not the channels they're in."""
    unlearn(db, workspace, About.PERSON, person)
    here = Listing.workspace == workspace, Listing.kind == About.MEMBER
    db.execute(delete(Listing).where(*here, Listing.name.endswith(f":{person}", autoescape=True)))


def forget_channel(db: Session, workspace: WorkspaceId, channel: str) -> None:
    """There is no channel of that id any more, and nobody is in it."""
    unlearn(db, workspace, About.CHANNEL, channel)
    here = Listing.workspace == workspace, Listing.kind == About.MEMBER
    db.execute(delete(Listing).where(*here, Listing.name.startswith(f"{channel}:", autoescape=True)))


def purge(db: Session, now: datetime) -> None:
    """Forget who and what hasn't been asked about for long."""
    db.execute(delete(Listing).where(Listing.seen_at < now - KEPT))
