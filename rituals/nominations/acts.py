"""A teammate points at a message; it becomes a story, with its author's consent where that is needed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rituals import posts, stories
from rituals.db import insert_once
from rituals.errors import Gone, NotYours
from rituals.ids import NominatedId, PersonId, StoryId, WorkspaceId
from rituals.nominations.records import Consent, Nominated, Nomination, find, nominated, nominators
from rituals.nominations.rules import Message, Reaction, counts
from rituals.scene import Scene

CONSENT_ASK = "consent_ask"


@dataclass(frozen=True, slots=True)
class Ask:
    """What the private question to the author shows. No nominators: the question was taken back."""

    id: NominatedId
    author: PersonId
    words: str
    consent: Consent
    nominated_by: tuple[PersonId, ...]


def nominate(db: Session, scene: Scene, reaction: Reaction, message: Message) -> None:
    """Count the reaction, and bring the story, or the question to its author, to what now stands."""
    if not counts(reaction, message) or not _noted(db, scene, reaction, standing=True):
        return
    consent = Consent.OPEN if message.open else Consent.ASKED
    place = {"workspace": scene.workspace, "channel": reaction.channel, "ts": reaction.ts}
    words = {"author": message.author, "words": message.words, "link": message.link, "consent": consent}
    insert_once(db, Nominated, place | words)
    row = nominated(db, scene.workspace, reaction.channel, reaction.ts)
    assert row is not None
    if row.consent == Consent.ASKED:
        row.words = message.words
    _settle(db, scene, row)


def withdraw(db: Session, scene: Scene, reaction: Reaction) -> None:
    """The reaction was taken off: without any nomination left, the story and the question go."""
    if not _noted(db, scene, reaction, standing=False):
        return
    row = nominated(db, scene.workspace, reaction.channel, reaction.ts)
    if row is not None:
        _settle(db, scene, row)


def share(db: Session, scene: Scene, message: NominatedId) -> None:
    """The author says that the words may be told in the feed.

    NotYours for anybody else; Gone if the nomination was taken back in the meantime.
    """
    row = _own(db, scene, message)
    if not nominators(db, row):
        raise Gone
    if row.consent == Consent.ASKED:
        row.consent = Consent.GIVEN
        posts.touch(db, scene, _ask_key(row))
        _settle(db, scene, row)


def keep_private(db: Session, scene: Scene, message: NominatedId) -> None:
    """The author says no: the words are forgotten and nobody is told. NotYours for anybody else."""
    row = _own(db, scene, message)
    if row.consent == Consent.ASKED:
        row.consent, row.words = Consent.REFUSED, ""
        posts.touch(db, scene, _ask_key(row))


def ask(db: Session, workspace: WorkspaceId, message: NominatedId) -> Ask:
    """What the question to the author shows now. Gone."""
    row = find(db, workspace, message)
    people = tuple(nominators(db, row))
    return Ask(NominatedId(row.id), PersonId(row.author), row.words, Consent(row.consent), people)


def _noted(db: Session, scene: Scene, reaction: Reaction, *, standing: bool) -> bool:
    """Keep the newest that is known; False if it was known, or is older than what is known.

    Slack delivers events again and in any order, so its own time of the event decides.
    """
    key = (scene.workspace, reaction.channel, reaction.ts, reaction.by)
    values = dict(zip(("workspace", "channel", "ts", "by"), key, strict=True))
    if insert_once(db, Nomination, values | {"standing": standing, "at": reaction.at}):
        return True
    known = db.get_one(Nomination, key, with_for_update=True)
    if reaction.at <= known.at:
        return False
    known.standing, known.at = standing, reaction.at
    db.flush()
    return True


def _settle(db: Session, scene: Scene, row: Nominated) -> None:
    people = nominators(db, row)
    if row.story is not None:
        stories.name_nominators(db, scene, StoryId(row.story), people)
    elif not people:
        posts.unwant(db, scene, _ask_key(row))
        row.words = ""
    elif row.consent == Consent.ASKED:
        posts.want(db, scene, _ask_key(row), kind=CONSENT_ASK, subject=row.id, channel=row.author)
    elif row.consent in (Consent.OPEN, Consent.GIVEN):
        row.story = _story(db, scene, row, people)


def _story(db: Session, scene: Scene, row: Nominated, people: list[PersonId]) -> int:
    return stories.tell(
        db,
        scene,
        kind=stories.Kind.GREAT_HUMAN_MOMENT,
        text=row.words,
        teller=PersonId(row.author),
        credits=[PersonId(row.author)],
        # A link would name the private place to people who are not in it.
        link=row.link if row.consent == Consent.OPEN else None,
        nominated_by=people,
        request=f"nominated:{row.channel}:{row.ts}",
    ).id


def _own(db: Session, scene: Scene, message: NominatedId) -> Nominated:
    row = find(db, scene.workspace, message)
    if row.author != scene.person:
        raise NotYours
    return row


def _ask_key(row: Nominated) -> str:
    return f"consent:{row.channel}:{row.ts}"
