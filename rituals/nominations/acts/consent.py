"""What the author of private words, or a nominator of an app's words, is asked, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.errors import Gone, NotYourStar, NotYourWords
from rituals.ids import ChannelId, NominatedId, PersonId, StoryId, WorkspaceId
from rituals.nominations.acts.settling import ask_key, meant, settle, threshold
from rituals.nominations.records import (
    Consent,
    Nominated,
    asked,
    asked_for_too_long,
    each_once,
    find,
    nominations,
    nominators,
    unanswered,
)
from rituals.nominations.rules import ASKED_FOR, NominationWishes, SeenMessage, edition
from rituals.scene import Scene
from rituals.stories import Credited

# What the clocks of one database may be apart.
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a private question about a message shows. No nominators: the question was withdrawn.

    `feed` is where the words would be shown; `story` is there once they are. `edition` marks what is shown.
    """

    id: NominatedId
    author: PersonId
    words: str
    consent: Consent
    wishes: NominationWishes
    nominated_by: tuple[PersonId, ...]
    feed: ChannelId | None
    story: StoryId | None

    @property
    def edition(self) -> str:
        return edition(self.words, self.wishes)


def ask(db: Session, workspace: WorkspaceId, message: NominatedId) -> Ask:
    """What the question about the message shows now. Gone."""
    row = find(db, workspace, message)
    standing = nominations(db, row)
    scene = Scene(workspace, row.since)
    return Ask(
        id=NominatedId(row.id),
        author=PersonId(row.author),
        words=row.words,
        consent=Consent(row.consent),
        wishes=meant(db, scene, row, standing),
        nominated_by=tuple(each_once(standing)),
        feed=workspaces.feed(db, scene),
        story=StoryId(row.story) if row.story else None,
    )


def share(db: Session, scene: Scene, message: NominatedId, seen: SeenMessage | None, shown: str) -> bool:
    """The author says that the words may be told in the feed.

    `seen` is the message as it is now, None if the bot can't see it; `shown` the edition of the question
    that was answered. False if something else would be told than what that showed: then the question is put
    again. NotYourWords for anybody else; Gone if the nomination was withdrawn in the meantime.
    """
    row = _own(db, scene, message)
    if row.deleted or len(nominators(db, row)) < threshold(db, scene):
        raise Gone
    if row.consent != Consent.ASKED:
        return True
    if seen is not None:
        row.words = seen.words
    if edition(row.words, meant(db, scene, row, nominations(db, row))) != shown:
        posts.touch(db, scene, ask_key(row))
        return False
    row.consent, row.asked_until = Consent.GIVEN, None
    # First the story, which waits for a feed that is just being moved; that one is waiting for the question.
    settle(db, scene, row)
    posts.touch(db, scene, ask_key(row))
    return True


def question_is_there(db: Session, scene: Scene, message: NominatedId, channel: ChannelId, ts: str) -> None:
    """The author pressed a button in the question: it stands there. NotYourWords for anybody else; Gone."""
    posts.pressed(db, scene, ask_key(_own(db, scene, message)), channel, ts)


def keep_private(db: Session, scene: Scene, message: NominatedId) -> None:
    """The author says no: the words are forgotten and nobody is told. NotYourWords for others."""
    row = _own(db, scene, message)
    if row.consent == Consent.ASKED:
        _refuse(db, scene, row)


def close_asked(db: Session, now: datetime, limit: int) -> int:
    """Who hasn't answered in a week has said no; how many there were."""
    for row in asked_for_too_long(db, now + ASKED_FOR + A_MINUTE):
        # Asked by a clock that was ahead, and has been put right since.
        row.asked_until = now + ASKED_FOR
    silent = unanswered(db, now, limit)
    for row in silent:
        _refuse(db, Scene(WorkspaceId(row.workspace), now), row)
    return len(silent)


def move_feed(db: Session, scene: Scene, channel: ChannelId) -> int:
    """Stories go to `channel` from now on, and open questions to authors say so.

    The number of waiting stories that are told there now.
    """
    waiting = stories.set_feed(db, scene, channel)
    for row in asked(db, scene.workspace):
        posts.touch(db, scene, ask_key(row))
    return waiting


def credited(
    db: Session, scene: Scene, message: NominatedId, credits: Sequence[Credited], seen: SeenMessage | None
) -> None:
    """A nominator says whom a message credits that an app has written. NotYourStar for others; Gone.

    `seen` is the message as it is now, None if the bot can't see it. Its place may not be open any more:
    then it is kept private, as nobody can say yes for an app.
    """
    row = find(db, scene.workspace, message)
    if row.deleted:
        raise Gone
    if scene.person not in nominators(db, row):
        raise NotYourStar
    if row.consent == Consent.OPEN and row.story is None:
        row.words = seen.words if seen else row.words
        row.consent = Consent.OPEN if seen and seen.open else Consent.ASKED
    row.wishes = replace(NominationWishes.read(row.wishes), credits=tuple(credits)).stored()
    db.flush()
    settle(db, scene, row)


def _refuse(db: Session, scene: Scene, row: Nominated) -> None:
    row.consent, row.words, row.wishes = Consent.REFUSED, "", {}
    row.asked_until = row.look_at = None
    posts.touch(db, scene, ask_key(row))


def _own(db: Session, scene: Scene, message: NominatedId) -> Nominated:
    row = find(db, scene.workspace, message)
    if row.author != scene.person:
        raise NotYourWords
    return row
