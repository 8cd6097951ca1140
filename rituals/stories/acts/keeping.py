"""Keeping stories as they're told, one or many at a time, and wanting them in the feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.db import insert_each, insert_once, put
from rituals.ids import PersonId, StoryId
from rituals.scene import Scene
from rituals.stories.records import search
from rituals.stories.records import tables as records
from rituals.stories.records.shape import telling_of
from rituals.stories.records.tables import Credit, Story
from rituals.stories.rules.kinds import CARD
from rituals.stories.rules.story import (
    LONGEST,
    REMIND_AFTER,
    Kind,
    Origin,
    Telling,
    micros,
    searchable,
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a teller said elsewhere, however short, and is to be a story. The same `request` is the same one.

    The person of the scene, who brought it about, may be writing a story too. That one stays as it is.
    """

    scene: Scene
    telling: Telling
    teller: PersonId
    origin: Origin
    request: str


def publish_each(db: Session, publications: Sequence[Publication]) -> list[StoryId]:
    """Keep these, all of one workspace, and want them in its feed if there is one; the stories' numbers."""
    if not publications:
        return []
    new = insert_each(db, Story, _rows(publications), ("request",))
    for each in publications:
        if (each.request,) not in new:
            # Told before, or at a moment that another story has.
            keep(db, each.scene, each.telling, each.teller, each.request, each.scene.now, each.origin)
    kept = records.of_requests(db, publications[0].scene.workspace, [each.request for each in publications])
    told = [(kept[each.request], each) for each in publications]
    _make_known(db, [(story, each) for story, each in told if (each.request,) in new])
    _show_each(db, told)
    return [StoryId(story.id) for story, _ in told]


def _rows(publications: Sequence[Publication]) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for each in publications:
        place = micros(each.scene.now)
        # Two stories of the same microsecond stand one after the other.
        while place in rows:
            place += 1
        values = _values(each.scene, each.telling, each.teller, each.request, each.scene.now, each.origin)
        rows[place] = values | {"standing": True, "place": place}
    return list(rows.values())


def _make_known(db: Session, new: Sequence[tuple[Story, Publication]]) -> None:
    if credits := [row for story, each in new for row in _credits(story, each.telling)]:
        put(db, Credit, credits)
    search.learn_each(db, [_words(story, each.telling) for story, each in new])
    for story, each in new:
        story.remind_at = when_to_remind(each.scene, story)


def _show_each(db: Session, told: Sequence[tuple[Story, Publication]]) -> None:
    feed = workspaces.held_feed(db, told[0][1].scene)
    if feed is not None:
        cards = ((each.scene, story.id) for story, each in told if story.standing)
        posts.want_each(
            db, [posts.WantedPost(scene, CARD.once_key(id_), CARD, id_, feed) for scene, id_ in cards]
        )


def show(db: Session, scene: Scene, story: Story) -> bool:
    """Want the story in the feed; True if it wasn't wanted there before."""
    feed = workspaces.held_feed(db, scene)
    if feed is None or not story.standing:
        return False
    return posts.want(db, scene, CARD.once_key(story.id), kind=CARD, subject=story.id, channel=feed)


def keep(
    db: Session,
    scene: Scene,
    telling: Telling,
    teller: PersonId,
    request: str,
    told_at: datetime,
    origin: Origin | None,
    standing: bool = True,
) -> tuple[Story, bool]:
    """The story of that request, and whether it is new."""
    values = _values(scene, telling, teller, request, told_at, origin) | {"standing": standing}
    place = micros(told_at)
    # Two stories of the same microsecond stand one after the other.
    while not (new := insert_once(db, Story, values | {"place": place})):
        if records.of_request(db, scene.workspace, request) is not None:
            break
        place = records.free_place(db, place)
    story = records.of_request(db, scene.workspace, request)
    assert story is not None
    if new:
        credit(db, story, telling)
        if standing:
            search.learn_each(db, [_words(story, telling)])
    return story, new


def said_of(telling: Telling) -> dict[str, Any]:
    """What is kept of what somebody told, by column."""
    helped = telling.kind is Kind.CUSTOMER_HELPED_US
    saved = telling.kind is Kind.PROACTIVE_SAVE
    return {
        "kind": telling.kind,
        "text": telling.text.strip()[:LONGEST],
        "mindset": telling.mindset,
        "touchpoint": telling.touchpoint,
        "customer": telling.customer,
        "took": list(telling.took),
        "beyond_job": telling.beyond_job,
        "taught": telling.taught if helped else None,
        "thanked": telling.thanked if helped else None,
        "remedy": telling.remedy if saved else None,
    }


def _values(
    scene: Scene, telling: Telling, teller: PersonId, request: str, told_at: datetime, origin: Origin | None
) -> dict[str, Any]:
    return said_of(telling) | {
        "workspace": scene.workspace,
        "teller": teller,
        "told_at": told_at,
        "request": request,
        "source": origin.source if origin else None,
        "link": origin.link if origin else None,
        "nominated_by": list(origin.nominated_by) if origin else [],
    }


def _words(story: Story, telling: Telling) -> tuple[int, str]:
    """Where it stands, and by what it's found."""
    return story.place, searchable(replace(telling_of(story, []), credits=telling.credits), [])


def credit(db: Session, story: Story, telling: Telling) -> None:
    """These are the people whom the story credits."""
    if rows := _credits(story, telling):
        put(db, Credit, rows)


def _credits(story: Story, telling: Telling) -> list[dict[str, Any]]:
    # Somebody named on both stages was seen on the front one.
    whom = {each.person: each for each in sorted(telling.credits, key=lambda each: each.stage)}
    about = {"story": story.id, "workspace": story.workspace, "place": story.place}
    people = ({"person": each.person, "stage": each.stage, "name": each.name} for each in whom.values())
    return [about | each for each in people]


def when_to_remind(scene: Scene, story: Story) -> datetime | None:
    """When its author is asked whether the customer was thanked; None if there's nothing to ask."""
    asked = story.kind == Kind.CUSTOMER_HELPED_US and not story.thanked and scene.person == story.teller
    return scene.now + REMIND_AFTER if asked else None
