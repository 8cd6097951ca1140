"""What is due: the act that each kind of schedule runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals import experiments, nominations, polls, posts, schedules, stories
from rituals.catalog import Catalog, Framework
from rituals.errors import RitualError
from rituals.ids import ChannelId, ScheduleId, WorkspaceId
from rituals.scene import Scene

BATCH = 100
DOUBLE_TAP = timedelta(minutes=1)
POLL_LASTS = timedelta(hours=8)
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
    wishes: schedules.Wishes
    once_key: str
    on: date
    planned: datetime | None
    chance: bytes


@dataclass(frozen=True, slots=True)
class Served:
    """What one round of the agenda did. `missed` came too late to be posted, `barren` had nothing to post."""

    count: int
    missed: tuple[schedules.Due, ...] = ()
    barren: tuple[schedules.Due, ...] = ()


# Each makes what the occasion shows and wants it posted, once for its key; False if that was done before.
Run = Callable[[Session, Occasion], bool]


def run_due(db: Session, now: datetime, catalog: Catalog, chance: bytes) -> Served:
    """Serve a batch of what is due; its count is 0 when nothing was. Call it again until then."""
    due = schedules.claim_due(db, now, BATCH)
    barren = tuple(each for each in due if not each.missed and not _serve(db, now, each, catalog, chance))
    others = sum(each(db, now, BATCH) for each in ENDING)
    return Served(len(due) + others, tuple(each for each in due if each.missed), barren)


def post_now(db: Session, scene: Scene, catalog: Catalog, schedule: ScheduleId, chance: bytes) -> bool:
    """Let the ritual take place at once, beside its plan; False if it just did."""
    ritual = schedules.ritual(db, scene, schedule)
    key = f"schedule:{schedule}:now:"
    since = scene.now - DOUBLE_TAP
    # A double tap is not a wish for two.
    if experiments.posted_since(db, scene, key, since) or polls.opened_since(db, scene, key, since):
        return False
    today = scene.today(ZoneInfo(ritual.wishes.zone))
    once_key = f"{key}{scene.now.isoformat()}"
    return _run(db, Occasion(scene, catalog, ritual.wishes, once_key, today, None, chance))


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
        _run(db, Occasion(scene, catalog, due.wishes, once_key, due.on, due.planned, chance))
    except RitualError:
        # A ritual whose pack was removed has nothing to post; the others of the batch have.
        return False
    return True


def _run(db: Session, occasion: Occasion) -> bool:
    return KINDS[occasion.wishes.kind](db, occasion)


def _draw(db: Session, at: Occasion) -> bool:
    return experiments.post_due(db, at.scene, at.catalog, at.wishes, at.once_key, at.on, at.planned)


def asked_by(catalog: Catalog, wishes: schedules.Wishes) -> tuple[Framework, str]:
    """What a ritual asks that opens a poll, and the framework whose mindsets answer it."""
    if wishes.kind == HEAD_CHECK:
        return catalog.framework(HEAD_FIRST), "Where is your head today?"
    framework = catalog.framework(wishes.framework)
    return framework, framework.poll_question


def _poll(db: Session, at: Occasion) -> bool:
    framework, question = asked_by(at.catalog, at.wishes)
    return polls.open_once(
        db,
        at.scene,
        channel=at.wishes.channel,
        framework=framework,
        question=question,
        closes_at=at.scene.now + POLL_LASTS,
        key=polls.key_from(at.chance, at.once_key),
        request=at.once_key,
    )


# What ends, or is to be said, when its time has come; each serves a batch and says how many there were.
ENDING: tuple[Callable[[Session, datetime, int], int], ...] = (
    polls.close_due,
    experiments.close_windows,
    nominations.close_asked,
    stories.remind_due,
)
KINDS: dict[str, Run] = dict.fromkeys(experiments.Kind, _draw) | {"poll": _poll, HEAD_CHECK: _poll}
