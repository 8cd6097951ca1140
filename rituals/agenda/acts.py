"""What is due: the act that each kind of schedule runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from rituals import experiments, polls, schedules
from rituals.catalog import Catalog
from rituals.errors import RitualError
from rituals.ids import ScheduleId
from rituals.scene import Scene

BATCH = 100
DOUBLE_TAP = timedelta(minutes=1)

# Each draws what the occurrence shows and wants it posted, once for its key.
Run = Callable[[Session, Scene, Catalog, schedules.Ritual | schedules.Due, str, date, datetime | None], bool]


def run_due(db: Session, now: datetime, catalog: Catalog) -> int:
    """Serve a batch of what is due; 0 when nothing was. Call it again until then."""
    due = schedules.claim_due(db, now, BATCH)
    for occurrence in due:
        scene = Scene(occurrence.workspace, now)
        once_key = f"schedule:{occurrence.schedule}:{occurrence.on.isoformat()}"
        # A ritual whose pack was removed has nothing to post; the others of the batch have.
        with suppress(RitualError):
            _run(db, scene, catalog, occurrence, once_key, occurrence.on, occurrence.planned)
    return len(due) + polls.close_due(db, now, BATCH)


def post_now(db: Session, scene: Scene, catalog: Catalog, schedule: ScheduleId) -> bool:
    """Post the ritual's next card at once, beside its plan; False if one was so posted just before."""
    ritual = schedules.ritual(db, scene, schedule)
    key = f"schedule:{schedule}:now:"
    # A double tap is not a wish for two.
    if experiments.posted_since(db, scene, key, scene.now - DOUBLE_TAP):
        return False
    today = scene.today(ZoneInfo(ritual.zone))
    return _run(db, scene, catalog, ritual, f"{key}{scene.now.isoformat()}", today, None)


def preview(db: Session, scene: Scene, catalog: Catalog, schedule: ScheduleId) -> experiments.Drawn:
    """What the ritual will post next."""
    return experiments.peek(db, scene.workspace, schedules.ritual(db, scene, schedule), catalog)


def _thought_experiment(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    ritual: schedules.Ritual | schedules.Due,
    once_key: str,
    on: date,
    planned: datetime | None,
) -> bool:
    return experiments.post_due(db, scene, catalog, ritual.channel, ritual.framework, once_key, on, planned)


KINDS: dict[str, Run] = {schedules.THOUGHT_EXPERIMENT: _thought_experiment}


def _run(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    ritual: schedules.Ritual | schedules.Due,
    once_key: str,
    on: date,
    planned: datetime | None,
) -> bool:
    return KINDS[ritual.kind](db, scene, catalog, ritual, once_key, on, planned)
