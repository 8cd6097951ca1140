"""Suggesting words as a story, and what the person who is asked makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from rituals import posts, stories
from rituals.db import insert_once
from rituals.errors import NotYourTip
from rituals.ids import PersonId, TipId, WorkspaceId
from rituals.posts import PostKind
from rituals.scene import NOBODY, Scene
from rituals.stories import Telling, Told
from rituals.tips import records
from rituals.tips.records import TipRow
from rituals.tips.rules import KEPT_FOR, TipState
from rituals.workspaces import unnamed

ASK = PostKind("tip_ask", "tip:{}", rather_twice=True)


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip as the person sees it who is asked: `who`, or the admins where that is NOBODY.

    `text` is "" once it no longer waits. `decided_by` is None while it does, and after it has lapsed.
    """

    id: TipId
    text: str
    customer: str | None
    who: PersonId
    state: TipState
    decided_by: PersonId | None


def suggest(
    db: Session, scene: Scene, text: str, customer: str | None, who: PersonId, *, request: str
) -> None:
    """Ask `who`, or every admin if it is NOBODY, whether these words become a story.

    The same `request` again changes nothing.
    """
    words = {"text": text, "customer": customer, "who": who, "state": TipState.WAITING, "decided_by": None}
    made = {"workspace": scene.workspace, "made_at": scene.now, "request": request}
    if not insert_once(db, TipRow, words | made):
        return
    query = select(TipRow.id).where(TipRow.workspace == scene.workspace, TipRow.request == request)
    known = db.scalars(query).one()
    key = ASK.once_key(known)
    if who:
        posts.want(db, scene, key, kind=ASK, subject=known, channel=who)
    else:
        posts.want_for_admins(db, scene, key, kind=ASK, subject=known)


def tip(db: Session, workspace: WorkspaceId, known: TipId) -> Tip:
    """One tip. Gone."""
    row = records.look_up(db, workspace, known)
    return Tip(
        id=TipId(row.id),
        text=row.text,
        customer=row.customer,
        who=PersonId(row.who),
        state=TipState(row.state),
        decided_by=PersonId(row.decided_by) if row.decided_by else None,
    )


def tell(db: Session, scene: Scene, known: TipId, telling: Telling, *, request: str) -> Told:
    """The person tells the story, in their own words by now; the tip is done with. TooShort.

    What somebody else has decided of the tip meanwhile doesn't keep the person from telling.
    """
    told = stories.tell(db, scene, telling, request=request)
    query = select(TipRow).where(TipRow.id == known, TipRow.workspace == scene.workspace)
    row = db.scalars(query.with_for_update()).first()
    if row is not None and row.state == TipState.WAITING and row.who in (NOBODY, scene.person):
        _decide(db, scene, row, TipState.TOLD)
    return told


def decline(db: Session, scene: Scene, known: TipId) -> None:
    """The person says no, and the words are forgotten. NotYourTip for others; Gone."""
    row = records.find(db, scene.workspace, known)
    if row.who not in (NOBODY, scene.person):
        raise NotYourTip
    if row.state == TipState.WAITING:
        _decide(db, scene, row, TipState.DECLINED)


def lapse(db: Session, now: datetime, limit: int) -> int:
    """Who hasn't answered in a week has said no; how many tips those were."""
    rows = records.made_before(db, now - KEPT_FOR, limit)
    for row in rows:
        _decide(db, Scene(WorkspaceId(row.workspace), now), row, TipState.LAPSED)
    return len(rows)


def forget(db: Session, scene: Scene, names: Sequence[str]) -> None:
    """What the person was asked is gone, that they decided, and their `names` in what others are asked."""
    here = TipRow.workspace == scene.workspace
    theirs = here, TipRow.who == scene.person
    for known in db.scalars(select(TipRow.id).where(*theirs)).all():
        posts.unwant_about(db, scene, ASK, known)
    db.execute(delete(TipRow).where(*theirs))
    decided = here, TipRow.decided_by == scene.person
    for known in db.scalars(select(TipRow.id).where(*decided)).all():
        posts.touch_about(db, scene, ASK, known)
    db.execute(update(TipRow).where(*decided).values(decided_by=NOBODY))
    parts = TipRow.text, TipRow.customer
    naming = [part.icontains(name, autoescape=True) for part in parts for name in names]
    for row in db.scalars(select(TipRow).where(here, or_(*naming)).order_by(TipRow.id)):
        row.text, row.customer = unnamed(row.text, names), row.customer and unnamed(row.customer, names)
        posts.touch_about(db, scene, ASK, row.id)


def _decide(db: Session, scene: Scene, row: TipRow, state: TipState) -> None:
    row.state, row.decided_by = state, scene.person or None
    row.text, row.customer = "", None
    posts.touch_about(db, scene, ASK, row.id)
