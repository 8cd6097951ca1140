"""What is due: the act that each kind of schedule runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from rituals import digests, experiments, nominations, polls, posts, schedules, stories
from rituals.catalog import Catalog
from rituals.errors import RitualError
from rituals.ids import ChannelId, ScheduleId, WorkspaceId
from rituals.scene import UTC_ZONE, Scene, zone_named

BATCH = 100
DOUBLE_TAP = timedelta(minutes=1)
HEAD_CHECK = "head_check"
HEAD_FIRST = "head_first"
# Slack's reasons that hold for the whole channel until somebody opens it again.
SHUT = frozenset(
    {
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    }
)


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


@dataclass(frozen=True, slots=True)
class Served:
    """What one round of the agenda did. `missed` came too late to be posted, `barren` had nothing to post.

    `closed` is how many polls were closed, and their votes erased.
    """

    count: int
    closed: int = 0
    missed: tuple[schedules.Due, ...] = ()
    barren: tuple[schedules.Due, ...] = ()


# Each makes what the occasion shows and wants it posted, once for its key; False if that was done before.
Run = Callable[[Session, Occasion], bool]


def run_due(db: Session, now: datetime, catalog: Catalog, chance: bytes) -> Served:
    """Serve a batch of what is due; its count is 0 when nothing was. Call it again until then."""
    due = schedules.claim_due(db, now, BATCH)
    barren = tuple(each for each in due if not each.missed and not _serve(db, now, each, catalog, chance))
    closed = polls.close_due(db, now, BATCH)
    others = closed + sum(each(db, now, BATCH) for each in ENDING)
    return Served(len(due) + others, closed, tuple(each for each in due if each.missed), barren)


def post_now(db: Session, scene: Scene, catalog: Catalog, schedule: ScheduleId, chance: bytes) -> bool:
    """Let the ritual take place at once, beside its plan; False if it just did."""
    ritual = schedules.ritual(db, scene, schedule)
    key = f"schedule:{schedule}:now:"
    since = scene.now - DOUBLE_TAP
    # A double tap is not a wish for two.
    if any(each(db, scene, key, since) for each in JUST_NOW):
        return False
    today = scene.today(zone_named(ritual.wishes.zone) or UTC_ZONE)
    once_key = f"{key}{scene.now.isoformat()}"
    return _run(db, Occasion(scene, catalog, schedule, ritual.wishes, once_key, today, None, chance))


def settle(db: Session, now: datetime, outcomes: Iterable[posts.Outcome]) -> None:
    """Write down how sends ended; where a channel is shut, its rituals pause themselves."""
    for refused in posts.settle(db, now, outcomes):
        if refused.error in SHUT:
            scene = Scene(WorkspaceId(refused.workspace), now)
            schedules.hold(db, scene, ChannelId(refused.channel), refused.error)


def _serve(db: Session, now: datetime, due: schedules.Due, catalog: Catalog, chance: bytes) -> bool:
    once_key = f"schedule:{due.schedule}:{due.on.isoformat()}"
    scene = Scene(due.workspace, now)
    try:
        at = Occasion(scene, catalog, due.schedule, due.wishes, once_key, due.on, due.planned, chance)
        _run(db, at)
    except RitualError:
        # A ritual whose pack was removed has nothing to post; the others of the batch have.
        return False
    return True


def _run(db: Session, occasion: Occasion) -> bool:
    return KINDS[occasion.wishes.kind](db, occasion)


def _draw(db: Session, at: Occasion) -> bool:
    return experiments.post_due(db, at.scene, at.catalog, at.wishes, at.once_key, at.on, at.planned)


def asked_by(catalog: Catalog, wishes: schedules.Wishes) -> polls.Setup:
    """What a ritual asks that opens a poll: what it was told to, or the question of its framework."""
    if wishes.kind == HEAD_CHECK:
        head_first, question = catalog.framework(HEAD_FIRST), "Where is your head today?"
        return polls.of_framework(head_first, question, kind=polls.Kind.HEAD_CHECK)
    if wishes.asks:
        return polls.Setup.read(wishes.asks)
    return polls.of_framework(catalog.framework(wishes.framework))


def _poll(db: Session, at: Occasion) -> bool:
    setup, place = asked_by(at.catalog, at.wishes), polls.Place(at.wishes.channel, at.wishes.open)
    key = polls.key_from(at.chance, at.once_key)
    return polls.open_once(db, at.scene, setup, place, key=key, request=at.once_key)


def _digest(db: Session, at: Occasion) -> bool:
    planned = at.planned is not None
    return digests.post_due(db, at.scene, at.schedule, at.wishes, at.once_key, planned=planned)


# Whether something whose key begins so took place later than a moment; each looks in its own room.
JUST_NOW: tuple[Callable[[Session, Scene, str, datetime], bool], ...] = (
    experiments.posted_since,
    polls.opened_since,
    digests.posted_since,
)
# What ends, or is to be said, when its time has come; each serves a batch and says how many there were.
ENDING: tuple[Callable[[Session, datetime, int], int], ...] = (
    experiments.close_windows,
    nominations.close_asked,
    stories.remind_due,
)
KINDS: dict[str, Run] = {
    **dict.fromkeys(experiments.Kind, _draw),
    "poll": _poll,
    HEAD_CHECK: _poll,
    digests.KIND: _digest,
}
