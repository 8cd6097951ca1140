"""What comes next in a channel, and what a day's own experiment is: the workspace's liking holds for both."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from rituals import suggestions, workspaces
from rituals.catalog import Catalog, Experiment, Framework
from rituals.errors import RitualError
from rituals.experiments import records
from rituals.experiments.rules.choosing import ALL_SCHOOLS, DrawKind, Leaning, Next, next_in_bag, of_the_day
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.workspaces import Settings


class NothingToDraw(RitualError):
    """The framework has nothing of this kind."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next, and of which framework."""

    framework: Framework
    next: Next


def schools(catalog: Catalog, key: str) -> list[Framework]:
    """The frameworks that a ritual draws from: its own, or all of them. UnknownFramework."""
    return list(catalog) if key == ALL_SCHOOLS else [catalog.framework(key)]


def comes_next(
    db: Session,
    scene: Scene,
    channel: ChannelId,
    kind: DrawKind,
    frameworks: Sequence[Framework],
    on: date,
    passed: Container[str] = (),
) -> Coming:
    """What the channel has on `on` if nothing else is posted before. NothingToDraw.

    With several frameworks they take turns, and none starts over before all have come to their end. What is
    `passed`, as `framework/key`, comes only if there is nothing else.
    """
    had = records.drawn_in(db, scene.workspace, channel, kind, frameworks)
    turn = sum(map(len, had.values()))
    liked, seed = workspaces.settings(db, scene), f"{scene.workspace}/{channel}/{on.isoformat()}"
    own = suggestions.approved(db, scene.workspace) if kind is DrawKind.THOUGHT_EXPERIMENT else []
    offers: list[tuple[int, int, Coming]] = []
    for framework in frameworks:
        leaning, mine = _leaning(liked, framework), had[framework.key]
        keys = [*keys_of(kind, framework), *(each.key for each in own if each.framework == framework.key)]
        keys = leaning.welcome(keys)
        if keys:
            # A round goes on when the pack has lost the key with which it began.
            ours = [each for each in mine if each.key in keys or not set(keys).isdisjoint(each.bag or ())]
            over = {key for key in keys if f"{framework.key}/{key}" in passed}
            wished = {"rather": leaning.rather(keys, turn), "barred": leaning.barred(keys, on) | over}
            comes = next_in_bag(keys, ours, seed, **wished)
            offers.append((comes.lap, mine[-1].number if mine else 0, Coming(framework, comes)))
    if not offers:
        raise NothingToDraw
    return min(offers, key=lambda offer: offer[:2])[2]


def days_own(
    db: Session, scene: Scene, frameworks: Sequence[Framework], on: date, again: int
) -> tuple[Framework, Experiment]:
    """The same all day for a whole workspace; `again` counts how often somebody asked for another."""
    day = on + timedelta(days=again)
    by_key = {each.key: each for each in frameworks}
    framework = by_key[of_the_day(list(by_key), scene.workspace, day)]
    leaning = _leaning(workspaces.settings(db, scene), framework)
    keys = leaning.welcome(keys_of(DrawKind.THOUGHT_EXPERIMENT, framework))
    mine = [key for key in keys if key in leaning.rather(keys, day.toordinal())] or keys
    # Where only every other day is for these, they come one after the other all the same.
    step = day if len(mine) == len(keys) else date.fromordinal(day.toordinal() // 2)
    seed, barred = f"{scene.workspace}/{framework.key}", leaning.barred(mine, on)
    key = of_the_day(mine, seed, step)
    if key in barred:
        key = of_the_day([each for each in mine if each not in barred] or mine, seed, step)
    return framework, framework.experiment(key)


def keys_of(kind: DrawKind, framework: Framework) -> list[str]:
    """All that the framework has of a kind."""
    match kind:
        case DrawKind.THOUGHT_EXPERIMENT:
            return [experiment.key for experiment in framework.experiments]
        case DrawKind.CASE_STUDY:
            return [study.key for study in framework.case_studies]
        case DrawKind.STORY_CALL:
            return [str(number) for number in range(len(framework.story_prompts))]
        case DrawKind.LOOK_AHEAD | DrawKind.HERO:
            return [kind.value]


def _leaning(liked: Settings, framework: Framework) -> Leaning:
    playful = {each.key for each in framework.experiments if each.playful}
    tender = {each.key for each in framework.experiments if each.tender}
    return Leaning(liked.blend, liked.tender, playful, tender)
