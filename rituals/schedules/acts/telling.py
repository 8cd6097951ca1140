"""What owners are told by direct message: who else did what to a ritual of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Index, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals import posts
from rituals.db import Base
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene
from rituals.schedules.records.tables import Schedule
from rituals.schedules.records.values import Wishes, wishes_of
from rituals.schedules.rules.kinds import CHANGE_NOTE
from rituals.schedules.rules.occurring import Rhythm

GIVEN = "given"


class RitualChange(Base):
    """What somebody did to a ritual, for the person `to`, who owns it, or did.

    `plan` is what the ritual was then, without the words of a poll: it may be gone by now.
    """

    __tablename__ = "ritual_changes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    to: Mapped[str]
    by: Mapped[str]
    change: Mapped[str]
    channel: Mapped[str]
    plan: Mapped[dict[str, Any]]
    at: Mapped[datetime]

    __table_args__ = (Index(None, "workspace", "to"),)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a note says: `by` did `change` to the ritual that was as `wishes` say."""

    to: PersonId
    by: PersonId
    change: str
    wishes: Wishes


def tell_owner(db: Session, scene: Scene, row: Schedule, change: str, owner: str) -> None:
    """The owner hears what somebody else did; nobody hears of what they did themselves."""
    if row.personal or NOBODY in (owner, scene.person) or owner == scene.person:
        return
    told = RitualChange(
        workspace=scene.workspace,
        to=owner,
        by=scene.person,
        change=change,
        channel=row.channel,
        plan=_kept(wishes_of(row)),
        at=scene.now,
    )
    db.add(told)
    db.flush()
    posts.want(db, scene, CHANGE_NOTE.once_key(told.id), kind=CHANGE_NOTE, subject=told.id, channel=owner)


def change_note(db: Session, workspace: WorkspaceId, change: int) -> Changed:
    """What the private note says. Gone."""
    row = db.get(RitualChange, change)
    if row is None or row.workspace != workspace:
        raise Gone
    wishes = _read(ChannelId(row.channel), row.plan)
    return Changed(PersonId(row.to), PersonId(row.by), row.change, wishes)


def forget_changes(db: Session, scene: Scene) -> None:
    """What the person was told goes; of what they did, only that somebody did it stays."""
    here = RitualChange.workspace == scene.workspace
    db.execute(delete(RitualChange).where(here, RitualChange.to == scene.person))
    done = list(db.scalars(select(RitualChange.id).where(here, RitualChange.by == scene.person)))
    db.execute(update(RitualChange).where(RitualChange.id.in_(done)).values(by=NOBODY))
    for change in done:
        posts.touch_about(db, scene, CHANGE_NOTE, change)


def _kept(wishes: Wishes) -> dict[str, Any]:
    return {
        "framework": wishes.framework,
        "weekdays": sorted(wishes.weekdays),
        "at": wishes.at.isoformat(),
        "zone": wishes.zone,
        "kind": wishes.kind,
        "rhythm": wishes.rhythm,
        "ends_on": wishes.ends_on.isoformat() if wishes.ends_on else None,
        "holidays": list(wishes.holidays),
    }


def _read(channel: ChannelId, plan: Mapping[str, Any]) -> Wishes:
    return Wishes(
        channel,
        plan["framework"],
        frozenset(plan["weekdays"]),
        time.fromisoformat(plan["at"]),
        plan["zone"],
        kind=plan["kind"],
        rhythm=Rhythm(plan["rhythm"]),
        ends_on=date.fromisoformat(plan["ends_on"]) if plan["ends_on"] else None,
        holidays=tuple(plan["holidays"]),
    )
