"""The retired phrases: for the list, for the plain-words check, and the one that a digest burns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from rituals import posts
from rituals.bonfire import records
from rituals.bonfire.acts.voting import changed, erase
from rituals.bonfire.records import PhraseRow, PhraseVote
from rituals.bonfire.rules import CARD, Phrase, PhraseState, key_of
from rituals.catalog import Source, Term
from rituals.ids import PhraseId, WorkspaceId
from rituals.scene import NOBODY, Scene
from rituals.workspaces import unnamed


def phrase(db: Session, workspace: WorkspaceId, known: PhraseId) -> Phrase:
    """One phrase, whatever has become of it. Gone."""
    return records.seen(db, records.find(db, workspace, known))


def retired(db: Session, scene: Scene, limit: int | None = None) -> list[Phrase]:
    """The retired phrases, the latest first."""
    rows = records.of_state(db, scene.workspace, PhraseState.RETIRED, limit)
    return [records.seen(db, row) for row in rows]


def terms(db: Session, workspace: WorkspaceId) -> list[Term]:
    """The retired phrases as the plain-words check knows them."""
    rows = records.of_state(db, workspace, PhraseState.RETIRED)
    return [Term(key_of(row.words), (row.instead,), source=Source.RETIRED) for row in reversed(rows)]


def to_burn(db: Session, workspace: WorkspaceId, until: datetime) -> PhraseId | None:
    """The phrase that a digest burns: of those retired before `until` and not burned yet, the first."""
    there = PhraseRow.workspace == workspace, PhraseRow.state == PhraseState.RETIRED
    waits = PhraseRow.decided_at < until, PhraseRow.burned.is_(None)
    query = select(PhraseRow.id).where(*there, *waits).order_by(PhraseRow.decided_at, PhraseRow.id)
    found = db.scalars(query.limit(1)).first()
    return None if found is None else PhraseId(found)


def burn(db: Session, scene: Scene, known: PhraseId, digest: str) -> None:
    """The message of that once_key burns the phrase: when it changes, it's brought up to date. Gone."""
    records.find(db, scene.workspace, known).burned = digest


def unburn(db: Session, scene: Scene, digest: str) -> None:
    """That digest was never shown: another one may burn what it did."""
    burned = PhraseRow.workspace == scene.workspace, PhraseRow.burned == digest
    db.execute(update(PhraseRow).where(*burned).values(burned=None))


def burned_by(db: Session, workspace: WorkspaceId, digest: str) -> Phrase | None:
    """What a digest burned, while it's retired."""
    there = PhraseRow.workspace == workspace, PhraseRow.state == PhraseState.RETIRED
    row = db.scalars(select(PhraseRow).where(*there, PhraseRow.burned == digest)).first()
    return None if row is None else records.seen(db, row)


def forget(db: Session, scene: Scene, names: Sequence[str]) -> None:
    """The person's votes go, and what they nominated, but for what the team has retired.

    Of that, the company's phrase stays; their name and their own words go. Phrases with their `names` go too.
    """
    here = PhraseRow.workspace == scene.workspace
    theirs = PhraseVote.workspace == scene.workspace, PhraseVote.person == scene.person
    voted = db.scalars(select(PhraseVote.phrase).where(*theirs).order_by(PhraseVote.phrase)).all()
    db.execute(delete(PhraseVote).where(*theirs))
    for each in voted:
        posts.touch(db, scene, CARD.once_key(each))
    mine = here, PhraseRow.by == scene.person
    for row in db.scalars(select(PhraseRow).where(*mine).order_by(PhraseRow.id).with_for_update()).all():
        if row.state == PhraseState.RETIRED:
            row.by, row.instead = NOBODY, ""
            changed(db, scene, row)
        else:
            erase(db, scene, row)
    naming = or_(*(part.icontains(n, autoescape=True) for n in names for part in PARTS)) if names else None
    if naming is not None:
        for row in db.scalars(select(PhraseRow).where(here, naming).order_by(PhraseRow.id)).all():
            if any(unnamed(text, names) != text for text in (row.words, row.instead)):
                erase(db, scene, row)


PARTS = (PhraseRow.words, PhraseRow.instead)
