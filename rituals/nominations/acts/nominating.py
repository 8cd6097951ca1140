"""A teammate points at a message, or takes that back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.db import insert_once
from rituals.ids import NominatedId
from rituals.nominations.acts.consent import Ask, ask
from rituals.nominations.acts.settling import settle, speak, tell_wordless
from rituals.nominations.records import Consent, Nominated, Nomination, nominated, nominators
from rituals.nominations.rules import (
    NominationWishes,
    Reaction,
    SeenMessage,
    counts,
    finds_no_words,
    names_a_moment,
    with_lines_of,
)
from rituals.scene import Scene


def nominate(
    db: Session,
    scene: Scene,
    reaction: Reaction,
    message: SeenMessage,
    wishes: NominationWishes | None = None,
) -> Ask | None:
    """Count it, and bring the story, or the question to its author, to what now stands.

    `wishes` come from the form, and rule over those of the emoji; who sent it is told what is asked now. What
    doesn't count gives None; if that is for want of words, the nominator hears so once.
    """
    emoji = workspaces.settings(db, scene).emoji
    if not (wishes or names_a_moment(reaction.emoji, emoji)):
        return None
    if not counts(reaction, message):
        if finds_no_words(reaction, message):
            tell_wordless(db, scene, reaction)
        return None
    if not _noted(db, scene, reaction, standing=True) and wishes is None:
        return None
    row = _row(db, scene, reaction, message)
    row.missing_since = None
    already_told = row.story
    if row.story is None and not row.deleted and row.consent in (Consent.OPEN, Consent.ASKED):
        # An edit before it is published is taken, and so is a place that was closed, or opened, meanwhile.
        row.words, row.link, row.reachable = message.words, message.link, message.reachable
        row.consent = Consent.OPEN if message.open else Consent.ASKED
        if wishes is not None:
            row.wishes = with_lines_of(wishes, NominationWishes.read(row.wishes)).stored()
    settle(db, scene, row)
    if already_told is not None:
        speak(db, scene, row, wishes.lines if wishes else ())
    return ask(db, scene.workspace, NominatedId(row.id)) if wishes is not None else None


def withdraw(db: Session, scene: Scene, reaction: Reaction) -> None:
    """It was withdrawn: with too few nominations left, the story and the question go."""
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
    settle(db, scene, row)
    if row.story is not None and reaction.by not in nominators(db, row):
        posts.unwant(db, scene, stories.WHY_ASK.once_key(row.story, reaction.by))


def _row(db: Session, scene: Scene, reaction: Reaction, message: SeenMessage) -> Nominated:
    place = {"workspace": scene.workspace, "channel": reaction.channel, "ts": reaction.ts}
    consent = Consent.OPEN if message.open else Consent.ASKED
    words = {"author": message.author, "words": message.words, "link": message.link, "consent": consent}
    words["author_name"] = message.name
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
