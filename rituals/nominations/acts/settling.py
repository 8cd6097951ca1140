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


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """A message that is to be settled, and whose emoji stand on it."""

    scene: Scene
    row: Nominated
    standing: Standing

    @property
    def people(self) -> list[PersonId]:
        """Who points at it. Who was forgotten since still counts, and has no name."""
        return [person for person in each_once(self.standing) if person != NOBODY]


@dataclass(frozen=True, slots=True)
class _End:
    """What follows for others: who is `new` to a story that stands, None if none does; `moot` questions."""

    case: _Case
    new: Sequence[PersonId] | None = None
    moot: Sequence[str] = ()


def settle(db: Session, scene: Scene, row: Nominated) -> None:
    """Whatever has changed, what is to be seen of the message follows from who points at it now."""
    settle_each(db, [(scene, row)])


def settle_each(db: Session, changed: Sequence[tuple[Scene, Nominated]]) -> None:
    """The same for several messages of one workspace."""
    open_ = [(s, row) for s, row in changed if not row.deleted and row.consent != Consent.REFUSED]
    if not open_:
        return
    standing = nominations_at(db, open_[0][1].workspace, [(row.channel, row.ts) for _, row in open_])
    cases = [_Case(scene, row, standing[row.channel, row.ts]) for scene, row in open_]
    fresh = [case for case in cases if _is_to_be_told(db, case)]
    _tell_each(db, fresh)
    ends = [_told(case) if case in fresh else _settled(db, case) for case in cases]
    for scene, row in open_:
        kept = row.words or row.story is not None
        row.look_at = posts.next_look(row.since, scene.now) if kept else None
    # All at once, and after the stories: who moves the feed holds that first, and questions about it then.
    posts.unwant_each(db, open_[0][0], [key for each in ends for key in each.moot])
    _invite(db, [each for each in ends if each.new is not None])


def _is_to_be_told(db: Session, case: _Case) -> bool:
    """Whether enough people nominate it, it isn't a story yet, and nobody has to be asked first."""
    row = case.row
    if row.story is not None or not (row.words and _is_enough(db, case)) or row.consent == Consent.ASKED:
        return False
    return bool(row.author or meant(db, case.scene, row, case.standing).credits)


def _is_enough(db: Session, case: _Case) -> bool:
    return len(each_once(case.standing)) >= threshold(db, case.scene)


def _told(case: _Case) -> _End:
    # Its place may have been opened to everybody while the question was.
    asked = [ask_key(case.row)] if case.row.consent == Consent.OPEN else []
    return _End(case, case.people, [_whom_key(case.row), *asked])


def _settled(db: Session, case: _Case) -> _End:
    row, scene = case.row, case.scene
    if row.story is not None:
        said = meant(db, scene, row, case.standing) if case.standing else None
        meaning = (_kind(said), said.mindset) if said else None
        enough = _is_enough(db, case)
        new = stories.name_nominators(db, scene, StoryId(row.story), case.people, enough, meaning)
        return _End(case, new)
    if not (row.words and _is_enough(db, case)):
        # Whoever points at it next brings them again, and the author has a week of their own for that.
        row.words, row.asked_until = "", None
        return _End(case, None, [ask_key(row), _whom_key(row)])
    if row.consent == Consent.ASKED:
        _ask_author(db, scene, row)
    else:
        for person in case.people[:1]:
            posts.want(db, scene, _whom_key(row), kind=WHOM_ASK, subject=row.id, channel=person)
    return _End(case, None)


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


def _tell_each(db: Session, cases: Sequence[_Case]) -> None:
    """What these messages say becomes stories."""
    wishes = [meant(db, case.scene, case.row, case.standing) for case in cases]
    told = zip(cases, wishes, strict=True)
    numbers = stories.publish_each(db, [_publication(case, said) for case, said in told])
    for case, said, number in zip(cases, wishes, numbers, strict=True):
        row, kept = case.row, NominationWishes.read(case.row.wishes)
        # From here on the story keeps the words.
        row.story, row.words, row.asked_until = number, "", None
        row.wishes = NominationWishes(kind=kept.kind, mindset=kept.mindset).stored()
        speak(db, case.scene, row, said.lines)


def _publication(case: _Case, wishes: NominationWishes) -> stories.Publication:
    row = case.row
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
    origin = Origin(f"{row.channel}:{row.ts}", link, tuple(case.people))
    request = f"nominated:{row.channel}:{row.ts}"
    return stories.Publication(case.scene, telling, PersonId(row.author), origin, request)


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


def _invite(db: Session, ends: Sequence[_End]) -> None:
    """Tell authors that their words are in the feed, and invite who is new to add a line to them."""
    if not ends:
        return
    workspace = ends[0].case.scene.workspace
    said = stories.speakers(db, workspace, [_number(each) for each in ends])
    silent = workspaces.want_no_notes(db, workspace, {who for each in ends for who in _people(each)})
    wishes = [wish for each in ends for wish in _invitations(each, said)]
    posts.want_each(db, [wish for wish in wishes if wish.channel not in silent])


def _number(end: _End) -> StoryId:
    assert end.case.row.story is not None
    return StoryId(end.case.row.story)


def _people(end: _End) -> list[PersonId]:
    return [PersonId(end.case.row.author), *(end.new or ())]


def _invitations(end: _End, said: Container[tuple[StoryId, PersonId]]) -> list[posts.WantedPost]:
    row, story = end.case.row, _number(end)
    invited = {
        stories.WHY_ASK.once_key(story, person): (stories.WHY_ASK, person)
        for person in end.new or ()
        if (story, person) not in said
    }
    # Who was asked for consent has the same buttons on that message.
    if row.consent == Consent.OPEN and row.author:
        note = stories.AUTHOR_NOTE
        invited[note.once_key(story)] = (note, PersonId(row.author))
    return [
        posts.WantedPost(end.case.scene, once_key, kind, story, person)
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
