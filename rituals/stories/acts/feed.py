"""The feed as a list: the newest first, filtered and searched, page by page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.ids import ChannelId, PersonId
from rituals.scene import Scene
from rituals.stories.records import finding
from rituals.stories.records import tables as records
from rituals.stories.records.shape import seen
from rituals.stories.records.tables import Cheer, Credit, Story, StoryLine
from rituals.stories.rules.kinds import CARD
from rituals.stories.rules.story import Filter, Told, micros

PAGE = 5
EVERYTHING = Filter()
LOOKED_BACK = timedelta(days=30)
MOST_NOTICED = 5
# Whoever fewer people have noticed stays out: the list has no bottom.
NOTICED_BY = 2


@dataclass(frozen=True, slots=True)
class Page:
    """Some stories in a row, and the place from which the next older ones go on; None at the end."""

    stories: tuple[Told, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Noticed:
    """Somebody, and how many different colleagues pointed at, told of or cheered what they did."""

    person: PersonId
    by: int


def page(
    db: Session, scene: Scene, wanted: Filter = EVERYTHING, before: int | None = None, count: int = PAGE
) -> Page:
    """The newest stories that are `wanted`, told before the place `before`.

    A page begins at a place and not at a number, so what is told meanwhile shifts nothing.
    """
    places = finding.newest(db, scene, wanted, before, count + 1)
    found = db.scalars(select(Story).where(Story.place.in_(places)).order_by(Story.place.desc())).all()
    shown = seen(db, scene.workspace, found[:count], workspaces.feed(db, scene))
    return Page(tuple(shown), shown[-1].place if len(found) > count else None)


def on_show(db: Session, scene: Scene, count: int) -> list[tuple[Told, ChannelId]]:
    """The newest stories that stand as messages in Slack, each with the channel where it does."""
    found = records.standing(db, scene.workspace, count)
    keys = {CARD.once_key(story.id): story for story in found}
    where = posts.places(db, scene.workspace, keys)
    shown = [story for key, story in keys.items() if key in where]
    told = seen(db, scene.workspace, shown, None)
    return [(each, where[CARD.once_key(each.id)][0]) for each in told]


def most_noticed(db: Session, scene: Scene) -> list[Noticed]:
    """Whose moments most colleagues noticed lately, the top only. Breadth counts: each colleague once."""
    since = micros(scene.now - LOOKED_BACK)
    recent = select(Story).where(Story.workspace == scene.workspace, Story.standing, Story.place > since)
    noticed: defaultdict[str, set[str]] = defaultdict(set)
    stories = {story.id: story for story in db.scalars(recent)}
    voices = _voices(db, stories)
    for credit in db.scalars(select(Credit).where(Credit.story.in_(stories), Credit.name.is_(None))):
        noticed[credit.person] |= voices[credit.story] - {credit.person}
    ranked = sorted(((len(by), person) for person, by in noticed.items()), key=lambda r: (-r[0], r[1]))
    return [Noticed(PersonId(person), by) for by, person in ranked[:MOST_NOTICED] if by >= NOTICED_BY]


def _voices(db: Session, stories: dict[int, Story]) -> defaultdict[int, set[str]]:
    voices: defaultdict[int, set[str]] = defaultdict(set)
    for story in stories.values():
        voices[story.id] |= {story.teller, *story.nominated_by}
    for table in (Cheer, StoryLine):
        for story_id, person in db.execute(select(table.story, table.person).where(table.story.in_(stories))):
            voices[story_id].add(person)
    return voices
