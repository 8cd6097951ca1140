"""What the check knows in a workspace; anybody may suggest a word, and who may set up rituals decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from rituals import bonfire, posts
from rituals.catalog import Glossary, Term
from rituals.catalog import glossary as of_product
from rituals.db import insert_once
from rituals.errors import TooShort
from rituals.ids import TeamWordId, WorkspaceId
from rituals.plain_words import records
from rituals.plain_words.records import TeamWordRow, WordState
from rituals.plain_words.rules.words import (
    ASK,
    LONGEST_TYPED,
    MOST_WORDS,
    FullGlossary,
    LongWord,
    TeamWord,
    UnknownWord,
    key_of,
    terms,
)
from rituals.scene import NOBODY, Scene
from rituals.workspaces import unnamed


def glossary(db: Session, scene: Scene) -> Glossary:
    """All that the check knows: the product's words, the phrases that the team retired, and its own words."""
    own = [records.seen(row) for row in records.every(db, scene.workspace, WordState.IN)]
    return _of_team((*bonfire.terms(db, scene.workspace), *terms(own)))


@lru_cache(maxsize=64)
def _of_team(terms: tuple[Term, ...]) -> Glossary:
    # Found again by what is in it: so there's never an old one, and nobody has to throw it away.
    return Glossary([*of_product(), *terms])


def words(db: Session, scene: Scene) -> list[TeamWord]:
    """The team's own words: those that wait for somebody to decide first, then those that are in."""
    states = (WordState.WAITING, WordState.IN)
    return [records.seen(row) for state in states for row in records.every(db, scene.workspace, state)]


def word(db: Session, workspace: WorkspaceId, known: TeamWordId) -> TeamWord:
    """One of them. Gone."""
    return records.seen(records.find(db, workspace, known))


def add(db: Session, scene: Scene, stiff: str, plain: Sequence[str], *, may: bool) -> TeamWord:
    """From now on these words are stiff; without plainer ones, they're left alone.

    It's a suggestion for the admins, unless the person `may` decide. TooShort, LongWord, FullGlossary.
    """
    key = key_of(stiff)
    if not key:
        raise TooShort
    if max(len(stiff), len(", ".join(plain))) > LONGEST_TYPED:
        raise LongWord
    if records.count(db, scene.workspace) >= MOST_WORDS:
        raise FullGlossary
    about = {"stiff": " ".join(stiff.split()), "plain": list(plain), "by": scene.person, "at": scene.now}
    row = _suggested(db, scene, key, about)
    if may:
        return decide(db, scene, TeamWordId(row.id), True)
    posts.want_for_admins(db, scene, ASK.once_key(row.id), kind=ASK, subject=row.id)
    posts.touch_about(db, scene, ASK, row.id)
    return records.seen(row)


def _suggested(db: Session, scene: Scene, key: str, about: dict[str, Any]) -> TeamWordRow:
    """The row of a suggestion: the latest says what it is."""
    values = {"workspace": scene.workspace, "key": key, "state": WordState.WAITING}
    fresh = insert_once(db, TeamWordRow, values | about)
    row = records.by_key(db, scene.workspace, key, WordState.WAITING)
    assert row is not None
    if not fresh:
        for name, value in about.items():
            setattr(row, name, value)
    return row


def leave_alone(db: Session, scene: Scene, stiff: str, *, may: bool) -> TeamWord:
    """The check leaves these words alone. UnknownWord if it doesn't know them, as they are or as a part."""
    if not glossary(db, scene).stiff_in(key_of(stiff)):
        raise UnknownWord
    return add(db, scene, stiff, (), may=may)


def decide(db: Session, scene: Scene, known: TeamWordId, approve: bool) -> TeamWord:
    """A suggestion is taken, in place of what was there, or not. Gone."""
    row = records.find(db, scene.workspace, known)
    if row.state != WordState.WAITING:
        return records.seen(row)
    posts.unwant_about(db, scene, ASK, row.id)
    if not approve:
        seen = records.seen(row)
        db.delete(row)
        return seen
    before = records.by_key(db, scene.workspace, row.key, WordState.IN)
    if before is not None:
        db.delete(before)
        db.flush()
    row.state = WordState.IN
    db.flush()
    return records.seen(row)


def drop(db: Session, scene: Scene, known: TeamWordId) -> None:
    """The word is no longer the team's own; one of the product's is stiff again. Gone."""
    row = records.find(db, scene.workspace, known)
    posts.unwant_about(db, scene, ASK, row.id)
    db.delete(row)


def forget(db: Session, scene: Scene, names: Sequence[str]) -> None:
    """What the person suggested is gone. What was taken stays, without their name and `names`."""
    here = TeamWordRow.workspace == scene.workspace
    theirs = here, TeamWordRow.by == scene.person
    for each in db.scalars(
        select(TeamWordRow.id).where(*theirs, TeamWordRow.state == WordState.WAITING)
    ).all():
        posts.unwant_about(db, scene, ASK, each)
    db.execute(delete(TeamWordRow).where(*theirs, TeamWordRow.state == WordState.WAITING))
    db.execute(update(TeamWordRow).where(*theirs).values(by=NOBODY))
    for row in db.scalars(select(TeamWordRow).where(here).order_by(TeamWordRow.id)).all():
        if any(unnamed(text, names) != text for text in (row.stiff, *row.plain)):
            # Words that name somebody are about them.
            posts.unwant_about(db, scene, ASK, row.id)
            db.delete(row)
