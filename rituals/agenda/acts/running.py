"""What is due: the act that each kind of schedule runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from rituals import (
    answers,
    ballots,
    bonfire,
    digests,
    experiments,
    nominations,
    polls,
    posts,
    saves,
    schedules,
    stories,
    tips,
)
from rituals.catalog import Catalog
from rituals.errors import Gone, RitualError
from rituals.ids import ScheduleId
from rituals.scene import UTC_ZONE, Scene, zone_named

BATCH = 100
DOUBLE_TAP = timedelta(minutes=1)
NOTHING = "nothing"
HEAD_CHECK = "head_check"
HEAD_FIRST = "head_first"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that a ritual takes place. `planned` is None if a person asked for it now.

    `chance` is fresh randomness for what needs a secret.
    """

    scene: Scene
    catalog: Catalog
    schedule: ScheduleId
    wishes: schedules.Wishes
    once_key: str
    on: date
    planned: datetime | None
    chance: bytes

    @property
    def timely(self) -> posts.PostOccasion:
        """What its post has to know: as an occurrence may come late, so may its message."""
        planned = self.planned or self.scene.now
        return posts.PostOccasion(self.schedule, self.once_key, planned, planned + self.wishes.grace)


@dataclass(frozen=True, slots=True)
class Served:
    """What one round of the agenda did. `missed` came too late to be posted, `empty` had nothing to post.

    `stale` couldn't be sent in time; `broken` ended in an error, which is named. `closed` is how many polls
    were closed, and their votes erased.
    """

    count: int
    closed: int = 0
    missed: tuple[schedules.Due, ...] = ()
    empty: tuple[schedules.Due, ...] = ()
    stale: tuple[posts.Stale, ...] = ()
    broken: tuple[tuple[schedules.Due, str], ...] = ()


# Each makes what the occasion shows and wants it posted, once for its key; False if that was done before.
Run = Callable[[Session, Occasion], bool]


def run_due(db: Session, now: datetime, catalog: Catalog, chance: bytes) -> Served:
    """Serve a batch of what is due; its count is 0 when nothing was. Call it again until then."""
    schedules.put_right(db, now)
    posts.put_right(db, now)
    due = schedules.claim_due(db, now, BATCH)
    missed = tuple(each for each in due if each.missed)
    served = [(each, _serve(db, now, each, catalog, chance)) for each in due if not each.missed]
    empty = tuple(each for each, why in served if why == NOTHING)
    broken = tuple((each, why) for each, why in served if why not in (None, NOTHING))
    for each in empty:
        schedules.hold_empty(db, Scene(each.workspace, now), each.schedule)
    for each in (*missed, *(each for each, _ in broken)):
        schedules.tell_late(db, Scene(each.workspace, now), each.schedule, each.planned)
    closed = polls.close_due(db, now, BATCH)
    others = closed + sum(each(db, now, BATCH) for each in ENDING)
    stale = _give_up_stale(db, now)
    return Served(len(due) + others + len(stale), closed, missed, empty, stale, broken)


def post_now(db: Session, scene: Scene, catalog: Catalog, schedule: ScheduleId, chance: bytes) -> bool:
    """Let the ritual take place at once, beside its plan; False if it just did."""
    ritual = schedules.ritual(db, scene, schedule)
    since = scene.now - DOUBLE_TAP
    # A double tap isn't a wish for two.
    if any(each(db, scene, _now_key(schedule), since) for each in JUST_NOW):
        return False
    return _run(db, _at_once(scene, catalog, ritual, scene.now.isoformat(), chance))


def post_first(db: Session, scene: Scene, catalog: Catalog, ritual: schedules.Ritual, chance: bytes) -> bool:
    """Let a new ritual take place at once, however often its form is sent; False if it has."""
    return _run(db, _at_once(scene, catalog, ritual, "first", chance))


def _at_once(scene: Scene, catalog: Catalog, ritual: schedules.Ritual, name: str, chance: bytes) -> Occasion:
    today = scene.today(zone_named(ritual.wishes.zone) or UTC_ZONE)
    once_key = f"{_now_key(ritual.id)}{name}"
    return Occasion(scene, catalog, ritual.id, ritual.wishes, once_key, today, None, chance)


def _now_key(schedule: ScheduleId) -> str:
    return f"schedule:{schedule}:now:"


def _give_up_stale(db: Session, now: datetime) -> tuple[posts.Stale, ...]:
    """What was drawn and couldn't be sent in time: as if it hadn't been drawn, and people hear."""
    stale = tuple(posts.expire(db, now, BATCH))
    for each in stale:
        scene = Scene(each.workspace, now)
        with suppress(Gone):
            DISCARD[each.kind](db, scene, each.subject)
        schedules.tell_late(db, scene, each.ritual, each.planned, each.asked_by)
    return stale


def _serve(db: Session, now: datetime, due: schedules.Due, catalog: Catalog, chance: bytes) -> str | None:
    """Why it wasn't served; None if it was."""
    once_key = f"schedule:{due.schedule}:{due.on.isoformat()}"
    scene = Scene(due.workspace, now)
    try:
        at = Occasion(scene, catalog, due.schedule, due.wishes, once_key, due.on, due.planned, chance)
        with db.begin_nested():
            _run(db, at)
    except RitualError:
        # A ritual whose pack was removed has nothing to post; the others of the batch have.
        return NOTHING
    except SQLAlchemyError:
        # It may pass, and the occasion is still due then.
        raise
    except Exception as error:
        # One that is broken would stop all rituals for ever.
        return type(error).__name__
    return None


def _run(db: Session, occasion: Occasion) -> bool:
    return KINDS[occasion.wishes.kind](db, occasion)


def _draw(db: Session, at: Occasion) -> bool:
    when = at.once_key, at.on, at.planned, at.timely
    return experiments.post_due(db, at.scene, at.catalog, at.wishes, *when)


def _look_ahead(db: Session, at: Occasion) -> bool:
    new = _draw(db, at)
    if new:
        saves.recall(db, at.scene, at.once_key)
    return new


def asked_by(catalog: Catalog, wishes: schedules.Wishes) -> polls.Setup:
    """What a ritual asks that opens a poll: what it was told to, or the question of its framework."""
    if wishes.kind == HEAD_CHECK:
        head_first, question = catalog.framework(HEAD_FIRST), "Where is your head today?"
        return polls.of_framework(head_first, question, kind=polls.PollKind.HEAD_CHECK)
    if wishes.asks:
        return polls.Setup.read(wishes.asks)
    return polls.of_framework(catalog.framework(wishes.framework))


def _poll(db: Session, at: Occasion) -> bool:
    setup, place = asked_by(at.catalog, at.wishes), polls.Place(at.wishes.channel, at.wishes.open)
    key = polls.key_from(at.chance, at.once_key)
    return polls.open_once(db, at.scene, setup, place, key=key, request=at.once_key, occasion=at.timely)


def _digest(db: Session, at: Occasion) -> bool:
    planned = at.planned is not None
    return digests.post_due(
        db, at.scene, at.schedule, at.wishes, at.once_key, planned=planned, occasion=at.timely
    )


def _ballot(db: Session, at: Occasion) -> bool:
    planned = at.planned is not None
    return ballots.post_due(
        db, at.scene, at.schedule, at.wishes, at.once_key, at.on, planned=planned, occasion=at.timely
    )


# Whether something whose key begins so took place later than a moment; each looks in its own room.
JUST_NOW: tuple[Callable[[Session, Scene, str, datetime], bool], ...] = (
    experiments.posted_since,
    polls.opened_since,
    digests.posted_since,
    ballots.posted_since,
)
# What ends, or is to be said, when its time has come; each serves a batch and says how many there were.
ENDING: tuple[Callable[[Session, datetime, int], int], ...] = (
    # Before the game plans, which stand below what people have answered.
    answers.reveal_due,
    experiments.close_windows,
    nominations.close_asked,
    tips.lapse,
    stories.remind_due,
    bonfire.close_due,
    saves.remind_due,
    ballots.close_due,
)
# What becomes of that which a post of a ritual was to show, when it was never sent.
DISCARD: dict[str, Callable[[Session, Scene, Any], None]] = {
    experiments.CARD: experiments.discard,
    polls.CARD: polls.discard,
    digests.CARD: digests.discard,
    ballots.CARD: ballots.discard,
}
KINDS: dict[str, Run] = {
    **dict.fromkeys(experiments.DrawKind, _draw),
    experiments.DrawKind.LOOK_AHEAD: _look_ahead,
    "poll": _poll,
    HEAD_CHECK: _poll,
    digests.KIND: _digest,
    ballots.KIND: _ballot,
}
