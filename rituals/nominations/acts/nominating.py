"""A teammate points at a message, or takes that back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.db import insert_each, insert_once
from rituals.ids import NominatedId
from rituals.nominations.acts.consent import Ask, ask
from rituals.nominations.acts.settling import settle, settle_each, speak, tell_wordless
from rituals.nominations.records import Consent, Nominated, Nomination, nominated, nominators, placed
from rituals.nominations.rules import (
    NominationWishes,
    Reaction,
    SeenMessage,
    SeenReaction,
    counts,
    finds_no_words,
    names_a_moment,
    with_lines_of,
)
from rituals.scene import Scene

NAMES = ("workspace", "channel", "ts", "by", "emoji")


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
    seen = SeenReaction(scene, reaction, message)
    if wishes is None:
        nominate_each(db, [seen])
        return None
    if not _may_count(db, seen, by_form=True):
        return None
    _noted(db, [seen])
    row = _rows(db, scene, [seen])[seen.place]
    already_told = row.story
    _see(row, message, wishes)
    settle(db, scene, row)
    if already_told is not None:
        speak(db, scene, row, wishes.lines)
    return ask(db, scene.workspace, NominatedId(row.id))


def nominate_each(db: Session, seen: Sequence[SeenReaction]) -> list[None]:
    """The same for many reactions, by workspace: what is to be seen of a message is settled once."""
    # In the order in which another process takes them: else two could wait for each other.
    counting = sorted((each for each in seen if _may_count(db, each)), key=_in_order)
    for _, group in groupby(counting, key=lambda each: each.scene.workspace):
        _nominate_here(db, _noted(db, list(group)))
    return [None] * len(seen)


def _nominate_here(db: Session, new: Sequence[SeenReaction]) -> None:
    if not new:
        return
    rows = _rows(db, new[0].scene, new)
    latest = {each.place: each for each in new}
    for place, each in latest.items():
        _see(rows[place], each.message, None)
    settle_each(db, [(each.scene, rows[place]) for place, each in latest.items()])


def _may_count(db: Session, seen: SeenReaction, *, by_form: bool = False) -> bool:
    """Whether it's a nomination of somebody's words; who nominates what has none is told so."""
    emoji = workspaces.settings(db, seen.scene).emoji
    if not (by_form or names_a_moment(seen.reaction.emoji, emoji)):
        return False
    if counts(seen.reaction, seen.message):
        return True
    if finds_no_words(seen.reaction, seen.message):
        tell_wordless(db, seen.scene, seen.reaction)
    return False


def _in_order(seen: SeenReaction) -> tuple[str, str, str, str]:
    return seen.scene.workspace, *seen.place, seen.reaction.at


def _see(row: Nominated, message: SeenMessage, wishes: NominationWishes | None) -> None:
    row.missing_since = None
    if row.story is None and not row.deleted and row.consent in (Consent.OPEN, Consent.ASKED):
        # An edit before it is published is taken, and so is a place that was closed, or opened, meanwhile.
        row.words, row.link, row.reachable = message.words, message.link, message.reachable
        row.consent = Consent.OPEN if message.open else Consent.ASKED
        if wishes is not None:
            row.wishes = with_lines_of(wishes, NominationWishes.read(row.wishes)).stored()


def withdraw(db: Session, scene: Scene, reaction: Reaction) -> None:
    """It was withdrawn: with too few nominations left, the story and the question go."""
    key = tuple(_key_of(scene, reaction).values())
    nominating = names_a_moment(reaction.emoji, workspaces.settings(db, scene).emoji)
    # An emoji may have nominated when it was put there, and not any more.
    if not nominating and db.get(Nomination, key) is None:
        return
    if not _replaced(db, scene, reaction, standing=False):
        return
    row = nominated(db, scene.workspace, reaction.channel, reaction.ts)
    if row is None:
        return
    settle(db, scene, row)
    if row.story is not None and reaction.by not in nominators(db, row):
        posts.unwant(db, scene, stories.WHY_ASK.once_key(row.story, reaction.by))


def _rows(db: Session, scene: Scene, seen: Sequence[SeenReaction]) -> dict[tuple[str, str], Nominated]:
    """The messages of a workspace by their places, locked; new ones as they were seen first."""
    first = {each.place: each for each in reversed(seen)}
    insert_each(db, Nominated, [_first_seen(first[place]) for place in sorted(first)], ("channel", "ts"))
    return placed(db, scene.workspace, first)


def _first_seen(seen: SeenReaction) -> dict[str, Any]:
    message = seen.message
    channel, ts = seen.place
    consent = Consent.OPEN if message.open else Consent.ASKED
    words = {"author": message.author, "words": message.words, "link": message.link, "consent": consent}
    words["author_name"] = message.name
    state = {"wishes": {}, "since": seen.scene.now, "deleted": False, "reachable": message.reachable}
    return {"workspace": seen.scene.workspace, "channel": channel, "ts": ts, **words, **state}


def _noted(db: Session, seen: Sequence[SeenReaction]) -> list[SeenReaction]:
    """Keep the newest that is known of each of one workspace's; those that are news."""
    rows = [{**_key_of(each.scene, each.reaction), "standing": True, "at": each.reaction.at} for each in seen]
    new = insert_each(db, Nomination, rows, NAMES)
    return [each for each in seen if _is_news(db, each, new)]


def _is_news(db: Session, seen: SeenReaction, new: set[tuple[Any, ...]]) -> bool:
    key = tuple(_key_of(seen.scene, seen.reaction).values())
    if key in new:
        # The same may have come twice.
        new.remove(key)
        return True
    return _replaced(db, seen.scene, seen.reaction, standing=True)


def _replaced(db: Session, scene: Scene, reaction: Reaction, *, standing: bool) -> bool:
    """Keep the newest that is known; False if it was known, or is older than what is known.

    Slack delivers events again and in any order, so its own time of the event decides.
    """
    key = _key_of(scene, reaction)
    if insert_once(db, Nomination, key | {"standing": standing, "at": reaction.at}):
        return True
    known = db.get_one(Nomination, tuple(key.values()), with_for_update=True)
    if reaction.at <= known.at:
        return False
    known.standing, known.at = standing, reaction.at
    db.flush()
    return True


def _key_of(scene: Scene, reaction: Reaction) -> dict[str, str]:
    values = (scene.workspace, reaction.channel, reaction.ts, reaction.by, reaction.emoji)
    return dict(zip(NAMES, values, strict=True))
