"""Brings the story, the questions and the notes about a message to what its nominations say."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.errors import Gone
from rituals.ids import PersonId, StoryId
from rituals.nominations.records import Consent, Nominated, Nomination, Standing, each_once, nominations_at
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A story of nominated words that stands, and who is new among those who point at it."""

    scene: Scene
    row: Nominated
    story: StoryId
    new: Sequence[PersonId]


def settle(db: Session, scene: Scene, row: Nominated) -> None:
    """Whatever has changed, what is to be seen of the message follows from who points at it now."""
    settle_each(db, [(scene, row)])


def settle_each(db: Session, changed: Sequence[tuple[Scene, Nominated]]) -> None:
    """The same for several messages of one workspace."""
    open_ = [(s, row) for s, row in changed if not row.deleted and row.consent != Consent.REFUSED]
    if not open_:
        return
    standing = nominations_at(db, open_[0][1].workspace, [(row.channel, row.ts) for _, row in open_])
    settled = [_settled(db, scene, row, standing[row.channel, row.ts]) for scene, row in open_]
    # All at once, and after the stories: who moves the feed holds that first, and questions about it then.
    posts.unwant_each(db, open_[0][0], [key for _, moot in settled for key in moot])
    _invite(db, [told for told, _ in settled if told is not None])


def _settled(db: Session, scene: Scene, row: Nominated, standing: Standing) -> tuple[_Told | None, list[str]]:
    """The story, if it stands; and the keys of the questions that nobody needs to answer any more."""
    everybody = each_once(standing)
    enough = len(everybody) >= threshold(db, scene)
    # Who was forgotten since still counts, and has no name.
    people = [person for person in everybody if person != NOBODY]
    new: Sequence[PersonId] | None = None
    moot: list[str] = []
    if row.story is not None:
        said = meant(db, scene, row, standing) if everybody else None
        meaning = (_kind(said), said.mindset) if said else None
        new = stories.name_nominators(db, scene, StoryId(row.story), people, enough, meaning)
    elif enough and row.words:
        if _wanted(db, scene, row, people, meant(db, scene, row, standing)):
            # Its place may have been opened to everybody while the question was.
            new, moot = people, [_whom_key(row), *([ask_key(row)] if row.consent == Consent.OPEN else [])]
    else:
        moot = [ask_key(row), _whom_key(row)]
        # Whoever points at it next brings them again, and the author has a week of their own for that.
        row.words, row.asked_until = "", None
    kept = row.words or row.story is not None
    row.look_at = posts.next_look(row.since, scene.now) if kept else None
    told = None if row.story is None or new is None else _Told(scene, row, StoryId(row.story), new)
    return told, moot


def _wanted(
    db: Session, scene: Scene, row: Nominated, people: list[PersonId], wishes: NominationWishes
) -> bool:
    """Enough people nominate it: it becomes a story, which is True, or somebody is asked first."""
    if row.consent == Consent.ASKED:
        _ask_author(db, scene, row)
    elif not row.author and not wishes.credits:
        for person in people[:1]:
            posts.want(db, scene, _whom_key(row), kind=WHOM_ASK, subject=row.id, channel=person)
    else:
        _tell(db, scene, row, people, wishes)
    return row.story is not None


def _ask_author(db: Session, scene: Scene, row: Nominated) -> None:
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


def _tell(
    db: Session, scene: Scene, row: Nominated, people: list[PersonId], wishes: NominationWishes
) -> None:
    row.story = _story(db, scene, row, wishes, people)
    # From here on the story keeps the words.
    said = NominationWishes.read(row.wishes)
    row.words, row.wishes = "", NominationWishes(kind=said.kind, mindset=said.mindset).stored()
    row.asked_until = None
    speak(db, scene, row, wishes.lines)


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
    request = f"nominated:{row.channel}:{row.ts}"
    return stories.publish(db, scene, telling, PersonId(row.author), origin, request=request)


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


def _invite(db: Session, told: Sequence[_Told]) -> None:
    """Tell authors that their words are in the feed, and invite who is new to add a line to them."""
    if not told:
        return
    workspace = told[0].scene.workspace
    said = stories.speakers(db, workspace, [each.story for each in told])
    silent = workspaces.want_no_notes(db, workspace, {who for each in told for who in _people(each)})
    wishes = [wish for each in told for wish in _invitations(each, said)]
    posts.want_each(db, [wish for wish in wishes if wish.channel not in silent])


def _people(told: _Told) -> list[PersonId]:
    return [PersonId(told.row.author), *told.new]


def _invitations(told: _Told, said: Container[tuple[StoryId, PersonId]]) -> list[posts.WantedPost]:
    invited = {
        stories.WHY_ASK.once_key(told.story, person): (stories.WHY_ASK, person)
        for person in told.new
        if (told.story, person) not in said
    }
    # Who was asked for consent has the same buttons on that message.
    if told.row.consent == Consent.OPEN and told.row.author:
        note = stories.AUTHOR_NOTE
        invited[note.once_key(told.story)] = (note, PersonId(told.row.author))
    return [
        posts.WantedPost(told.scene, once_key, kind, told.story, person)
        for once_key, (kind, person) in invited.items()
    ]


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
