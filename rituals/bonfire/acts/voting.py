"""Nominating a phrase, voting on it for a week, and what becomes of it then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from rituals import directory, posts
from rituals.bonfire import records
from rituals.bonfire.records import PhraseRow, PhraseVote
from rituals.bonfire.rules import (
    CARD,
    RESULT,
    SHORTEST_PHRASE,
    VOTING_LASTS,
    NotYourPhrase,
    Part,
    PersonalPhrase,
    Phrase,
    PhraseState,
    VoteOver,
    bare,
    key_of,
    outcome,
    personal,
)
from rituals.db import insert_once
from rituals.errors import TooShort
from rituals.ids import ChannelId, PhraseId, WorkspaceId
from rituals.scene import NOBODY, Scene


@dataclass(frozen=True, slots=True)
class Proposal:
    """The phrase, and whether it's new; else the team votes on it already, or has retired it."""

    phrase: Phrase
    fresh: bool


def nominate(db: Session, scene: Scene, words: str, instead: str, channel: ChannelId) -> Proposal:
    """The team votes on retiring this phrase, on a card in that channel; its nominator's vote is the first.

    TooShort names the part that it's about. PersonalPhrase.
    """
    words, instead, key = bare(words), bare(instead), key_of(words)
    if len(key.split()) < SHORTEST_PHRASE:
        raise TooShort(Part.PHRASE)
    if not key_of(instead):
        raise TooShort(Part.INSTEAD)
    names = directory.names(db, scene.workspace)
    for part, text in ((Part.PHRASE, words), (Part.INSTEAD, instead)):
        if why := personal(text, names):
            raise PersonalPhrase(part, why)
    values: dict[str, Any] = {
        "workspace": scene.workspace,
        "live_key": key,
        "words": words,
        "instead": instead,
    }
    values |= {"by": scene.person, "channel": channel, "state": PhraseState.VOTING, "retire": 0, "keep": 0}
    values |= {"opened_at": scene.now, "closes_at": scene.now + VOTING_LASTS}
    fresh = insert_once(db, PhraseRow, values)
    row = records.live(db, scene.workspace, key)
    assert row is not None
    if fresh:
        _vote(db, scene, row, retire=True)
        posts.want(db, scene, CARD.once_key(row.id), kind=CARD, subject=row.id, channel=channel)
    return Proposal(records.seen(db, row), fresh)


def vote(db: Session, scene: Scene, phrase: PhraseId, *, retire: bool) -> None:
    """The person's vote from now on. VoteOver, Gone."""
    row = records.find(db, scene.workspace, phrase)
    if row.state != PhraseState.VOTING or row.closes_at <= scene.now:
        raise VoteOver
    _vote(db, scene, row, retire=retire)
    posts.touch(db, scene, CARD.once_key(row.id))


def withdraw(db: Session, scene: Scene, phrase: PhraseId, *, admin: bool) -> None:
    """As if nobody had nominated it. NotYourPhrase, VoteOver, Gone."""
    row = records.find(db, scene.workspace, phrase)
    if row.by != scene.person and not admin:
        raise NotYourPhrase
    if row.state != PhraseState.VOTING:
        raise VoteOver
    erase(db, scene, row)


def bring_back(db: Session, scene: Scene, phrase: PhraseId) -> None:
    """The phrase is no longer retired; what shows it as burned loses it. Gone."""
    row = records.find(db, scene.workspace, phrase)
    if row.state == PhraseState.RETIRED:
        row.state, row.live_key, row.decided_at = PhraseState.STAYS, None, scene.now
        db.flush()
        changed(db, scene, row)


def close_due(db: Session, now: datetime, limit: int) -> int:
    """The week is over for these phrases; how many there were. Who voted how is forgotten."""
    over = records.over(db, now, limit)
    for row in over:
        scene = Scene(WorkspaceId(row.workspace), now)
        row.retire, row.keep = records.counted(db, row.id)
        row.state, row.decided_at = outcome(row.retire, row.keep), row.closes_at
        row.live_key = row.live_key if row.state == PhraseState.RETIRED else None
        db.execute(delete(PhraseVote).where(PhraseVote.phrase == row.id))
        db.flush()
        changed(db, scene, row)
        card, key = CARD.once_key(row.id), RESULT.once_key(row.id)
        posts.want(db, scene, key, kind=RESULT, subject=row.id, channel=row.channel, thread_of=card)
    return len(over)


def changed(db: Session, scene: Scene, row: PhraseRow) -> None:
    """Slack is to show the phrase as it is now, the digest that burned it included."""
    for key in (CARD.once_key(row.id), RESULT.once_key(row.id), row.burned):
        if key:
            posts.touch(db, scene, key)


def erase(db: Session, scene: Scene, row: PhraseRow) -> None:
    """The phrase is nowhere any more."""
    for key in (CARD.once_key(row.id), RESULT.once_key(row.id)):
        posts.unwant(db, scene, key)
    burned = row.burned
    db.execute(delete(PhraseVote).where(PhraseVote.phrase == row.id))
    row.state, row.live_key, row.burned = PhraseState.WITHDRAWN, None, None
    row.words = row.instead = ""
    row.by = NOBODY
    row.retire = row.keep = 0
    db.flush()
    if burned:
        posts.touch(db, scene, burned)


def _vote(db: Session, scene: Scene, row: PhraseRow, *, retire: bool) -> None:
    mine = {"phrase": row.id, "person": scene.person, "workspace": scene.workspace}
    if not insert_once(db, PhraseVote, mine | {"retire": retire, "at": scene.now}):
        own = PhraseVote.phrase == row.id, PhraseVote.person == scene.person
        db.execute(update(PhraseVote).where(*own).values(retire=retire, at=scene.now))
