"""Drawing thought experiments, for a person to read and for a channel to have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts, schedules
from rituals.catalog import Catalog, Experiment, Framework
from rituals.db import insert_once
from rituals.errors import Gone
from rituals.experiments.records import Draw, drawn_in, drawn_on
from rituals.experiments.rules import next_in_bag, of_the_day
from rituals.ids import ChannelId, DrawId, PersonId, WorkspaceId
from rituals.scene import Scene

CARD = "experiment"


@dataclass(frozen=True, slots=True)
class Drawn:
    """An experiment as a channel has it. `planned` is set if a schedule posted it, `by` if a person did."""

    framework: Framework
    experiment: Experiment
    planned: datetime | None = None
    drawn_at: datetime | None = None
    by: PersonId | None = None


def today(db: Session, scene: Scene, catalog: Catalog, channel: ChannelId, on: date) -> Drawn:
    """What `/mindset` shows: the channel's experiment of that date, else the day's own of its framework."""
    row = drawn_on(db, scene.workspace, channel, on)
    if row is not None:
        return _drawn(row, catalog)
    framework = framework_for(db, scene, catalog, channel)
    return Drawn(framework, _experiment_of_the_day(scene.workspace, framework, on))


def of_the_workspace(db: Session, scene: Scene, catalog: Catalog, on: date) -> Drawn:
    """What App Home shows: the day's experiment of the default framework."""
    return Drawn(catalog.default, _experiment_of_the_day(scene.workspace, catalog.default, on))


def framework_for(db: Session, scene: Scene, catalog: Catalog, channel: ChannelId) -> Framework:
    """The framework of the channel's ritual, else the default one."""
    key = schedules.framework_of(db, scene.workspace, channel)
    return catalog.framework(key) if key else catalog.default


def peek(db: Session, workspace: WorkspaceId, ritual: schedules.Ritual, catalog: Catalog) -> Drawn:
    """What the ritual will post at its next occurrence, if nothing else is posted before."""
    framework = catalog.framework(ritual.framework)
    key = _next_key(db, workspace, ritual.channel, framework, ritual.next_on)
    return Drawn(framework, framework.experiment(key))


def share(
    db: Session, scene: Scene, catalog: Catalog, channel: ChannelId, framework: str, experiment: str, on: date
) -> bool:
    """Post this experiment to the channel, once a day; False if the channel had it posted already."""
    catalog.experiment(framework, experiment)
    once_key = f"shared:{channel}:{framework}:{experiment}:{on.isoformat()}"
    return _post(db, scene, once_key, channel, framework, experiment, on, by=scene.person)


def post_due(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    channel: ChannelId,
    framework: str,
    once_key: str,
    on: date,
    planned: datetime | None,
) -> bool:
    """Draw the channel's next experiment and want it posted; False if `once_key` has been served."""
    chosen = catalog.framework(framework)
    key = _next_key(db, scene.workspace, channel, chosen, on)
    return _post(db, scene, once_key, channel, framework, key, on, planned=planned)


def posted_since(db: Session, scene: Scene, key: str, moment: datetime) -> bool:
    """Whether a card whose once_key begins with `key` was posted later than `moment`."""
    begins = Draw.once_key.startswith(f"{scene.workspace}/{key}", autoescape=True)
    return db.scalars(select(Draw.id).where(begins, Draw.drawn_at > moment)).first() is not None


def drawn(db: Session, workspace: WorkspaceId, draw: DrawId, catalog: Catalog) -> Drawn:
    """What a posted card shows; Gone if there is no such draw."""
    row = db.scalars(select(Draw).where(Draw.id == draw, Draw.workspace == workspace)).first()
    if row is None:
        raise Gone
    return _drawn(row, catalog)


def _post(
    db: Session,
    scene: Scene,
    once_key: str,
    channel: ChannelId,
    framework: str,
    experiment: str,
    on: date,
    planned: datetime | None = None,
    by: PersonId | None = None,
) -> bool:
    full_key = f"{scene.workspace}/{once_key}"
    values = {
        "workspace": scene.workspace,
        "channel": channel,
        "framework": framework,
        "experiment": experiment,
        "on": on,
        "once_key": full_key,
        "drawn_at": scene.now,
        "planned": planned,
        "by": by,
    }
    if not insert_once(db, Draw, values):
        return False
    draw = db.scalars(select(Draw.id).where(Draw.once_key == full_key)).one()
    return posts.want(db, scene, once_key, kind=CARD, subject=draw, channel=channel)


def _next_key(db: Session, workspace: WorkspaceId, channel: ChannelId, framework: Framework, on: date) -> str:
    keys = [experiment.key for experiment in framework.experiments]
    seed = f"{workspace}/{channel}/{on.isoformat()}"
    return next_in_bag(keys, drawn_in(db, workspace, channel, framework.key), seed)


def _experiment_of_the_day(workspace: WorkspaceId, framework: Framework, on: date) -> Experiment:
    keys = [experiment.key for experiment in framework.experiments]
    return framework.experiment(of_the_day(keys, f"{workspace}/{framework.key}", on))


def _drawn(row: Draw, catalog: Catalog) -> Drawn:
    return Drawn(
        catalog.framework(row.framework),
        catalog.experiment(row.framework, row.experiment),
        planned=row.planned,
        drawn_at=row.drawn_at,
        by=PersonId(row.by) if row.by else None,
    )
