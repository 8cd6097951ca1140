"""A teammate points at a message; it becomes a story, with its author's consent where that is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.db import insert_once
from rituals.errors import Gone, NotYours
from rituals.ids import ChannelId, NominatedId, PersonId, StoryId, WorkspaceId
from rituals.nominations.records import (
    Consent,
    Nominated,
    Nomination,
    find,
    nominated,
    nominators,
    unanswered,
    unlooked,
)
from rituals.nominations.rules import (
    ASKED_FOR,
    Message,
    Reaction,
    Wishes,
    counts,
    names_a_moment,
    next_look,
    wishes_of,
    with_lines_of,
)
from rituals.scene import NOBODY, Scene
from rituals.stories import Credited, Origin, Telling, Voice

CONSENT_ASK = "consent_ask"
WHOM_ASK = "whom_ask"
WHY_ASK = "why_ask"
AUTHOR_NOTE = "author_note"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a private question about a message shows. No nominators: the question was taken back.

    `feed` is where the words would be shown; `story` is there once they are.
    """

    id: NominatedId
    author: PersonId
    words: str
    consent: Consent
    wishes: Wishes
    nominated_by: tuple[PersonId, ...]
    feed: ChannelId | None
    story: StoryId | None


@dataclass(frozen=True, slots=True)
class Look:
    """A message to look at again."""

    workspace: WorkspaceId
    id: NominatedId
    channel: ChannelId
    ts: str


def nominate(
    db: Session, scene: Scene, reaction: Reaction, message: Message, wishes: Wishes | None = None
) -> Ask | None:
    """Count it, and bring the story, or the question to its author, to what now stands.

    `wishes` come from the form, and rule over those of the emoji. What does not count gives None.
    """
    emoji = workspaces.settings(db, scene).emoji
    if not counts(reaction, message) or not (wishes or names_a_moment(reaction.emoji, emoji)):
        return None
    if not _noted(db, scene, reaction, standing=True) and wishes is None:
        return None
    row = _row(db, scene, reaction, message)
    already_told = row.story
    if row.story is None and not row.deleted and row.consent in (Consent.OPEN, Consent.ASKED):
        # An edit before it is published is taken.
        row.words, row.link = message.words, message.link
    if wishes is not None:
        row.wishes = with_lines_of(wishes, Wishes.read(row.wishes)).stored()
    elif not row.wishes:
        row.wishes = wishes_of(reaction.emoji, emoji).stored()
    _settle(db, scene, row)
    if already_told is not None:
        _speak(db, scene, row, wishes.lines if wishes else ())
        _ask_why(db, scene, already_told, [reaction.by])
    return ask(db, scene.workspace, NominatedId(row.id))


def withdraw(db: Session, scene: Scene, reaction: Reaction) -> None:
    """It was taken back: with too few nominations left, the story and the question go."""
    key = (scene.workspace, reaction.channel, reaction.ts, reaction.by, reaction.emoji)
    nominating = names_a_moment(reaction.emoji, workspaces.settings(db, scene).emoji)
    # An emoji may have nominated when it was put there, and not any more.
    if not nominating and db.get(Nomination, key) is None:
        return
    if not _noted(db, scene, reaction, standing=False):
        return
    row = nominated(db, scene.workspace, reaction.channel, reaction.ts)
    if row is None:
        return
    _settle(db, scene, row)
    if row.story is not None and reaction.by not in nominators(db, row):
        posts.unwant(db, scene, f"why:{row.story}:{reaction.by}")


def share(db: Session, scene: Scene, message: NominatedId, seen: Message | None) -> bool:
    """The author says that the words may be told in the feed.

    `seen` is the message as it is now, None if the bot cannot see it. False if its words are others than
    those that the author was shown: then the question is put again, with the new ones. NotYours for anybody
    else; Gone if the nomination was taken back in the meantime.
    """
    row = _own(db, scene, message)
    if row.deleted or len(nominators(db, row)) < _threshold(db, scene):
        raise Gone
    if row.consent != Consent.ASKED:
        return True
    if seen is not None and seen.words != row.words:
        row.words = seen.words
        posts.touch(db, scene, _ask_key(row))
        return False
    row.consent, row.asked_until = Consent.GIVEN, None
    posts.touch(db, scene, _ask_key(row))
    _settle(db, scene, row)
    return True


def keep_private(db: Session, scene: Scene, message: NominatedId) -> None:
    """The author says no: the words are forgotten and nobody is told. NotYours for anybody else."""
    row = _own(db, scene, message)
    if row.consent == Consent.ASKED:
        _refuse(db, scene, row)


def close_asked(db: Session, now: datetime, limit: int) -> int:
    """Who has not answered in a week has said no; how many there were."""
    asked = unanswered(db, now, limit)
    for row in asked:
        _refuse(db, Scene(WorkspaceId(row.workspace), now), row)
    return len(asked)


def ask(db: Session, workspace: WorkspaceId, message: NominatedId) -> Ask:
    """What the question about the message shows now. Gone."""
    row = find(db, workspace, message)
    people = tuple(nominators(db, row))
    feed = workspaces.feed(db, Scene(workspace, row.since))
    return Ask(
        id=NominatedId(row.id),
        author=PersonId(row.author),
        words=row.words,
        consent=Consent(row.consent),
        wishes=Wishes.read(row.wishes),
        nominated_by=people,
        feed=feed,
        story=StoryId(row.story) if row.story else None,
    )


def where(db: Session, scene: Scene, message: NominatedId) -> Look:
    """Where the message stands. Gone."""
    row = find(db, scene.workspace, message)
    return Look(scene.workspace, NominatedId(row.id), ChannelId(row.channel), row.ts)


def to_look_at(db: Session, now: datetime, limit: int) -> list[Look]:
    """Messages that may have been deleted or edited since; nobody else looks at them for now."""
    rows = unlooked(db, now, limit)
    for row in rows:
        row.look_at = next_look(row.since, now)
    return [
        Look(WorkspaceId(row.workspace), NominatedId(row.id), ChannelId(row.channel), row.ts) for row in rows
    ]


def looked(db: Session, scene: Scene, message: NominatedId, seen: Message | None) -> None:
    """The message as it was just seen; None if it was deleted, and then its words go everywhere."""
    row = find(db, scene.workspace, message)
    if seen is None:
        _vanished(db, scene, row)
    elif row.story is None and row.words and row.words != seen.words:
        row.words = seen.words
        posts.touch(db, scene, _ask_key(row))


def credited(db: Session, scene: Scene, message: NominatedId, credits: Sequence[Credited]) -> None:
    """A nominator says whom a message credits that an app has written. NotYours for others; Gone."""
    row = find(db, scene.workspace, message)
    if row.deleted:
        raise Gone
    if scene.person not in nominators(db, row):
        raise NotYours
    row.wishes = replace(Wishes.read(row.wishes), credits=tuple(credits)).stored()
    db.flush()
    _settle(db, scene, row)


def forget(db: Session, scene: Scene) -> None:
    """The person's words are gone, and so is their name wherever they pointed or were pointed at.

    What they pointed at still counts as pointed at, by somebody.
    """
    here = Nominated.workspace == scene.workspace
    for row in db.scalars(select(Nominated).where(here, Nominated.author == scene.person)):
        _vanished(db, scene, row)
        row.author = NOBODY
    for row in db.scalars(
        select(Nominated).where(here, cast(Nominated.wishes, String).contains(scene.person))
    ):
        wishes = Wishes.read(row.wishes)
        others = tuple(each for each in wishes.credits if each.person != scene.person)
        lines = tuple(each for each in wishes.lines if each.person != scene.person)
        row.wishes = replace(wishes, credits=others, lines=lines).stored()
    theirs = select(Nomination).where(Nomination.workspace == scene.workspace, Nomination.by == scene.person)
    for nomination in db.scalars(theirs).all():
        names = ("workspace", "channel", "ts", "emoji", "standing", "at")
        values = {name: getattr(nomination, name) for name in names}
        db.delete(nomination)
        db.flush()
        insert_once(db, Nomination, values | {"by": NOBODY})


def _row(db: Session, scene: Scene, reaction: Reaction, message: Message) -> Nominated:
    place = {"workspace": scene.workspace, "channel": reaction.channel, "ts": reaction.ts}
    consent = Consent.OPEN if message.open else Consent.ASKED
    words = {"author": message.author, "words": message.words, "link": message.link, "consent": consent}
    state = {"wishes": {}, "since": scene.now, "deleted": False, "reachable": message.reachable}
    insert_once(db, Nominated, place | words | state)
    row = nominated(db, scene.workspace, reaction.channel, reaction.ts)
    assert row is not None
    return row


def _noted(db: Session, scene: Scene, reaction: Reaction, *, standing: bool) -> bool:
    """Keep the newest that is known; False if it was known, or is older than what is known.

    Slack delivers events again and in any order, so its own time of the event decides.
    """
    names = ("workspace", "channel", "ts", "by", "emoji")
    key = (scene.workspace, reaction.channel, reaction.ts, reaction.by, reaction.emoji)
    values = dict(zip(names, key, strict=True))
    if insert_once(db, Nomination, values | {"standing": standing, "at": reaction.at}):
        return True
    known = db.get_one(Nomination, key, with_for_update=True)
    if reaction.at <= known.at:
        return False
    known.standing, known.at = standing, reaction.at
    db.flush()
    return True


def _settle(db: Session, scene: Scene, row: Nominated) -> None:
    if row.deleted or row.consent == Consent.REFUSED:
        return
    people = nominators(db, row)
    enough = len(people) >= _threshold(db, scene)
    if row.story is not None:
        named = [person for person in people if person != NOBODY]
        if stories.name_nominators(db, scene, StoryId(row.story), named, enough):
            _note_author(db, scene, row)
    elif enough:
        _wanted(db, scene, row, people)
    else:
        for key in (_ask_key(row), _whom_key(row)):
            posts.unwant(db, scene, key)
        if not people:
            row.words = ""
    kept = row.words or row.story is not None
    row.look_at = next_look(row.since, scene.now) if kept else None


def _wanted(db: Session, scene: Scene, row: Nominated, people: list[PersonId]) -> None:
    """Enough people point at it: it is told, or it is somebody's turn to say something."""
    wishes = Wishes.read(row.wishes)
    if row.consent == Consent.ASKED:
        # An app's words from a private place have nobody who could share them.
        if row.author and row.reachable:
            row.asked_until = row.asked_until or scene.now + ASKED_FOR
            posts.want(db, scene, _ask_key(row), kind=CONSENT_ASK, subject=row.id, channel=row.author)
    elif not row.author and not wishes.credits:
        posts.want(db, scene, _whom_key(row), kind=WHOM_ASK, subject=row.id, channel=people[0])
    else:
        posts.unwant(db, scene, _whom_key(row))
        row.story = _story(db, scene, row, wishes, people)
        # From here on the story keeps them.
        row.words, row.wishes = "", {}
        _speak(db, scene, row, wishes.lines)
        _note_author(db, scene, row)
        _ask_why(db, scene, row.story, people)


def _story(db: Session, scene: Scene, row: Nominated, wishes: Wishes, people: list[PersonId]) -> int:
    telling = Telling(
        text=row.words,
        kind=wishes.kind or stories.Kind.GREAT_HUMAN_MOMENT,
        credits=wishes.credits or (Credited(PersonId(row.author)),),
        mindset=wishes.mindset,
        touchpoint=wishes.touchpoint,
        beyond_job=wishes.beyond_job,
    )
    # A link would name the private place to people who are not in it.
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


def _speak(db: Session, scene: Scene, row: Nominated, lines: Iterable[Voice]) -> None:
    for voice in lines:
        with suppress(Gone):
            assert row.story is not None
            stories.second(db, replace(scene, person=voice.person), StoryId(row.story), voice.text)


def _note_author(db: Session, scene: Scene, row: Nominated) -> None:
    # Who was asked for consent has the same buttons on that message.
    author = PersonId(row.author)
    if row.consent == Consent.OPEN and author and workspaces.wants_notes(db, scene.workspace, author):
        assert row.story is not None
        posts.want(db, scene, f"author:{row.story}", kind=AUTHOR_NOTE, subject=row.story, channel=author)


def _ask_why(db: Session, scene: Scene, story: int, people: list[PersonId]) -> None:
    said = stories.speakers(db, scene.workspace, StoryId(story))
    for person in people:
        if person not in said and workspaces.wants_notes(db, scene.workspace, person):
            posts.want(db, scene, f"why:{story}:{person}", kind=WHY_ASK, subject=story, channel=person)


def _vanished(db: Session, scene: Scene, row: Nominated) -> None:
    row.deleted, row.words, row.wishes, row.link = True, "", {}, None
    row.asked_until = row.look_at = None
    for key in (_ask_key(row), _whom_key(row)):
        posts.unwant(db, scene, key)
    if row.story is not None:
        stories.erase_words(db, scene, StoryId(row.story))


def _refuse(db: Session, scene: Scene, row: Nominated) -> None:
    row.consent, row.words, row.wishes = Consent.REFUSED, "", {}
    row.asked_until = row.look_at = None
    posts.touch(db, scene, _ask_key(row))


def _own(db: Session, scene: Scene, message: NominatedId) -> Nominated:
    row = find(db, scene.workspace, message)
    if row.author != scene.person:
        raise NotYours
    return row


def _threshold(db: Session, scene: Scene) -> int:
    return workspaces.settings(db, scene).threshold


def _ask_key(row: Nominated) -> str:
    return f"consent:{row.channel}:{row.ts}"


def _whom_key(row: Nominated) -> str:
    return f"whom:{row.channel}:{row.ts}"
