"""Telling stories, cheering them, and keeping the feed as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.db import insert_once
from rituals.errors import Gone
from rituals.ids import ChannelId, PersonId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories import records
from rituals.stories.records import Cheer, Credit, Story
from rituals.stories.rules import Kind, once_key

CARD = "story"


@dataclass(frozen=True, slots=True)
class Told:
    """What a story's card shows. `feed` is None while it waits for a feed channel."""

    id: StoryId
    kind: Kind
    text: str
    teller: PersonId
    credits: tuple[PersonId, ...]
    mindset: str | None
    customer: str | None
    link: str | None
    nominated_by: tuple[PersonId, ...]
    cheers: int
    told_at: datetime
    feed: ChannelId | None = None


def tell(
    db: Session,
    scene: Scene,
    *,
    kind: Kind,
    text: str,
    request: str,
    teller: PersonId | None = None,
    credits: Iterable[PersonId] = (),
    mindset: str | None = None,
    customer: str | None = None,
    link: str | None = None,
    nominated_by: Sequence[PersonId] = (),
) -> Told:
    """Keep a story, and want it in the feed if there is one. The same `request` again changes nothing.

    The teller is the person of the scene unless somebody else's words are told.
    """
    values = {
        "workspace": scene.workspace,
        "kind": kind,
        "text": text,
        "teller": teller or scene.person,
        "mindset": mindset,
        "customer": customer,
        "link": link,
        "nominated_by": list(nominated_by),
        "standing": True,
        "told_at": scene.now,
        "request": request,
    }
    new = insert_once(db, Story, values)
    query = select(Story).where(Story.workspace == scene.workspace, Story.request == request)
    story = db.scalars(query.with_for_update()).one()
    if new:
        whom = dict.fromkeys(credits)
        db.add_all(Credit(story=story.id, person=each, workspace=scene.workspace) for each in whom)
        db.flush()
    _show(db, scene, story)
    return _told(db, scene.workspace, [story], workspaces.feed(db, scene))[0]


def set_feed(db: Session, scene: Scene, channel: ChannelId) -> int:
    """Stories go to `channel` from now on; the number of waiting ones that are told there now."""
    workspaces.set_feed(db, scene, channel)
    waiting = records.standing(db, scene.workspace)
    return sum(_show(db, scene, story) for story in reversed(waiting))


def cheer(db: Session, scene: Scene, story: StoryId) -> bool:
    """One cheer a person; again to take it back. True if the person cheers now. Gone."""
    row = records.find(db, scene.workspace, story)
    mine = db.get(Cheer, (row.id, scene.person))
    if mine is None:
        db.add(Cheer(story=row.id, person=scene.person, workspace=scene.workspace, at=scene.now))
    else:
        db.delete(mine)
    posts.touch(db, scene, once_key(row.id))
    return mine is None


def name_nominators(db: Session, scene: Scene, story: StoryId, people: Sequence[PersonId]) -> None:
    """Who pointed at the story's message, after a change. Without anybody the story is withdrawn. Gone."""
    query = select(Story).where(Story.id == story, Story.workspace == scene.workspace)
    row = db.scalars(query.with_for_update()).first()
    if row is None:
        raise Gone
    row.nominated_by = list(people)
    row.standing = bool(people)
    if not row.standing:
        posts.unwant(db, scene, once_key(row.id))
    elif not _show(db, scene, row):
        posts.touch(db, scene, once_key(row.id))


def latest(db: Session, scene: Scene, count: int) -> list[Told]:
    """The newest stories of the workspace."""
    stories = records.standing(db, scene.workspace, count)
    return _told(db, scene.workspace, stories, workspaces.feed(db, scene))


def told(db: Session, workspace: WorkspaceId, story: StoryId) -> Told:
    """What the story's card shows now; Gone if it was withdrawn."""
    return _told(db, workspace, [records.find(db, workspace, story)], None)[0]


def _show(db: Session, scene: Scene, story: Story) -> bool:
    feed = workspaces.held_feed(db, scene)
    if feed is None:
        return False
    return posts.want(db, scene, once_key(story.id), kind=CARD, subject=story.id, channel=feed)


def _told(
    db: Session, workspace: WorkspaceId, stories: Sequence[Story], feed: ChannelId | None
) -> list[Told]:
    ids = [story.id for story in stories]
    credits = records.credits_of(db, workspace, ids)
    cheers = records.cheers_of(db, workspace, ids)
    return [
        Told(
            id=StoryId(story.id),
            kind=Kind(story.kind),
            text=story.text,
            teller=PersonId(story.teller),
            credits=tuple(PersonId(person) for person in credits.get(story.id, ())),
            mindset=story.mindset,
            customer=story.customer,
            link=story.link,
            nominated_by=tuple(PersonId(person) for person in story.nominated_by),
            cheers=cheers.get(story.id, 0),
            told_at=story.told_at,
            feed=feed,
        )
        for story in stories
    ]
