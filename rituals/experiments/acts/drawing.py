"""Drawing thought experiments and their kin, for a person to read and for a channel to have."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from rituals import posts, schedules, suggestions
from rituals.catalog import (
    Catalog,
    Experiment,
    Framework,
    UnknownExperiment,
    UnknownFramework,
    hero_parts,
)
from rituals.db import insert_once
from rituals.experiments import records
from rituals.experiments.acts.picking import comes_next, days_own, keys_of, schools
from rituals.experiments.records import Draw
from rituals.experiments.rules.choosing import ALL_SCHOOLS, ANSWERED, DrawKind, of_the_day
from rituals.experiments.rules.heroes import Hero, hero
from rituals.experiments.rules.kinds import CARD
from rituals.ids import ChannelId, DrawId, PersonId, WorkspaceId
from rituals.scene import Scene
from rituals.schedules import Ritual, Wishes
from rituals.suggestions import Suggested

# How long a day is for those who answer: then sealed answers appear, and a game plan comes if anybody has.
WINDOW = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a channel has, or a person sees.

    `experiment` belongs to the kinds that have a scene, `line` to a story call, `hero` to the hero of the
    day. `by` is set if a person posted it. `personal`: only one person has it, in their own practice.
    """

    framework: Framework
    kind: DrawKind
    experiment: Experiment | None = None
    line: str = ""
    hero: Hero | None = None
    id: DrawId | None = None
    by: PersonId | None = None
    suggested_by: PersonId | None = None
    personal: bool = False

    @property
    def answerable(self) -> bool:
        """Whether a channel has it, and it asks a question that people answer in a line."""
        return self.id is not None and not self.personal and self.kind in ANSWERED

    @property
    def question(self) -> str:
        """What it asks; "" if it's no question."""
        if self.experiment is not None:
            return self.experiment.question
        return self.hero.question if self.hero is not None else ""


def today(db: Session, scene: Scene, catalog: Catalog, channel: ChannelId, on: date, again: int = 0) -> Drawn:
    """What `/mindset` shows: the channel's experiment of that date, else the day's own of its framework.

    `again` counts how often the person has asked for another one.
    """
    row = records.drawn_on(db, scene.workspace, [channel], DrawKind.THOUGHT_EXPERIMENT, on)
    if row is not None and not again:
        # Its pack may have been taken away since this morning.
        with suppress(UnknownFramework, UnknownExperiment):
            return _drawn(db, row, catalog)
    if schedules.framework_of(db, scene.workspace, channel) == ALL_SCHOOLS:
        return _days_own(db, scene, list(catalog), on, again)
    return _days_own(db, scene, [framework_for(db, scene, catalog, channel)], on, again)


def of_the_workspace(
    db: Session, scene: Scene, catalog: Catalog, on: date, channels: Sequence[ChannelId] = ()
) -> Drawn:
    """What App Home shows: what one of these channels had last on that date, else the day's own."""
    row = records.drawn_on(db, scene.workspace, channels, DrawKind.THOUGHT_EXPERIMENT, on)
    if row is not None:
        with suppress(UnknownFramework, UnknownExperiment):
            return _drawn(db, row, catalog)
    return _days_own(db, scene, [catalog.default], on)


def hero_today(db: Session, scene: Scene, catalog: Catalog, channel: ChannelId, on: date) -> Drawn:
    """The hero of that date, the same for a whole workspace; answerable where the channel has had it."""
    row = records.drawn_on(db, scene.workspace, [channel], DrawKind.HERO, on)
    if row is not None:
        with suppress(UnknownFramework):
            return _drawn(db, row, catalog)
    return Drawn(catalog.default, DrawKind.HERO, hero=_hero(DrawKind.HERO, scene.workspace, on))


def framework_for(db: Session, scene: Scene, catalog: Catalog, channel: ChannelId) -> Framework:
    """The framework of the channel's ritual, else, or if its pack was taken away, the default one."""
    key = schedules.framework_of(db, scene.workspace, channel)
    with suppress(UnknownFramework):
        return catalog.framework(key) if key else catalog.default
    return catalog.default


def peek(db: Session, scene: Scene, ritual: Ritual | Wishes, catalog: Catalog, on: date) -> Drawn:
    """What the ritual will post on `on`, if nothing else is posted before. NothingToDraw."""
    kind = DrawKind(ritual.kind)
    comes = comes_next(db, scene, ritual.channel, kind, schools(catalog, ritual.framework), on, ritual.passed)
    framework, key = comes.framework, comes.next.key
    line, fresh = _line(kind, framework, key), _hero(kind, scene.workspace, on)
    own = suggestions.by_key(db, scene.workspace, key)
    experiment = _experiment(kind, framework, key, own)
    return Drawn(framework, kind, experiment, line, fresh, suggested_by=own.by if own else None)


def draw_another(db: Session, scene: Scene, catalog: Catalog, ritual: Ritual, on: date) -> Ritual:
    """The ritual will post another one on `on` than it would have, if there is another. NothingToDraw."""
    kind, frameworks = DrawKind(ritual.kind), schools(catalog, ritual.framework)

    def coming(passed: Sequence[str]) -> str:
        comes = comes_next(db, scene, ritual.channel, kind, frameworks, on, passed)
        return f"{comes.framework.key}/{comes.next.key}"

    now = coming(ritual.passed)
    passed = [*ritual.passed, now]
    # After the last one it goes round.
    return schedules.pass_over(db, scene, ritual.id, [now] if coming(passed) in passed else passed)


def can_draw(catalog: Catalog, kind: str, framework: str) -> bool:
    """Whether the framework, or one of all, has anything of this kind; other kinds ask for nothing."""
    if kind not in set(DrawKind):
        return True
    return any(keys_of(DrawKind(kind), each) for each in schools(catalog, framework))


def share(
    db: Session, scene: Scene, catalog: Catalog, channel: ChannelId, framework: str, experiment: str, on: date
) -> bool:
    """Post this experiment to the channel, once a day; False if the channel had it posted already."""
    if suggestions.by_key(db, scene.workspace, experiment) is None:
        catalog.experiment(framework, experiment)
    return _post_by_hand(db, scene, channel, DrawKind.THOUGHT_EXPERIMENT, framework, experiment, on)


def share_hero(db: Session, scene: Scene, catalog: Catalog, channel: ChannelId, on: date) -> bool:
    """Post the hero of that date to the channel; False if the channel has had it."""
    if records.drawn_on(db, scene.workspace, [channel], DrawKind.HERO, on) is not None:
        return False
    kind = DrawKind.HERO
    return _post_by_hand(db, scene, channel, kind, catalog.default.key, kind.value, on)


def post_next(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    channel: ChannelId,
    framework: str | None,
    once_key: str,
    on: date,
) -> bool:
    """Post the experiment that comes next in the channel, of the framework (None: the channel's own).

    False if `once_key` has been served. UnknownFramework, NothingToDraw.
    """
    kind = DrawKind.THOUGHT_EXPERIMENT
    of = [catalog.framework(framework)] if framework else [framework_for(db, scene, catalog, channel)]
    comes = comes_next(db, scene, channel, kind, of, on)
    bag = comes.next.bag
    what = _values(channel, kind, comes.framework.key, comes.next.key, on)
    return _post(db, scene, once_key, what | {"planned": None, "bag": bag and list(bag)})


def post_due(
    db: Session,
    scene: Scene,
    catalog: Catalog,
    wishes: Wishes,
    once_key: str,
    on: date,
    planned: datetime | None,
    occasion: posts.PostOccasion | None = None,
) -> bool:
    """Draw what comes next for the ritual and want it posted; False if `once_key` has been served."""
    kind = DrawKind(wishes.kind)
    frameworks = schools(catalog, wishes.framework)
    comes = comes_next(db, scene, wishes.channel, kind, frameworks, on, wishes.passed)
    framework, bag = comes.framework, comes.next.bag
    what = _values(wishes.channel, kind, framework.key, comes.next.key, on)
    what |= {"planned": planned, "bag": bag and list(bag)}
    if wishes.game_plan_after and framework.game_plans:
        what |= {
            "game_plan": of_the_day([each.key for each in framework.game_plans], scene.workspace, on),
            "threshold": wishes.game_plan_after,
            "window_ends": scene.now + WINDOW,
        }
    if wishes.together and kind in ANSWERED:
        what |= {"together": wishes.together, "sealed_until": scene.now + WINDOW}
    return _post(db, scene, once_key, what, occasion)


def discard(db: Session, scene: Scene, draw: DrawId) -> None:
    """It was never shown: the channel hasn't had it. Gone."""
    db.delete(records.find(db, scene.workspace, draw))


def posted_since(db: Session, scene: Scene, key: str, moment: datetime) -> bool:
    """Whether something whose once_key begins with `key` was posted later than `moment`."""
    return records.posted_since(db, scene.workspace, key, moment, scene.as_long_after(moment))


def drawn(db: Session, workspace: WorkspaceId, draw: DrawId, catalog: Catalog) -> Drawn:
    """What a posted card shows; Gone if there is no such draw."""
    return _drawn(db, records.look_at(db, workspace, draw), catalog)


def read_ahead(db: Session, workspace: WorkspaceId, draws: Collection[int]) -> None:
    """`drawn` is about to be asked for all of these: then it takes no statement for each."""
    records.read_ahead(db, workspace, draws)


def _values(channel: ChannelId, kind: DrawKind, framework: str, key: str, on: date) -> dict[str, object]:
    return {"channel": channel, "kind": kind, "framework": framework, "experiment": key, "on": on}


def _post_by_hand(
    db: Session, scene: Scene, channel: ChannelId, kind: DrawKind, framework: str, key: str, on: date
) -> bool:
    once_key = CARD.once_key(channel, framework, key, on.isoformat())
    return _post(db, scene, once_key, _values(channel, kind, framework, key, on) | {"by": scene.person})


def _post(
    db: Session,
    scene: Scene,
    once_key: str,
    what: dict[str, object],
    occasion: posts.PostOccasion | None = None,
) -> bool:
    values = {"workspace": scene.workspace, "once_key": once_key, "drawn_at": scene.now} | what
    if not insert_once(db, Draw, values):
        return False
    draw = records.by_once_key(db, scene.workspace, once_key)
    return posts.want(
        db, scene, once_key, kind=CARD, subject=draw.id, channel=draw.channel, occasion=occasion
    )


def _experiment(kind: DrawKind, framework: Framework, key: str, own: Suggested | None) -> Experiment | None:
    if own is not None:
        return own.experiment
    return framework.experiment(key) if kind in (DrawKind.THOUGHT_EXPERIMENT, DrawKind.CASE_STUDY) else None


def _line(kind: DrawKind, framework: Framework, key: str) -> str:
    return framework.story_prompts[int(key)] if kind is DrawKind.STORY_CALL else ""


def _hero(kind: DrawKind, workspace: WorkspaceId, on: date) -> Hero | None:
    return hero(workspace, on, hero_parts()) if kind is DrawKind.HERO else None


def _days_own(db: Session, scene: Scene, frameworks: Sequence[Framework], on: date, again: int = 0) -> Drawn:
    framework, experiment = days_own(db, scene, frameworks, on, again)
    return Drawn(framework, DrawKind.THOUGHT_EXPERIMENT, experiment)


def _drawn(db: Session, row: Draw, catalog: Catalog) -> Drawn:
    kind, framework = DrawKind(row.kind), catalog.framework(row.framework)
    own = suggestions.by_key(db, WorkspaceId(row.workspace), row.experiment)
    return Drawn(
        framework,
        kind,
        _experiment(kind, framework, row.experiment, own),
        _line(kind, framework, row.experiment),
        _hero(kind, WorkspaceId(row.workspace), row.on),
        id=DrawId(row.id),
        by=PersonId(row.by) if row.by else None,
        suggested_by=own.by if own else None,
        personal=row.personal,
    )
