"""Brings the story, the questions and the notes about a message to what its nominations say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.errors import Gone
from rituals.ids import PersonId, StoryId
from rituals.nominations.records import Consent, Nominated, Nomination, each_once, nominations
from rituals.nominations.rules import (
    ASKED_FOR,
    CONSENT_ASK,
    WHOM_ASK,
    WORDLESS_NOTE,
    NominationWishes,
    Reaction,
    completed,
)
from rituals.scene import NOBODY, Scene
from rituals.stories import Credited, Kind, Origin, Telling, Voice


def settle(db: Session, scene: Scene, row: Nominated) -> None:
    """Whatever has changed, what is to be seen of the message follows from who points at it now."""
    if row.deleted or row.consent == Consent.REFUSED:
        return
    standing = nominations(db, row)
    everybody = each_once(standing)
    enough = len(everybody) >= threshold(db, scene)
    # Who was forgotten since still counts, and has no name.
    people = [person for person in everybody if person != NOBODY]
    if row.story is not None:
        said = meant(db, scene, row, standing) if everybody else None
        meaning = (_kind(said), said.mindset) if said else None
        new = stories.name_nominators(db, scene, StoryId(row.story), people, enough, meaning)
        if new is not None:
            _note_author(db, scene, row)
            _ask_why(db, scene, row.story, new)
    elif enough and row.words:
        _wanted(db, scene, row, people, meant(db, scene, row, standing))
    else:
        for key in (ask_key(row), _whom_key(row)):
            posts.unwant(db, scene, key)
        # Whoever points at it next brings them again, and the author has a week of their own for that.
        row.words, row.asked_until = "", None
    kept = row.words or row.story is not None
    row.look_at = posts.next_look(row.since, scene.now) if kept else None


def _wanted(
    db: Session, scene: Scene, row: Nominated, people: list[PersonId], wishes: NominationWishes
) -> None:
    """Enough people nominate it: it becomes a story, or somebody is asked first."""
    if row.consent == Consent.ASKED:
        if not row.author or not row.reachable:
            # Nobody can be asked, so nobody keeps the words.
            row.words, row.wishes = "", {}
            posts.unwant(db, scene, _whom_key(row))
            return
        row.asked_until = row.asked_until or scene.now + ASKED_FOR
        # The question names the feed: whoever moves it waits, and then brings the question up to date.
        workspaces.held_feed(db, scene)
        if not posts.want(db, scene, ask_key(row), kind=CONSENT_ASK, subject=row.id, channel=row.author):
            posts.touch(db, scene, ask_key(row))
    elif not row.author and not wishes.credits:
        for person in people[:1]:
            posts.want(db, scene, _whom_key(row), kind=WHOM_ASK, subject=row.id, channel=person)
    else:
        posts.unwant(db, scene, _whom_key(row))
        row.story = _story(db, scene, row, wishes, people)
        # From here on the story keeps the words.
        said = NominationWishes.read(row.wishes)
        row.words, row.wishes = "", NominationWishes(kind=said.kind, mindset=said.mindset).stored()
        row.asked_until = None
        if row.consent == Consent.OPEN:
            # Its place was opened to everybody while the question was.
            posts.unwant(db, scene, ask_key(row))
        speak(db, scene, row, wishes.lines)
        _note_author(db, scene, row)
        _ask_why(db, scene, row.story, people)


def _story(
    db: Session, scene: Scene, row: Nominated, wishes: NominationWishes, people: list[PersonId]
) -> int:
    telling = Telling(
        text=row.words,
        kind=_kind(wishes),
        credits=wishes.credits or (Credited(PersonId(row.author), name=row.author_name),),
        mindset=wishes.mindset,
        touchpoint=wishes.touchpoint,
        beyond_job=wishes.beyond_job,
    )
    # A link would name the private place to people who aren't in it.
    link = row.link if row.consent == Consent.OPEN else None
    origin = Origin(f"{row.channel}:{row.ts}", link, tuple(people))
    return stories.tell(
        db,
        scene,
        telling,
        teller=PersonId(row.author),
        origin=origin,
        request=f"nominated:{row.channel}:{row.ts}",
    ).id


def meant(
    db: Session, scene: Scene, row: Nominated, standing: Sequence[tuple[PersonId, str]]
) -> NominationWishes:
    """What those whose nominations are `standing` say it is, by the form or by their emoji."""
    emoji = [emoji for _, emoji in standing]
    return completed(NominationWishes.read(row.wishes), emoji, workspaces.settings(db, scene).emoji)


def _kind(wishes: NominationWishes) -> Kind:
    return wishes.kind or Kind.GREAT_HUMAN_MOMENT


def speak(db: Session, scene: Scene, row: Nominated, lines: Iterable[Voice]) -> None:
    """What nominators said about it becomes lines of their own on the story."""
    for voice in lines:
        with suppress(Gone):
            assert row.story is not None
            stories.second(db, replace(scene, person=voice.person), StoryId(row.story), voice.text)


def _note_author(db: Session, scene: Scene, row: Nominated) -> None:
    # Who was asked for consent has the same buttons on that message.
    author = PersonId(row.author)
    if row.consent == Consent.OPEN and author and workspaces.wants_notes(db, scene.workspace, author):
        assert row.story is not None
        posts.want(
            db,
            scene,
            stories.AUTHOR_NOTE.once_key(row.story),
            kind=stories.AUTHOR_NOTE,
            subject=row.story,
            channel=author,
        )


def _ask_why(db: Session, scene: Scene, story: int, people: list[PersonId]) -> None:
    """Invite those who pointed at it to add a line, unless they have, or want no notes."""
    said = stories.speakers(db, scene.workspace, StoryId(story))
    for person in people:
        if person not in said and workspaces.wants_notes(db, scene.workspace, person):
            posts.want(
                db,
                scene,
                stories.WHY_ASK.once_key(story, person),
                kind=stories.WHY_ASK,
                subject=story,
                channel=person,
            )


def tell_wordless(db: Session, scene: Scene, reaction: Reaction) -> None:
    """Tells people who nominated a message without words that nothing can be quoted; once a message."""
    if workspaces.wants_notes(db, scene.workspace, reaction.by):
        key = WORDLESS_NOTE.once_key(reaction.channel, reaction.ts, reaction.by)
        posts.want(db, scene, key, kind=WORDLESS_NOTE, subject=0, channel=reaction.by)


def vanish(db: Session, scene: Scene, row: Nominated) -> None:
    """The message is gone: its words go everywhere, and the rows stay without them."""
    row.deleted, row.words, row.wishes, row.link = True, "", {}, None
    row.asked_until = row.look_at = None
    for key in (ask_key(row), _whom_key(row)):
        posts.unwant(db, scene, key)
    if row.story is not None:
        stories.erase_words(db, scene, StoryId(row.story))


def threshold(db: Session, scene: Scene) -> int:
    """How many people it takes here."""
    return workspaces.settings(db, scene).threshold


def ask_key(row: Nominated | Nomination) -> str:
    """The key of the question to the author of the message."""
    return CONSENT_ASK.once_key(row.channel, row.ts)


def _whom_key(row: Nominated) -> str:
    return WHOM_ASK.once_key(row.channel, row.ts)
