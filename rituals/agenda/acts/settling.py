"""What follows from messages that couldn't be posted: rituals pause themselves, and people hear of it.

Whoever asked for a message hears, or the owner of its ritual; of the story feed the admins do, too. Where
there is nobody, or nobody who can be reached, it is the admins. So nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import posts, schedules, stories, workspaces
from rituals.agenda.acts.kinds import ADMIN_BOUNCE_NOTE, BOUNCE_NOTE, RATHER_TWICE
from rituals.errors import Gone
from rituals.ids import PersonId, StoryId
from rituals.posts import Failed, State
from rituals.scene import NOBODY, Scene
from rituals.schedules import Ritual


def settle(db: Session, now: datetime, outcomes: Iterable[posts.Outcome]) -> list[Failed]:
    """Write down how sends ended; those that need a person. Where a channel is shut, its rituals pause.

    People whom a story credits hear of it once it has appeared.
    """
    settled = posts.settle(db, now, outcomes, RATHER_TWICE)
    for there in settled.appeared:
        if there.kind == stories.CARD:
            stories.appeared(db, Scene(there.workspace, now), StoryId(there.subject))
    for each in settled.failed:
        scene = Scene(each.workspace, now)
        if each.shut and each.state != State.IN_DOUBT:
            schedules.hold(db, scene, each.channel, each.error)
    stuck = [each for each in settled.failed if each.stuck or each.strayed]
    for each in stuck:
        _tell(db, Scene(each.workspace, now), each)
    return stuck


def try_again(db: Session, scene: Scene, post: int) -> None:
    """Somebody who was told wants the message to be tried once more. Gone, NotYours."""
    posts.retry(db, scene, post, BOUNCE_NOTE)
    posts.touch_about(db, scene, BOUNCE_NOTE, post)


def _tell(db: Session, scene: Scene, failed: Failed) -> None:
    if failed.kind == ADMIN_BOUNCE_NOTE:
        return
    if failed.kind == BOUNCE_NOTE:
        # Who should hear of it can't be reached.
        with suppress(Gone):
            _tell_admins(db, scene, posts.failure(db, scene.workspace, failed.subject))
        return
    ritual = _ritual(db, scene, failed)
    if _hears_of_the_pause(failed, ritual):
        return
    person = _who_waits(failed, ritual.owner if ritual else NOBODY)
    if person:
        # Once for each life of the post, and for each reason.
        key = BOUNCE_NOTE.once_key(failed.id, failed.key, failed.error or failed.state, person)
        posts.want(db, scene, key, kind=BOUNCE_NOTE, subject=failed.id, channel=person)
    if not person or failed.channel == workspaces.feed(db, scene):
        _tell_admins(db, scene, failed)


def _who_waits(failed: Failed, owner: PersonId) -> PersonId:
    """Who is told first; NOBODY if there is nobody who could be."""
    if failed.reader and not failed.wanted:
        # It was removed, and only they can see whether it's there.
        return failed.reader
    person = failed.asked_by or owner
    unreachable = failed.state == State.GAVE_UP and person == failed.reader
    return NOBODY if unreachable else person


def _ritual(db: Session, scene: Scene, failed: Failed) -> Ritual | None:
    if failed.ritual is None:
        return None
    try:
        return schedules.ritual(db, scene, failed.ritual)
    except Gone:
        return None


def _hears_of_the_pause(failed: Failed, ritual: Ritual | None) -> bool:
    """Whether the ritual has paused itself over this, and its owner has a note that says so.

    Not if somebody had paused it, nor if the message may be there.
    """
    if ritual is None or not (ritual.owner and ritual.held) or failed.asked_by or failed.reader:
        return False
    return failed.state == State.GAVE_UP and failed.shut


def _tell_admins(db: Session, scene: Scene, failed: Failed) -> None:
    # Once a day for a channel, however many messages it doesn't take.
    key = ADMIN_BOUNCE_NOTE.once_key(failed.channel, failed.error or failed.state, scene.now.date())
    posts.want_for_admins(db, scene, key, kind=ADMIN_BOUNCE_NOTE, subject=failed.id)
